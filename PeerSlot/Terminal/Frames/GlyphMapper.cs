using System.Text;

namespace PeerSlot.Terminal.Frames;

/// <summary>What a cell comes to on a terminal with fewer characters, or without colours.</summary>
internal static class GlyphMapper
{
    /// <summary>By rising ink (Paul Bourke's short ramp): 10 steps.</summary>
    private const string Ramp = " .:-=+*#%@";

    private const string Symbols = "▸►●•○■□→←↔⇄▾▼▴▲·…✓×╋┻┳▏▁▂▃▅▆▇";
    private const string InConsole = "►►••○■■→←↔↔▼▼▲▲·.√x┼┴┬│__▄▄██";
    private const string InAscii = ">>**o##><xxvv^^..vx+++|__.-=#";

    private const string Boxes = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╭╮╰╯╱╲╳╠╣╦╩╬";
    private const string BoxesInAscii = "-|+++++++++=|++++++++/\\x+++++";

    public static bool Changes(GlyphRange range, ColorDepth depth) => range != GlyphRange.Unicode || depth == ColorDepth.Monochrome;

    public static void Map(Span<Cell> row, GlyphRange range, ColorDepth depth)
    {
        for (var x = 0; x < row.Length; x++)
        {
            if (!row[x].Marks.IsEmpty && range is GlyphRange.Console or GlyphRange.AsciiOnly)
                row[x] = row[x] with { Marks = default };
            if (row[x].Rune.Value >= 0x80)
                row[x] = Map(row[x], range, depth);
            else if (row[x].IsContinuation && range == GlyphRange.AsciiOnly)
                row[x] = row[x] with { Rune = new Rune(' ') }; // The rune left of it has become narrow.
        }
    }

    public static Cell Map(Cell cell, GlyphRange range, ColorDepth depth)
    {
        var value = cell.Rune.Value;
        if (value < 0x80)
            return cell;
        if (value is >= 0x2580 and < 0x25A0)
            return Block(cell, range, depth);
        return range switch
        {
            GlyphRange.Unicode => cell,
            GlyphRange.Console => Replace(cell, Symbols, InConsole) ?? cell,
            _ => Replace(cell, Boxes, BoxesInAscii) ?? Replace(cell, Symbols, InAscii)
                ?? (range == GlyphRange.Ascii ? cell : cell with { Rune = new Rune('?') }),
        };
    }

    /// <summary>
    /// A block in two colours is part of a picture: without colours it becomes ink by its brightness (light ink on dark), without blocks a
    /// blank in the mean of its colours.
    /// </summary>
    private static Cell Block(Cell cell, GlyphRange range, ColorDepth depth)
    {
        var (foreground, background, _) = cell.Style;
        if (!foreground.IsDefault && !background.IsDefault && !IsSymbol(cell.Rune))
        {
            var mean = Mean(foreground.Rgb, background.Rgb);
            if (depth == ColorDepth.Monochrome)
                return new Cell(new Rune(Ramp[Palette.Luma(mean) * (Ramp.Length - 1) / 255]), Style.Default);
            if (range >= GlyphRange.Ascii)
                return new Cell(new Rune(' '), cell.Style with { Background = Color.FromRgb(mean) });
        }

        if (range < GlyphRange.Ascii)
            return range == GlyphRange.Console ? Replace(cell, Symbols, InConsole) ?? cell : cell;
        return Replace(cell, Symbols, InAscii) ?? cell with
        {
            Rune = new Rune(cell.Rune.Value switch { 0x2580 => '"', 0x2584 => '_', 0x2588 => '#', 0x2591 => '.', 0x2592 => ':', _ => '%' }),
        };
    }

    /// <summary>The bars of a spark line are text, on a selected row as well.</summary>
    private static bool IsSymbol(Rune rune) => rune.IsBmp && Symbols.Contains((char)rune.Value, StringComparison.Ordinal);

    /// <summary>Of the three channels at once, each rounded down.</summary>
    private static int Mean(int a, int b) => (a & b) + (((a ^ b) & 0xFEFEFE) >> 1);

    private static Cell? Replace(Cell cell, string from, string to)
    {
        var at = cell.Rune.IsBmp ? from.IndexOf((char)cell.Rune.Value) : -1;
        return at < 0 ? null : cell with { Rune = new Rune(to[at]) };
    }
}
