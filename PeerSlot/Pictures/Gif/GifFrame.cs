using System.Buffers.Binary;

namespace PeerSlot.Pictures.Gif;

/// <summary>What becomes of a frame's place before the next one is drawn (GIF89a, 23.c.iv).</summary>
internal enum GifDisposal
{
    Unspecified = 0,
    Keep = 1,
    Clear = 2,
    Restore = 3,
}

/// <summary>An image descriptor (GIF89a, 20) with the graphic control extension before it (23).</summary>
/// <param name="Palette">Range of the local colour table in the file; empty without one.</param>
/// <param name="Data">Where the LZW data begins: the code size, then sub-blocks.</param>
/// <param name="Transparent">Palette index; -1 for none.</param>
internal readonly record struct GifFrame(
    int Left, int Top, int Width, int Height, Range Palette, bool Interlaced, int Data, int Transparent, GifDisposal Disposal, TimeSpan Delay)
{
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte GraphicControl = 0xF9;
    private const int DescriptorLength = 10;

    /// <summary>The next frame; extensions before it are passed over.</summary>
    /// <param name="next">In: where a block begins. Out: behind the frame's data.</param>
    /// <returns>False at the trailer, or where the file ends or goes wrong before a whole descriptor.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, ref int next, out GifFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> control = [];
        while (next < file.Length)
        {
            var block = file[next..];
            switch (block[0])
            {
                case Extension when block.Length >= 2:
                    // Of several before one frame, the last one counts.
                    if (block[1] == GraphicControl && block is [_, _, >= 4, ..] && block.Length >= 7)
                        control = block.Slice(3, 4);
                    next = GifSubBlocks.Skip(file, next + 2);
                    break;
                case Image when block.Length > DescriptorLength:
                    return TryReadDescriptor(file, control, ref next, out frame);
                // Zero bytes between blocks are an old encoder's; they end none.
                case 0:
                    next++;
                    break;
                case Trailer:
                    return false;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool TryReadDescriptor(ReadOnlySpan<byte> file, ReadOnlySpan<byte> control, ref int next, out GifFrame frame)
    {
        var block = file[next..];
        var flags = block[9];
        var palette = next + DescriptorLength;
        var data = palette + GifScreen.PaletteLength(flags);
        frame = default;
        if (data >= file.Length)
            return false;
        var hasControl = control.Length > 0;
        frame = new GifFrame(
            BinaryPrimitives.ReadUInt16LittleEndian(block[1..]), BinaryPrimitives.ReadUInt16LittleEndian(block[3..]),
            BinaryPrimitives.ReadUInt16LittleEndian(block[5..]), BinaryPrimitives.ReadUInt16LittleEndian(block[7..]),
            palette..data, (flags & 0x40) != 0, data,
            hasControl && (control[0] & 1) != 0 ? control[3] : -1,
            hasControl ? (GifDisposal)(control[0] >> 2 & 7) : GifDisposal.Unspecified,
            hasControl ? TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt16LittleEndian(control[1..]) * 10) : TimeSpan.Zero);
        next = GifSubBlocks.Skip(file, data + 1);
        return true;
    }
}
