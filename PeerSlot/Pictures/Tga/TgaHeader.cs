using System.Buffers.Binary;

namespace PeerSlot.Pictures.Tga;

/// <summary>
/// The header (Truevision TGA 2.0, "The TGA file header"), little-endian:
/// <code>
/// 0 length of ID   1 has palette   2 type   3 first entry, 5 entries, 7 bits an entry   8 x, 10 y   12 width   14 height   16 bits   17 descriptor
/// </code>
/// </summary>
/// <param name="Kind">1 palette, 2 colour, 3 grey.</param>
/// <param name="AlphaBits">Of a pixel; 0 where its other bits mean nothing.</param>
/// <param name="FirstEntry">The index of the palette's first entry.</param>
/// <param name="Palette">Its range in the file.</param>
internal readonly record struct TgaHeader(
    int Width, int Height, int Kind, bool RunLength, int BitsPerPixel, int AlphaBits, bool TopDown, bool RightToLeft,
    int FirstEntry, int EntryBits, Range Palette)
{
    public const int Length = 18;

    public int PixelLength => (BitsPerPixel + 7) / 8;

    public int ShownRow(int y) => TopDown ? y : Height - 1 - y;

    /// <summary>TGA has no mark in front: a header is one if nothing in it is impossible.</summary>
    public static bool IsPossible(ReadOnlySpan<byte> head)
    {
        if (head.Length < Length || head[1] > 1 || (head[17] & 0xC0) != 0)
            return false;
        int width = BinaryPrimitives.ReadUInt16LittleEndian(head[12..]), height = BinaryPrimitives.ReadUInt16LittleEndian(head[14..]);
        if (width == 0 || height == 0)
            return false;
        var bits = head[16];
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(head[5..]);
        var hasPalette = head[1] == 1 && entries > 0 && head[7] is 15 or 16 or 24 or 32;
        return (head[2] & ~8) switch
        {
            1 => hasPalette && bits == 8,
            2 => bits is 15 or 16 or 24 or 32 && (head[1] == 0 || hasPalette),
            3 => bits is 8 or 16 && (head[1] == 0 || hasPalette),
            _ => false,
        };
    }

    /// <summary>Where the pixels begin, behind an ID and the palette.</summary>
    public static int PixelsOf(ReadOnlySpan<byte> head) =>
        Length + head[0] + (head[1] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(head[5..]) * ((head[7] + 7) / 8) : 0);

    /// <exception cref="PictureException">Cut off before the pixels.</exception>
    public static TgaHeader Read(ReadOnlySpan<byte> file)
    {
        if (!IsPossible(file))
            throw new PictureException("The TGA file is cut off or broken in its header.");
        var palette = Length + file[0];
        var entryBits = file[7];
        var pixels = PixelsOf(file);
        if (pixels > file.Length)
            throw new PictureException("The TGA file is cut off in its palette.");
        var descriptor = file[17];
        return new TgaHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(file[12..]), BinaryPrimitives.ReadUInt16LittleEndian(file[14..]),
            file[2] & 7, (file[2] & 8) != 0, file[16], descriptor & 15, (descriptor & 0x20) != 0, (descriptor & 0x10) != 0,
            BinaryPrimitives.ReadUInt16LittleEndian(file[3..]), entryBits, palette..pixels);
    }
}
