using System.Diagnostics;
using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands.Manual;

/// <summary>The manual page as groff sets it.</summary>
public sealed class ManPageTests
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

    [Fact]
    public void A_line_that_begins_as_a_request_is_text()
    {
        using var manual = PeerSlotProcess.Start(["man"]).Ends(0);
        Assert.All(manual.Output, line => Assert.Matches(@"^(\.(TH|SH|SS|TP|B|I|RI|br)\b|[^.'])", line));
    }
}
