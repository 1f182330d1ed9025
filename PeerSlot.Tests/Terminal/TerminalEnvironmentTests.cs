using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Terminal;

public sealed class TerminalEnvironmentTests
{
    [Theory]
    [InlineData("TERM=xterm", ColorDepth.Colors16)]
    [InlineData("TERM=linux", ColorDepth.Colors16)]
    [InlineData("TERM=xterm-256color", ColorDepth.Colors256)]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-direct", ColorDepth.TrueColor)]
    [InlineData("TERM=tmux-256color", ColorDepth.TrueColor)]
    [InlineData("TERM=screen TMUX=/tmp/tmux-0/default,1,0", ColorDepth.TrueColor)]
    [InlineData("TERM=screen-256color COLORTERM=truecolor STY=1.pts", ColorDepth.Colors256)]
    [InlineData("TERM=xterm-256color COLORTERM=24bit NO_COLOR=1", ColorDepth.Monochrome)]
    [InlineData("TERM=xterm-256color NO_COLOR=", ColorDepth.Colors256)]
    [InlineData("TERM=vt220", ColorDepth.Monochrome)]
    public void The_colour_depth_follows_the_environment(string variables, ColorDepth depth) =>
        Assert.Equal(depth, Environment(variables).ColorDepth);

    [Theory]
    [InlineData("TERM=xterm LANG=ru_RU.UTF-8", GlyphRange.Unicode)]
    [InlineData("TERM=xterm LANG=C.utf8", GlyphRange.Unicode)]
    [InlineData("TERM=xterm", GlyphRange.Unicode)]
    [InlineData("TERM=xterm LANG=C", GlyphRange.Unicode)]
    [InlineData("TERM=xterm LANG=ru_RU.KOI8-R", GlyphRange.AsciiOnly)]
    [InlineData("TERM=xterm LANG=ru_RU.UTF-8 LC_ALL=ru_RU.CP866", GlyphRange.AsciiOnly)]
    [InlineData("TERM=linux LANG=ru_RU.UTF-8", GlyphRange.Console)]
    [InlineData("TERM=vt220 LANG=ru_RU.UTF-8", GlyphRange.AsciiOnly)]
    public void The_characters_follow_the_locale(string variables, GlyphRange glyphs) => Assert.Equal(glyphs, Environment(variables).Glyphs);

    [Theory]
    [InlineData("TERM=dumb", true)]
    [InlineData("", true)]
    [InlineData("TERM=xterm", false)]
    public void A_dumb_terminal_is_known(string variables, bool dumb) => Assert.Equal(dumb, Environment(variables).IsDumb);

    [Theory]
    [InlineData("auto", true, null)]
    [InlineData("16m", true, ColorDepth.TrueColor)]
    [InlineData("2", true, ColorDepth.Monochrome)]
    [InlineData("many", false, null)]
    public void The_setting_has_five_words(string word, bool known, ColorDepth? depth)
    {
        Assert.Equal(known, new TerminalSettings { Colors = word }.TryReadColors(out var read));
        Assert.Equal(depth, read);
    }

    private static TerminalEnvironment Environment(string variables) =>
        new(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]).GetValueOrDefault);
}
