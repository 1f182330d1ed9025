using System.Buffers.Binary;
using System.IO.Compression;

namespace PeerSlot.Drawing.Fonts;

/// <summary>
/// Glyphs of 8x16 pixels, for pictures of drawings that have letters in them: "fixed" 8x13 of the X Window System (misc-fixed, "Public domain
/// font. Share and enjoy."), with the blocks U+2580 to 259F computed, so that they fill their cells.
/// </summary>
internal static class PixelFont
{
    public const int Width = 8;
    public const int Height = 16;

    private const int StoredRows = 13;
    private const int FirstStoredRow = 1;
    private const int Replacement = 0xFFFD;

    private static readonly Lazy<Dictionary<int, byte[]>> Glyphs = new(Load);

    /// <summary>16 rows from the top, the leftmost pixel in the highest bit. What the font lacks is a box with a question mark.</summary>
    public static ReadOnlySpan<byte> RowsOf(int glyph)
    {
        if (BlockGlyph.TryDraw(glyph) is { } block)
            return block;
        var glyphs = Glyphs.Value;
        return glyph <= ' ' ? new byte[Height] : glyphs.TryGetValue(glyph, out var rows) ? rows : glyphs[Replacement];
    }

    /// <summary>The resource: raw deflate of a count (u16), then for each glyph its scalar value (u16) and 13 rows; little-endian.</summary>
    private static Dictionary<int, byte[]> Load()
    {
        using var resource = typeof(PixelFont).Assembly.GetManifestResourceStream("fixed8x13.bin")
            ?? throw new InvalidOperationException("The font is missing in the executable.");
        using var inflated = new DeflateStream(resource, CompressionMode.Decompress);
        Span<byte> number = stackalloc byte[2];
        inflated.ReadExactly(number);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(number);
        var glyphs = new Dictionary<int, byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            inflated.ReadExactly(number);
            var (glyph, rows) = (BinaryPrimitives.ReadUInt16LittleEndian(number), new byte[Height]);
            inflated.ReadExactly(rows.AsSpan(FirstStoredRow, StoredRows));
            if (glyph is >= 0x2500 and < 0x2580)
                Stretch(rows);
            glyphs.Add(glyph, rows);
        }

        return glyphs;
    }

    /// <summary>Lines of boxes meet those of the cells above and below.</summary>
    private static void Stretch(byte[] rows)
    {
        rows[0] = rows[FirstStoredRow];
        rows.AsSpan(FirstStoredRow + StoredRows).Fill(rows[FirstStoredRow + StoredRows - 1]);
    }
}
