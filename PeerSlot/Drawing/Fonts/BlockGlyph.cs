namespace PeerSlot.Drawing.Fonts;

/// <summary>The block elements of Unicode, U+2580 to 259F, drawn by their definition.</summary>
internal static class BlockGlyph
{
    /// <summary>Quadrants of U+2596 to 259F: 1 upper left, 2 upper right, 4 lower left, 8 lower right.</summary>
    private static ReadOnlySpan<byte> Quadrants => [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

    /// <returns>16 rows of 8 pixels; null where it is none of them.</returns>
    public static byte[]? TryDraw(int glyph) => glyph switch
    {
        0x2580 => Rows(y => y < 8 ? 0xFF : 0),
        >= 0x2581 and <= 0x2588 => Rows(y => y >= 16 - 2 * (glyph - 0x2580) ? 0xFF : 0),
        >= 0x2589 and <= 0x258F => Rows(_ => 0xFF << (glyph - 0x2588)),
        0x2590 => Rows(_ => 0x0F),
        0x2591 => Rows(y => y % 2 == 0 ? 0x88 : 0x22),
        0x2592 => Rows(y => y % 2 == 0 ? 0xAA : 0x55),
        0x2593 => Rows(y => y % 2 == 0 ? 0x77 : 0xDD),
        0x2594 => Rows(y => y < 2 ? 0xFF : 0),
        0x2595 => Rows(_ => 0x01),
        >= 0x2596 and <= 0x259F => Rows(y => Half(Quadrants[glyph - 0x2596] >> (y < 8 ? 0 : 2))),
        _ => null,
    };

    private static int Half(int quadrants) => ((quadrants & 1) != 0 ? 0xF0 : 0) | ((quadrants & 2) != 0 ? 0x0F : 0);

    private static byte[] Rows(Func<int, int> row) => [.. Enumerable.Range(0, PixelFont.Height).Select(y => (byte)row(y))];
}
