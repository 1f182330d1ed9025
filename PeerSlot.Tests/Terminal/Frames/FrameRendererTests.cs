using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Terminal.Frames;

/// <summary>Bytes are the budget over a slow line, so they are counted here.</summary>
public sealed class FrameRendererTests
{
    private static readonly Style White = new(Color.FromRgb(0xFFFFFF), Color.FromRgb(0x1E1E1E));
    private readonly FrameRenderer _renderer = new() { Depth = ColorDepth.TrueColor };
    private readonly CellBuffer _frame = new(new Size(200, 60));

    [Fact]
    public void Nothing_changed_writes_nothing()
    {
        Paint();
        Render();
        Assert.Equal("", Render());
    }

    [Fact]
    public void One_cell_in_the_same_style_costs_at_most_12_bytes_anywhere()
    {
        Paint();
        Render();
        for (var i = 0; i < 500; i++)
        {
            _frame[i * 37 % 200, i * 23 % 60] = new Cell(new Rune('▄'), White);
            Assert.InRange(Encoding.UTF8.GetByteCount(Render()), 0, 12);
        }
    }

    [Fact]
    public void One_cell_in_new_colours_costs_at_most_48_bytes()
    {
        Paint();
        Render();
        for (var i = 0; i < 500; i++)
        {
            _frame[i * 37 % 200, i * 23 % 60] = new Cell(new Rune('▄'), new Style(Color.FromRgb(0xFFC8C8 - i), Color.FromRgb(0xC8FFC8 - i)));
            Assert.InRange(Encoding.UTF8.GetByteCount(Render()), 0, 48);
        }
    }

    [Fact]
    public void Over_all_cells_one_in_the_same_style_costs_9_and_a_half_bytes_in_the_mean_and_one_in_new_colours_45()
    {
        var random = new Random(1);
        foreach (var (newColors, most) in new[] { (false, 9.5), (true, 45.0) })
        {
            _frame.Fill(new Rectangle(0, 0, 200, 60), new Cell(new Rune('█'), White));
            Render();
            var bytes = 0L;
            for (var i = 0; i < 200 * 60; i++)
            {
                // 7,919 is prime, so that every cell comes once, far from the one before.
                var (x, y) = (i * 7919 % 12_000 % 200, i * 7919 % 12_000 / 200);
                var style = newColors ? new Style(Color.FromRgb(random.Next(1 << 24)), Color.FromRgb(random.Next(1 << 24))) : White;
                // Painted whole, a cell is a blank; a pixel in it is half a block in two colours.
                _frame[x, y] = new Cell(new Rune(newColors ? '▄' : ' '), style);
                bytes += _renderer.Render(_frame, _frame.Size, null).Length;
            }

            Assert.InRange(bytes / 12_000.0, 1, most);
        }
    }

    [Fact]
    public void A_large_frame_is_shown_at_once_where_the_terminal_can_and_a_small_one_pays_nothing_for_it()
    {
        _renderer.Synchronizes = true;
        Paint();
        var large = Render();
        Assert.StartsWith("\e[?2026h", large, StringComparison.Ordinal);
        Assert.EndsWith("\e[?2026l", large, StringComparison.Ordinal);
        _frame[5, 5] = new Cell(new Rune('▄'), White);
        Assert.Equal("\e[6;6H▄", Render());
        Assert.Equal("", Render());
    }

    [Theory]
    [InlineData(GlyphRange.Unicode, "┌─▸●■…Привет日")]
    [InlineData(GlyphRange.Console, "┌─►•■.Привет日")]
    [InlineData(GlyphRange.Ascii, "+->*#.Привет日")]
    [InlineData(GlyphRange.AsciiOnly, "+->*#.???????")]
    public void What_the_terminal_has_no_character_for_is_replaced(GlyphRange glyphs, string expected)
    {
        var frame = new CellBuffer(new Size(20, 1));
        frame.Write(0, 0, "┌─▸●■…Привет日", default);
        _renderer.Glyphs = glyphs;
        Assert.EndsWith(expected, Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_that_is_drawn_with_is_ASCII_where_only_that_is_wanted()
    {
        const string Lines = "─│┌┐└┘├┤┬┴┼╭╮╰╯╱╲╳═║╔╗╚╝╠╣╦╩╬";
        var frame = new CellBuffer(new Size(40, 1));
        frame.Write(0, 0, Lines, default);
        _renderer.Glyphs = GlyphRange.Ascii;
        var shown = Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)).TrimEnd();
        Assert.EndsWith(@"-|+++++++++++++/\x=|+++++++++", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_colours_a_picture_is_ink_by_its_brightness()
    {
        var frame = new CellBuffer(new Size(4, 1));
        foreach (var (x, rgb) in new[] { (0, 0x000000), (1, 0x404040), (2, 0xA0A0A0), (3, 0xFFFFFF) })
            frame[x, 0] = new Cell(new Rune('▀'), new Style(Color.FromRgb(rgb), Color.FromRgb(rgb)));
        _renderer.Depth = ColorDepth.Monochrome;
        Assert.EndsWith("\e[1;2H:+@", Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_blocks_a_picture_is_blanks_in_the_mean_of_both_halves()
    {
        var frame = new CellBuffer(new Size(1, 1));
        frame[0, 0] = new Cell(new Rune('▀'), new Style(Color.FromRgb(0x204060), Color.FromRgb(0x406080)));
        _renderer.Glyphs = GlyphRange.Ascii;
        Assert.EndsWith("48;2;48;80;112m ", Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorDepth.TrueColor, "\e[0;31;104mx")]
    [InlineData(ColorDepth.Colors256, "\e[0;31;104mx")]
    [InlineData(ColorDepth.Colors16, "\e[0;31;104mx")]
    [InlineData(ColorDepth.Monochrome, "x")]
    public void The_terminals_own_sixteen_are_selected_as_such_at_every_depth(ColorDepth depth, string expected)
    {
        var frame = new CellBuffer(new Size(1, 1));
        frame.Write(0, 0, "x", new Style(Color.FromIndex(1), Color.FromIndex(12)));
        _renderer.Depth = depth;
        Assert.Contains(expected.Replace("0;", "", StringComparison.Ordinal), Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorDepth.TrueColor, "1;38;2;0;0;0;")]
    [InlineData(ColorDepth.Colors16, "[30;103m")]
    public void Black_text_is_bold_only_where_bold_does_not_make_it_grey(ColorDepth depth, string expected)
    {
        var frame = new CellBuffer(new Size(1, 1));
        frame.Write(0, 0, "x", new Style(Color.FromRgb(0), Color.FromRgb(0xF5D020), CellAttributes.Bold));
        _renderer.Depth = depth;
        Assert.Contains(expected, Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spark_line_on_a_selected_row_stays_a_line_in_ASCII()
    {
        var bar = new Cell(new Rune('▅'), new Style(Color.FromRgb(0xFFFFFF), Color.FromRgb(0x2F5FD0)));
        Assert.Equal('-', GlyphMapper.Map(bar, GlyphRange.Ascii, ColorDepth.TrueColor).Rune.Value);
        Assert.Equal(' ', GlyphMapper.Map(bar with { Rune = new Rune('▄') }, GlyphRange.Ascii, ColorDepth.TrueColor).Rune.Value);
    }

    [Fact]
    public void Black_on_a_colour_is_not_bold_where_that_would_show_as_grey()
    {
        Assert.Equal(CellAttributes.None, Mapped(0x000000, 0xF5D020).Attributes);
        Assert.Equal(CellAttributes.Bold, Mapped(0xE03030, 0xF5D020).Attributes);
        Assert.Equal((15, 4), (Mapped(0xFFFFFF, 0x153C8F).Foreground, Mapped(0xFFFFFF, 0x153C8F).Background));

        static Look Mapped(int foreground, int background) => LookMapper.Map(
            new Cell(new Rune('x'), new Style(Color.FromRgb(foreground), Color.FromRgb(background), CellAttributes.Bold)), ColorDepth.Colors16);
    }

    [Fact]
    public void Steady_frames_allocate_nothing()
    {
        for (var i = 0; i < 3; i++)
            Change(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 3; i < 20; i++)
            Change(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Change(int i)
        {
            _frame.Fill(new Rectangle(0, 0, 200, 60), new Cell(new Rune('▀'), new Style(Color.FromRgb(0x111111 * (i % 10)), Color.FromRgb(i * 999))));
            _frame.Write(3, i, "日本 text", White);
            _renderer.Render(_frame, _frame.Size, (i, i));
        }
    }

    [Theory]
    [InlineData("ab.......", "ax.......", "\e[1;2Hx")]
    [InlineData("abcdefghi", "Xbcdefghi", "\rX")]
    [InlineData("abcdefghi", "AbCdefghi", "\rAbC")]
    [InlineData("abcdefghi", "AbcdefgHi", "\rA\e[6CH")]
    [InlineData("abcdefghi", "abc      ", "\e[1;4H\e[K")]
    [InlineData("abcdefghi", "abcdefgh ", "\e[1;9H ")]
    [InlineData("日本.....", "日x......", "\e[1;3Hx.")]
    public void The_shortest_way_is_taken(string before, string after, string expected)
    {
        var frame = new CellBuffer(new Size(9, 1));
        frame.Write(0, 0, before, default);
        _renderer.Render(frame, frame.Size, null);
        frame.Clear();
        frame.Write(0, 0, after, default);
        Assert.Equal(expected, Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)));
    }

    [Fact]
    public void Attributes_end_by_the_shortest_sequence()
    {
        Assert.Equal("\e[1m", Sequence(Look.Plain, Look.Plain with { Attributes = CellAttributes.Bold }));
        Assert.Equal("\e[m", Sequence(new Look(0x112233, 1, CellAttributes.Bold), Look.Plain));
        Assert.Equal("\e[0;2m", Sequence(Look.Plain with { Attributes = CellAttributes.Bold }, Look.Plain with { Attributes = CellAttributes.Dim }));
        Assert.Equal("\e[39m", Sequence(new Look(0x112233, 0x445566, CellAttributes.Bold), new Look(Look.Default, 0x445566, CellAttributes.Bold)));

        static string Sequence(Look from, Look to)
        {
            var output = new EscapeWriter();
            Sgr.Write(output, from, to, ColorDepth.TrueColor);
            return Encoding.UTF8.GetString(output.Written);
        }
    }

    [Fact]
    public void After_an_emoji_the_cursor_is_placed_anew_because_terminals_disagree_about_its_width()
    {
        var frame = new CellBuffer(new Size(9, 1));
        frame.Write(0, 0, "🙂x", default);
        Assert.Equal("\e[m\e[2J\e[H🙂\e[1;3Hx", Encoding.UTF8.GetString(_renderer.Render(frame, frame.Size, null)));
    }

    [Fact]
    public void A_frame_of_another_size_shows_its_visible_part()
    {
        var screen = new VtEmulator(new Size(5, 2));
        var frame = new CellBuffer(new Size(8, 1));
        frame.Write(0, 0, "abc日日", default);
        screen.Feed(_renderer.Render(frame, screen.Size, null));
        Assert.Equal("abc日\n", screen.Text);
    }

    private void Paint()
    {
        _frame.Clear(White);
        _frame.DrawBox(new Rectangle(0, 0, 200, 60), BoxStyle.Double, White, "Draw");
        for (var i = 0; i < 60; i++)
            _frame.Write(1, i, "The quick brown fox, Привет", White);
    }

    private string Render() => Encoding.UTF8.GetString(_renderer.Render(_frame, _frame.Size, null));
}
