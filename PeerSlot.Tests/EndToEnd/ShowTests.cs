using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Tests.Pictures.Gif;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary><c>peerslot show</c> in a pipe and in terminals that answer, or do not.</summary>
public sealed class ShowTests
{
    [Theory]
    [InlineData("half", "▀")]
    [InlineData("quadrant", "\u001b[")]
    [InlineData("block", "\u001b[")]
    [InlineData("best", "\u001b[")]
    [InlineData("sixel", "\u001bP0;1;0q\"1;1;")]
    [InlineData("kitty", "\u001b_Ga=T,f=100")]
    [InlineData("ascii", "")]
    public void Every_mode_draws_in_a_pipe(string mode, string drawn)
    {
        using var folder = new TemporaryFolder();
        using var program = PeerSlotProcess.Start(["show", TestPictures.Noise(folder, "a.bmp", 32, 32), "--size", "16x8", "--mode", mode]).Ends(0);
        Assert.Contains(drawn, string.Join('\n', program.Output), StringComparison.Ordinal);
        Assert.Empty(program.Errors);
    }

    [Theory]
    [InlineData("--colors", "16", "\u001b[38;")]
    [InlineData("--colors", "256", "38;2;")]
    [InlineData("--colors", "2", "\u001b[")]
    public void Fewer_colours_are_written_as_such(string option, string value, string absent)
    {
        using var folder = new TemporaryFolder();
        using var program = PeerSlotProcess.Start(
            ["show", TestPictures.Noise(folder, "a.bmp", 32, 32), "--size", "16x8", "--mode", "half", "--dither", option, value]).Ends(0);
        Assert.DoesNotContain(absent, string.Join('\n', program.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "48;2;255;0;0")]
    [InlineData(2, "48;2;0;255;0")]
    [InlineData(9, "48;2;0;0;255")]
    public void As_many_frames_are_played_as_are_asked_for(int frames, string last)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.gif"], GifFiles.Of(2, 2, GifFiles.Frame(0, 0, "rr/rr"), GifFiles.Frame(0, 0, "gg/gg"), GifFiles.Frame(0, 0, "bb/bb")));
        using var program = PeerSlotProcess.Start(["show", folder["a.gif"], "--size", "2x1", "--mode", "half", "--frames", $"{frames}"]).Ends(0);
        var shown = string.Join('\n', program.Output);
        Assert.Contains("48;2;255;0;0", shown, StringComparison.Ordinal);
        Assert.Contains(last, shown, StringComparison.Ordinal);
        Assert.Equal(Math.Min(frames, 3) - 1, shown.Split("\u001b[1A").Length - 1);
    }

    [SkippableFact]
    public void A_terminal_that_says_it_has_sixels_gets_them()
    {
        var shown = Shown(new() { ["\u001b[c"] = "\u001b[?62;1;4;22c", ["\u001b[16t"] = "\u001b[6;16;8t" });
        Assert.Contains("\u001bP0;1;0q\"1;1;32;32", shown, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_terminal_that_says_it_has_colours_gets_them_in_blocks()
    {
        var shown = Shown(new() { ["\u001bP$qm\u001b\\"] = "\u001bP1$r0;48:2::1:2:3m\u001b\\", ["\u001b[c"] = "\u001b[?62;22c" });
        Assert.Contains("48;2;", AfterQuestions(shown), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_mute_terminal_gets_what_its_environment_promises()
    {
        var shown = Shown([]);
        Assert.Contains("48;5;", AfterQuestions(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("48;2;", AfterQuestions(shown), StringComparison.Ordinal);
    }

    /// <summary>It hands the question on to the terminal around it, and three characters of it stood before the picture.</summary>
    [SkippableFact]
    public void GNU_screen_is_not_asked_for_its_colours()
    {
        var shown = Shown([], "screen.xterm-256color");
        Assert.Contains("\u001b[c", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001bP$q", shown, StringComparison.Ordinal);
    }

    private static string AfterQuestions(string shown) => shown[(shown.IndexOf("\u001b[c", StringComparison.Ordinal) + 3)..];

    private static string Shown(Dictionary<string, string> answers, string term = "xterm-256color")
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        using var terminal = PtyProcess.Start(
            PeerSlotProcess.Executable, ["show", TestPictures.Noise(folder, "a.bmp", 32, 32)], new Dictionary<string, string> { ["TERM"] = term }, new Size(60, 20),
            answer: question => answers.GetValueOrDefault(question));
        Assert.Equal(0, terminal.WaitForExit());
        return terminal.Look(_ => Encoding.UTF8.GetString(terminal.Transcript.ToArray()));
    }
}
