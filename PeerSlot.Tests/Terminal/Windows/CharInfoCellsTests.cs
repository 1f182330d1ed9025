using PeerSlot.Terminal;
using PeerSlot.Terminal.Windows;
using Xunit;

namespace PeerSlot.Tests.Terminal.Windows;

/// <summary>Frames on consoles without escapes.</summary>
public sealed class CharInfoCellsTests
{
    private const ushort Leading = 0x100, Trailing = 0x200, Underscore = 0x8000;

    [Fact]
    public void Text_in_the_default_style_is_grey_on_black_and_what_the_frame_lacks_is_blank() => Assert.Equal(
        [Cell('a', 0x07), Cell('╔', 0x07), Cell(' ', 0x07)], Fill("a╔", default, width: 3));

    [Theory]
    [InlineData(0xAA0000, 0x4)] // Red, 1 in ECMA-48.
    [InlineData(0xAA5500, 0x6)] // Yellow, 3.
    [InlineData(0x0000AA, 0x1)] // Blue, 4.
    [InlineData(0x00AAAA, 0x3)] // Cyan, 6.
    [InlineData(0xFF5555, 0xC)] // Bright red, 9.
    [InlineData(0xFFFFFF, 0xF)]
    public void Colours_of_the_palette_keep_their_names(int rgb, int index)
    {
        Assert.Equal([Cell('x', index)], Fill("x", new Style(Color.FromRgb(rgb), Color.FromRgb(0))));
        Assert.Equal([Cell('x', index << 4)], Fill("x", new Style(Color.FromRgb(0), Color.FromRgb(rgb))));
        Assert.Equal([Cell('x', index << 4 | 7)], Fill("x", new Style(Color.Default, Color.FromRgb(rgb))));
    }

    [Fact]
    public void Attributes_are_shown_where_the_console_has_them()
    {
        Assert.Equal([Cell('x', 0x70)], Fill("x", Style.Default with { Attributes = CellAttributes.Reverse }));
        Assert.Equal([Cell('x', 0x0F)], Fill("x", Style.Default with { Attributes = CellAttributes.Bold }));
        Assert.Equal([Cell('x', 0x07 | Underscore)], Fill("x", Style.Default with { Attributes = CellAttributes.Underline }));
    }

    [Fact]
    public void A_wide_character_stands_in_both_its_cells_and_a_rare_one_is_replaced()
    {
        Assert.Equal([Cell('中', 0x07 | Leading), Cell('中', 0x07 | Trailing)], Fill("中", default));
        Assert.Equal([Cell('\ufffd', 0x07)], Fill("\U0001FB00", default));
    }

    [Fact]
    public void Without_colours_a_light_background_is_reverse() => Assert.Equal(
        [Cell('x', 0x70)], Fill("x", new Style(Color.FromRgb(0), Color.FromRgb(0xFFFFFF)), depth: ColorDepth.Monochrome));

    private static Kernel32.CharInfo Cell(char character, int attributes) => new(character, (ushort)attributes);

    private static Kernel32.CharInfo[] Fill(string text, Style style, int width = 0, ColorDepth depth = ColorDepth.TrueColor)
    {
        var frame = new CellBuffer(new Size(text.EnumerateRunes().Sum(RuneWidth.Of), 1));
        frame.Write(0, 0, text, style);
        width = Math.Max(width, frame.Width);
        var cells = new Kernel32.CharInfo[width];
        CharInfoCells.Fill(frame, 0, depth, new Cell[width], cells);
        return cells;
    }
}
