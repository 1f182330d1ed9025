using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands.Completion;

/// <summary>The scripts in the real shells: what is typed, the tab key, and what then stands there.</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly (string Typed, string Completed)[] Lines =
    [
        ("peerslot comp", "peerslot completion "),
        ("peerslot slot cr", "peerslot slot create "),
        ("peerslot show --mode ki", "peerslot show --mode kitty "),
        ("peerslot show --mode=ki", "peerslot show --mode=kitty "),
        ("peerslot --room send sl", "peerslot --room send slot "), // "send" is the room here.
        ("peerslot --accept every", "peerslot --accept everyone "),
        ("peerslot send --keep", "peerslot send --keep-metadata "),
        ("peerslot lab send --ra", "peerslot lab send --raw "),
        ("peerslot send cat", @"peerslot send cat\ of\ ann.png "),
        ("peerslot receive --out fo", "peerslot receive --out folder/"),
        ("peerslot completion po", "peerslot completion po"), // There is none: nothing is added.
        ("peerslot completion pw", "peerslot completion pwsh "),
    ];

    private readonly TemporaryFolder _folder = new();

    public CompletionTests()
    {
        _folder.Write("cat of ann.png", "");
        _folder.Sub("folder");
    }

    [SkippableFact]
    public void Bash_completes_commands_options_values_and_files()
    {
        Skip.IfNot(File.Exists("/bin/bash"), "bash is missing: apt-get install bash");
        using var shell = Start("/bin/bash", ["--norc", "--noprofile", "-i"], "PS1='> '; bind 'set enable-bracketed-paste off'; . ./script");
        Complete(shell, Script("bash"));
    }

    [SkippableFact]
    public void Zsh_completes_commands_options_values_and_files()
    {
        Skip.IfNot(Tools.Exists("zsh"), "zsh is missing: apt-get install zsh");
        using var shell = Start("/usr/bin/zsh", ["-f", "-i"], "PS1='> '; PROMPT_SP=; unset zle_bracketed_paste; autoload -U compinit; compinit -u -D; . ./script");
        Complete(shell, Script("zsh"));
    }

    [SkippableFact]
    public void Zsh_takes_the_script_from_a_folder_of_functions_too()
    {
        Skip.IfNot(Tools.Exists("zsh"), "zsh is missing: apt-get install zsh");
        File.WriteAllText(Path.Combine(_folder.Sub("functions"), "_peerslot"), Script("zsh"));
        using var shell = Start(
            "/usr/bin/zsh", ["-f", "-i"], "PS1='> '; PROMPT_SP=; unset zle_bracketed_paste; fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D");
        Complete(shell, Script("zsh"));
    }

    [SkippableFact]
    public void Fish_completes_commands_options_values_and_files()
    {
        Skip.IfNot(Tools.Exists("fish"), "fish is missing: apt-get install fish");
        _folder.Write("script", Script("fish"));
        foreach (var (typed, completed) in Lines)
        {
            // fish says what it would offer for a line: the last word whole, a tab, a description.
            var (status, output) = Tools.TryRun(
                "fish", "--no-config", "-c", $"cd {_folder.Path}; source script; complete -C '{typed}'");
            Assert.Equal(0, status);
            var word = completed.TrimEnd()[(completed.TrimEnd().Replace(@"\ ", "__", StringComparison.Ordinal).LastIndexOf(' ') + 1)..].Replace(@"\ ", " ", StringComparison.Ordinal);
            var offered = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]).ToList();
            Assert.Equal(typed == completed ? [] : [word], offered);
        }
    }

    [Theory]
    [InlineData("zsh", "--ask-passphrase[Спросить пароль комнаты]")]
    [InlineData("fish", "-l ask-passphrase -d 'Спросить пароль комнаты'")]
    public void Descriptions_are_in_the_chosen_language(string shell, string line)
    {
        using var russian = PeerSlotProcess.Start(["completion", shell, "--language", "ru"]).Ends(0);
        Assert.Contains(russian.Output, l => l.Contains(line, StringComparison.Ordinal));
        Assert.DoesNotContain(russian.Output, l => l.Contains("Ask for", StringComparison.Ordinal));
    }

    [Fact]
    public void PowerShell_gets_each_command_with_its_options_and_values()
    {
        var script = Script("pwsh");
        Assert.Contains("Register-ArgumentCompleter -Native -CommandName peerslot", script, StringComparison.Ordinal);
        Assert.Contains("    '/slot' = @('create', 'write', 'info')\n", script, StringComparison.Ordinal);
        Assert.Contains("'/send' = @('--to', '--wait', '--keep-metadata')\n", script, StringComparison.Ordinal);
        Assert.Contains("'--accept' = @('ask', 'everyone', 'known', 'nobody', 'trusted')\n", script, StringComparison.Ordinal);
        Assert.Contains("'*' = @('--help', '--network', ", script, StringComparison.Ordinal);
        Assert.Equal(script.Count(c => c == '{'), script.Count(c => c == '}'));
    }

    [Fact]
    public void An_unknown_shell_is_wrong_usage_that_names_the_known_ones()
    {
        using var command = PeerSlotProcess.Start(["completion", "ksh"]).Ends(2);
        Assert.Contains("bash, zsh, fish and pwsh", Assert.Single(command.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Script(string shell)
    {
        using var command = PeerSlotProcess.Start(["completion", shell]).Ends(0);
        return string.Concat(command.Output.Select(line => line + "\n"));
    }

    private PtyProcess Start(string shell, string[] arguments, string setUp)
    {
        _folder.Write("set-up", setUp + "\n");
        return PtyProcess.Start(
            shell, arguments, new Dictionary<string, string> { ["TERM"] = "xterm", ["HOME"] = _folder.Path, ["LC_ALL"] = "C.UTF-8", ["PS1"] = "start> " }, new Size(100, 24), _folder.Path);
    }

    private void Complete(PtyProcess shell, string script)
    {
        _folder.Write("script", script);
        shell.Send(". ./set-up; clear; echo ready\r");
        shell.WaitFor(s => s.Row(0).StartsWith("ready", StringComparison.Ordinal) && s.Row(1).StartsWith("> ", StringComparison.Ordinal), "the prompt");
        foreach (var (typed, completed) in Lines)
        {
            // The line emptied and the screen cleared, so that nothing of the last one is taken for the answer; after the tab a letter, which shows where it ended.
            shell.Send($"\u0015\u000c{typed}\t");
            shell.WaitFor(s => s.Row(0).StartsWith($"> {typed}", StringComparison.Ordinal), typed);
            shell.Send("Z");
            shell.WaitFor(s => s.Row(0).Contains('Z', StringComparison.Ordinal), $"the end of {typed}");
            Assert.Equal($"> {completed}Z", shell.Look(s => s.Row(0)).TrimEnd());
        }
    }
}
