using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands;

/// <summary>What goes wrong is one or two sentences in the person's language; the status is the same in each.</summary>
public sealed partial class ErrorsInBothLanguagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "send")]
    [InlineData(2, "send", "--wait")]
    [InlineData(2, "slot")]
    [InlineData(2, "slot", "info", "--pid", "x")]
    [InlineData(2, "slot", "create", "notes", "extra")]
    [InlineData(2, "slot", "create", "notes", "--max", "many")]
    [InlineData(2, "slot", "create", "notes", "--timeout", "soon")]
    [InlineData(2, "slot", "create", "nonsense")]
    [InlineData(2, "slot", "write", "//./mailslot/x", "a", "--hex", "00")]
    [InlineData(2, "slot", "write", "//./mailslot/x", "--hex", "0")]
    [InlineData(2, "sned", "cat.png")]
    [InlineData(2, "--version")]
    [InlineData(2, "peers", "--no-such-option")]
    [InlineData(2, "peers", "--name", "a", "--name", "b")]
    [InlineData(2, "peers", "--port", "http")]
    [InlineData(2, "peers", "--max-bytes", "-1")]
    [InlineData(2, "peers", "--language", "de")]
    [InlineData(2, "peers", "--network", "token-ring")]
    [InlineData(2, "peers", "--network", "netbios")]
    [InlineData(2, "peers", "--network", "lan", "--network", "amqp")]
    [InlineData(2, "peers", "--wait", "0")]
    [InlineData(2, "peers", "--config", "missing.json")]
    [InlineData(2, "peers", "--config", "wrong.json")]
    [InlineData(2, "peers", "--passphrase-file", "missing.txt")]
    [InlineData(2, "receive", "--count", "0")]
    [InlineData(2, "show", "a.png", "--size", "big")]
    [InlineData(2, "show", "a.png", "--mode", "oil")]
    [InlineData(2, "show", "a.png", "--colors", "17")]
    [InlineData(2, "show", "a.png", "--frames", "0")]
    [InlineData(2, "show", "a.png", "--background", "white")]
    [InlineData(2, "show", "a.png", "--dither", "--mode", "ascii")]
    [InlineData(3, "show", "missing.png")]
    [InlineData(3, "show", "empty.png")]
    [InlineData(3, "show", "cut.png")]
    [InlineData(3, "show", "text.png")]
    [InlineData(3, "show", ".")]
    [InlineData(3, "peers", "--interface", "eth77")]
    [InlineData(3, "peers", "--interface", "lo", "--data-dir", "a-file")]
    [InlineData(3, "receive", "--data-dir", "a-file")]
    [InlineData(2, "config", "check", "wrong.json")]
    [InlineData(2, "lab", "send", "a.png", "--uuid", "x")]
    [InlineData(2, "deploy", "-x")]
    [InlineData(2, "bridge")]
    [InlineData(2, "bridge", "-x")]
    [InlineData(2, "bridge", "lab-07")]
    [InlineData(2, "bridge", "lab-07", "--plain", "--network", "amqp")]
    [InlineData(3, "bridge", "lab-07", "--plain", "--ssh", "no-such-ssh")]
    [InlineData(3, "bridge", "127.0.0.1", "--plain", "--ssh", "ssh -p 1 -F none")]
    [InlineData(2, "completion", "tcsh")]
    public void An_error_is_one_or_two_sentences(int status, params string[] arguments)
    {
        File.WriteAllBytes(_folder["empty.png"], []);
        File.WriteAllBytes(_folder["cut.png"], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        File.WriteAllText(_folder["text.png"], "no picture at all, but long enough to have a head");
        File.WriteAllText(_folder["wrong.json"], "{\n  \"rom\": \"a\"\n}");
        File.WriteAllText(_folder["a-file"], "no folder");
        string[] all = [.. arguments.Select(a => a == "a-file" || a.EndsWith(".json", StringComparison.Ordinal) || a.EndsWith(".txt", StringComparison.Ordinal) ? _folder[a] : a)];
        if (!arguments.Contains("--data-dir"))
            all = [.. all, "--data-dir", _folder["data"]];
        var (english, russian) = (CommandRun.Of(_folder, Language.English, all), CommandRun.Of(_folder, Language.Russian, all));
        foreach (var run in new[] { english, russian })
        {
            Assert.True(run.Status == status, $"{run.Status}: {run.Output}{run.Errors}");
            var line = Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
            Assert.StartsWith("peerslot: ", line, StringComparison.Ordinal);
            Assert.True(line[^1] is '.' or '?', line);
            Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
            Assert.InRange(Sentences().Count(Quoted().Replace(line, "")), 1, 2);
        }

        Assert.DoesNotMatch(Cyrillic(), english.Errors);
        Assert.Matches(Cyrillic(), russian.Errors);
    }

    [Fact]
    public void An_unknown_option_is_no_file_for_the_screens() => Assert.Equal(
        new CommandRun(2, "", "peerslot: There is no option --no-such here. See peerslot --help.\n"), CommandRun.Of(_folder, Language.English, "--no-such"));

    [Fact]
    public void Results_in_a_pipe_are_the_same_in_every_language()
    {
        string[] arguments = ["config", "path", "--data-dir", _folder["data"]];
        Assert.Equal(CommandRun.Of(_folder, Language.English, arguments), CommandRun.Of(_folder, Language.Russian, arguments));
        arguments = ["config", "show", "--json", "--language", "en", "--data-dir", _folder["data"]];
        Assert.Equal(
            Times().Replace(CommandRun.Of(_folder, Language.English, arguments).Output, ""), Times().Replace(CommandRun.Of(_folder, Language.Russian, arguments).Output, ""));
    }

    [Fact]
    public void The_option_is_stronger_than_the_environment()
    {
        Assert.Matches(Cyrillic(), CommandRun.Of(_folder, Language.English, "send", "--language=ru").Errors);
        Assert.DoesNotMatch(Cyrillic(), CommandRun.Of(_folder, Language.Russian, "send", "--language", "en").Errors);
    }

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    /// <summary>An end of a sentence; a dot within a path or number is none.</summary>
    [GeneratedRegex(@"[.?!](\s|$)")]
    private static partial Regex Sentences();

    [GeneratedRegex("\"[^\"]*\"|«[^»]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"at\":[0-9]+")]
    private static partial Regex Times();
}
