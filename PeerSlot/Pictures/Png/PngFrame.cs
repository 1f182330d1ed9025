using System.Buffers.Binary;

namespace PeerSlot.Pictures.Png;

/// <summary>What becomes of a frame's place before the next one is drawn (PNG, 11.3.6.2, dispose_op).</summary>
internal enum PngDisposal
{
    Keep = 0,
    Clear = 1,
    Restore = 2,
}

/// <summary>
/// A frame of an animated file: an fcTL chunk (PNG, 11.3.6.2) and where its data begins.
/// <code>
/// 0 sequence   4 width   8 height   12 x   16 y   20 delay: numerator, 22 denominator   24 dispose_op   25 blend_op
/// </code>
/// </summary>
/// <param name="Blends">Drawn over what is there, instead of replacing it.</param>
/// <param name="Data">The offset of its first IDAT or fdAT chunk.</param>
internal readonly record struct PngFrame(
    int X, int Y, int Width, int Height, TimeSpan Delay, PngDisposal Disposal, bool Blends, int Data)
{
    private const int Length = 26;

    /// <param name="next">In: where a chunk begins. Out: behind the first chunk of the frame's data.</param>
    /// <returns>False where no frame follows.</returns>
    /// <exception cref="PictureException">Damaged, or beyond the picture.</exception>
    public static bool TryRead(ReadOnlySpan<byte> file, PngHeader header, ref int next, out PngFrame frame)
    {
        frame = default;
        var hasControl = false;
        while (PngChunk.TryRead(file, next, out var chunk) && !chunk.Is("IEND"u8))
        {
            next = chunk.Next;
            if (chunk.Is("fcTL"u8))
            {
                frame = Read(chunk, header);
                hasControl = true;
            }
            // Without a control chunk before it, the still picture is no frame.
            else if (hasControl && (chunk.Is("IDAT"u8) || chunk.Is("fdAT"u8)))
            {
                frame = frame with { Data = chunk.Offset };
                return true;
            }
        }

        return false;
    }

    private static PngFrame Read(PngChunk chunk, PngHeader header)
    {
        chunk.CheckCrc();
        var data = chunk.Data;
        if (data.Length != Length)
            throw new PictureException($"The fcTL chunk at byte {chunk.Offset} has {data.Length} bytes, not {Length}.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data[4..]), height = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
        uint x = BinaryPrimitives.ReadUInt32BigEndian(data[12..]), y = BinaryPrimitives.ReadUInt32BigEndian(data[16..]);
        if (width == 0 || height == 0 || x + (ulong)width > (ulong)header.Width || y + (ulong)height > (ulong)header.Height
            || data[24] > 2 || data[25] > 1)
            throw new PictureException($"The fcTL chunk at byte {chunk.Offset} names a frame that is none of this picture's.");
        int numerator = BinaryPrimitives.ReadUInt16BigEndian(data[20..]), denominator = BinaryPrimitives.ReadUInt16BigEndian(data[22..]);
        // A denominator of 0 means hundredths.
        var delay = TimeSpan.FromSeconds(numerator / (double)(denominator == 0 ? 100 : denominator));
        return new PngFrame((int)x, (int)y, (int)width, (int)height, delay, (PngDisposal)data[24], data[25] == 1, 0);
    }
}
