using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Terminal;

public sealed class CellBufferTests
{
    [Theory]
    [InlineData(0, "abc", 9, "abc....", 3)]
    [InlineData(-2, "abc", 9, "c......", 3)]
    [InlineData(5, "abc", 9, ".....ab", 2)]
    [InlineData(0, "abc", 2, "ab.....", 2)]
    [InlineData(0, "日本", 9, "日本...", 4)]
    [InlineData(0, "日本", 3, "日 ....", 3)]
    [InlineData(-1, "日本", 9, " 本....", 4)]
    [InlineData(6, "日", 9, "...... ", 1)]
    [InlineData(0, "e\u0301\u200Bx", 9, "e\u0301x.....", 2)]
    [InlineData(0, "x\u0301\u0302\u0303\u0304y", 9, "x\u0301\u0302y.....", 2)]
    [InlineData(0, "\u0301x", 9, "x......", 1)]
    [InlineData(0, "か\u3099x", 9, "か\u3099x....", 3)]
    [InlineData(0, "\u1112\u1161\u11ABx", 9, "\u1112\u1161\u11ABx....", 3)]
    [InlineData(0, "☀\uFE0Fx", 9, "☀x.....", 2)]
    [InlineData(-1, "e\u0301x", 9, "x......", 2)]
    [InlineData(6, "日\u0301", 9, "...... ", 1)]
    [InlineData(0, "ab\u0301c", 2, "ab\u0301.....", 2)]
    [InlineData(0, "a\e[31m", 9, "a\uFFFD[31m.", 6)]
    [InlineData(0, "a\u202Eb\u009Bc", 9, "a\uFFFDb\uFFFDc..", 5)]
    public void Text_is_cut_by_whole_runes_and_brings_no_escape(int x, string text, int maxWidth, string row, int used)
    {
        var buffer = new CellBuffer(new Size(7, 1));
        buffer.Write(0, 0, ".......", default);
        Assert.Equal(used, buffer.Write(x, 0, text, default, maxWidth));
        Assert.Equal(row, buffer.RowText(0));
    }

    [Fact]
    public void Writing_over_half_of_a_wide_rune_blanks_the_other_half()
    {
        var buffer = new CellBuffer(new Size(6, 1));
        buffer.Write(0, 0, "日本語", default);
        buffer.Write(1, 0, "xy", default);
        Assert.Equal(" xy 語", buffer.RowText(0));
    }

    [Fact]
    public void A_box_has_its_title_at_the_left_and_its_footer_at_the_right()
    {
        var buffer = new CellBuffer(new Size(28, 3));
        buffer.DrawBox(new Rectangle(0, 0, 28, 3), BoxStyle.Double, default, "Inbox 7", "Enter full  e edit");
        Assert.Equal("╔═ Inbox 7 ════════════════╗", buffer.RowText(0));
        Assert.Equal("║                          ║", buffer.RowText(1));
        Assert.Equal("╚═════ Enter full  e edit ═╝", buffer.RowText(2));
    }

    [Fact]
    public void A_title_that_is_too_long_ends_in_an_ellipsis()
    {
        var buffer = new CellBuffer(new Size(12, 2));
        buffer.DrawBox(new Rectangle(0, 0, 12, 2), BoxStyle.Single, default, "Mailslots", "日本語日本語");
        Assert.Equal("┌─ Mails… ─┐", buffer.RowText(0));
        Assert.Equal("└── 日本… ─┘", buffer.RowText(1));
    }

    [Theory]
    [InlineData('a', 1)]
    [InlineData('Я', 1)]
    [InlineData('日', 2)]
    [InlineData('가', 2)]
    [InlineData('█', 1)]
    [InlineData('●', 1)]
    [InlineData('⚡', 2)]
    [InlineData(0x0301, 0)]
    [InlineData(0x200D, 0)]
    [InlineData(0x1F642, 2)]
    [InlineData(0x1FB00, 1)]
    [InlineData(0x1160, 0)]
    [InlineData(0x20000, 2)]
    [InlineData(0xFF21, 2)]
    [InlineData(0x07, 0)]
    public void Runes_have_the_width_that_Unicode_gives_them(int rune, int width) =>
        Assert.Equal(width, RuneWidth.Of(new System.Text.Rune(rune)));

    [Theory]
    [InlineData("picture.png", 20, "picture.png")]
    [InlineData("picture.png", 8, "picture…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("a\nb", 9, "a\uFFFDb")]
    [InlineData("abc", 0, "")]
    public void Text_is_fitted_into_columns(string text, int columns, string fitted) => Assert.Equal(fitted, SafeText.Fit(text, columns));
}
