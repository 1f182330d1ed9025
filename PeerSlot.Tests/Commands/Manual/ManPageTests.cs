using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using PeerSlot.Commands.Completion;
using PeerSlot.Commands.Manual;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands.Manual;

/// <summary>The manual page as groff sets it.</summary>
public sealed partial class ManPageTests
{
    [SkippableFact]
    public void It_is_set_without_a_warning_and_has_every_command_and_option()
    {
        Skip.IfNot(Tools.Exists("groff"), "groff is missing: apt-get install groff");
        using var folder = new TemporaryFolder();
        using var manual = PeerSlotProcess.Start(["man"]).Ends(0);
        var file = folder.Write("peerslot.1", string.Concat(manual.Output.Select(line => line + "\n")));
        using var groff = Process.Start(new ProcessStartInfo("groff", ["-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=200n", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = groff.StandardError.ReadToEndAsync();
        var page = groff.StandardOutput.ReadToEnd();
        Assert.Empty(said.Result);

        foreach (var section in new[] { "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES" })
            Assert.Matches($"(?m)^{section}$", page);
        foreach (var command in new[] { "send", "receive", "show", "slot create", "lab send", "config check", "deploy", "completion", "man" })
            Assert.Matches($"(?m)^ +peerslot {command}( |$)", page);
        // The very words of help: a page and a program that differ would be two truths.
        using var help = PeerSlotProcess.Start(["show", "--help"]).Ends(0);
        var options = Regex.Matches(string.Join('\n', help.Output), "--[a-z-]+").Select(m => m.Value).Distinct().ToList();
        Assert.Contains("--mode", options);
        Assert.All(options, option => Assert.Contains(option, page, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void In_Russian_it_is_set_without_a_warning_too_and_says_what_help_says()
    {
        Skip.IfNot(Tools.Exists("groff"), "groff is missing: apt-get install groff");
        using var folder = new TemporaryFolder();
        using var manual = PeerSlotProcess.Start(["man", "--language", "ru"]).Ends(0);
        var file = folder.Write("peerslot.1", string.Concat(manual.Output.Select(line => line + "\n")));
        var (status, page) = Tools.TryRun("groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=200n", file);
        Assert.Equal(0, status);
        Assert.DoesNotContain("warning", page, StringComparison.Ordinal);
        foreach (var section in new[] { "ИМЯ", "ОБЗОР", "ОПИСАНИЕ", "КОМАНДЫ", "КОД ВОЗВРАТА", "ФАЙЛЫ", "ОКРУЖЕНИЕ", "ПРИМЕРЫ" })
            Assert.Matches($"(?m)^{section}$", page);
        Assert.Matches("(?m)^ +peerslot slot create( |$)", page);
        Assert.Contains("Спросить пароль комнаты.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b[a-z]{3,} [a-z]{2,} [a-z]{3,} [a-z]{2,}\b", Names().Replace(page, ""));
    }

    [SkippableTheory]
    [InlineData(".SH is a request elsewhere")]
    [InlineData("'br is one too")]
    [InlineData(@"\fB and \n[x] are none \")]
    [InlineData(@"\.\mailslot\notes")]
    [InlineData("--option, ~/file, ^H, 'word', `word`")]
    public void What_roff_would_obey_or_prettify_is_set_as_it_stands(string said)
    {
        Skip.IfNot(Tools.Exists("groff"), "groff is missing: apt-get install groff");
        using var folder = new TemporaryFolder();
        var root = new RootCommand(said);
        var file = folder.Write("peerslot.1", new ManPage(Language.English).Of(CommandNode.Tree(root)));
        var (status, page) = Tools.TryRun("groff", "-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=200n", file);
        Assert.Equal(0, status);
        Assert.Contains($"\n       {said}\n", page, StringComparison.Ordinal);
    }

    /// <summary>Command lines of examples, which are the same in every language.</summary>
    [GeneratedRegex("(?m)^ +(peerslot|scrot|\\.) .*$")]
    private static partial Regex Names();
}
