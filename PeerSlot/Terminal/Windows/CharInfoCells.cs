using PeerSlot.Terminal.Frames;

namespace PeerSlot.Terminal.Windows;

/// <summary>
/// Frames as CHAR_INFO ("CHAR_INFO structure", learn.microsoft.com/windows/console). Limitations: what lies beyond U+FFFF is U+FFFD, and of
/// the attributes only weight, reverse and underline are shown.
/// </summary>
internal static class CharInfoCells
{
    /// <summary>Grey on black, as consoles are by default.</summary>
    private const int DefaultForeground = 7, DefaultBackground = 0;
    private const int Intensity = 8;

    /// <summary>COMMON_LVB_LEADING_BYTE, COMMON_LVB_TRAILING_BYTE: both halves of a wide character hold it. COMMON_LVB_UNDERSCORE.</summary>
    private const ushort Leading = 0x100, Trailing = 0x200, Underscore = 0x8000;

    /// <summary>Row <paramref name="y"/> of a frame; what the frame lacks is blank.</summary>
    /// <param name="row">As wide as <paramref name="cells"/>; overwritten.</param>
    public static void Fill(CellBuffer frame, int y, ColorDepth depth, Span<Cell> row, Span<Kernel32.CharInfo> cells)
    {
        FrameRows.Copy(frame, y, row);
        for (var x = 0; x < row.Length; x++)
        {
            var isTrailing = row[x].IsContinuation && x > 0;
            var isLeading = x + 1 < row.Length && row[x + 1].IsContinuation;
            var rune = row[isTrailing ? x - 1 : x].Rune;
            var look = LookMapper.Map(row[x], depth == ColorDepth.Monochrome ? depth : ColorDepth.Colors16);
            cells[x] = new Kernel32.CharInfo(
                rune.IsBmp ? (char)rune.Value : '\ufffd', (ushort)(AttributesOf(look) | (isLeading ? Leading : 0) | (isTrailing ? Trailing : 0)));
        }
    }

    private static int AttributesOf(Look look)
    {
        var foreground = look.Foreground == Look.Default ? DefaultForeground : Swapped(look.Foreground);
        var background = look.Background == Look.Default ? DefaultBackground : Swapped(look.Background);
        if ((look.Attributes & CellAttributes.Bold) != 0 && foreground != background && (foreground | Intensity) != background)
            foreground |= Intensity;
        if ((look.Attributes & CellAttributes.Reverse) != 0)
            (foreground, background) = (background, foreground);
        return foreground | background << 4 | ((look.Attributes & CellAttributes.Underline) != 0 ? Underscore : 0);
    }

    /// <summary>ECMA-48 counts red 1, green 2, blue 4; CHAR_INFO blue 1, green 2, red 4. Both: 8 is bright.</summary>
    private static int Swapped(int color) => (color & 0b1010) | (color & 1) << 2 | (color & 4) >> 2;
}
