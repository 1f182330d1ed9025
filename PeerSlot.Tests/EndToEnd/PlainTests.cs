using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The screens in lines, for screen readers and terminals that cannot place a cursor.</summary>
public sealed class PlainTests
{
    [SkippableFact]
    public void A_dumb_terminal_gets_lines_in_which_everything_can_be_done()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var photo = TestPictures.Photo(folder);
        using var receiver = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var lines = PtyProcess.Start(PeerSlotProcess.Executable, room.Member(folder, "ann"), Environment("dumb"), new Size(160, 50), folder.Path);
        lines.WaitForText("PeerSlot in lines. You are ann");
        lines.WaitForText("bea is here.");
        lines.Send("1\n");
        lines.WaitForText("1 bea, peerslot, lan,");
        lines.Send($"send {photo} bea\n");
        lines.WaitForText("bea got ");
        receiver.Ends(0);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(Assert.Single(receiver.Output)));
        lines.Send("show 7\n");
        lines.WaitForText("There is no such picture");
        lines.Send($"create //./mailslot/plain-{lines.Id}\n");
        lines.WaitForText("is ready.");
        lines.Send($"write //./mailslot/plain-{lines.Id} hello there\n");
        lines.WaitForText("11 bytes written");
        lines.Send($"read //./mailslot/plain-{lines.Id}\n");
        lines.WaitForText("11 bytes: hello there");
        lines.Send("quit\n");
        Assert.Equal(0, lines.WaitForExit());
        Assert.Empty(lines.Look(s => s.ModesSeen));
        Assert.Empty(lines.Look(s => s.Unknown));
    }

    [Fact]
    public void Plain_in_a_pipe_ends_with_its_input()
    {
        using var folder = new TemporaryFolder();
        using var lines = PeerSlotProcess.Start(["--plain", .. new LoopbackRoom().Member(folder, "ann")]);
        lines.Input.Write("inbox\nnonsense\n"u8);
        lines.CloseInput();
        lines.Ends(0);
        Assert.Contains("No pictures.", lines.Output);
        Assert.Equal(2, lines.Output.Count(l => l.StartsWith("1 peers: who is here", StringComparison.Ordinal)));
        Assert.Empty(lines.Errors);
    }

    private static Dictionary<string, string> Environment(string term) => new()
    {
        ["TERM"] = term, ["LANG"] = "C.UTF-8", ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "", ["HOME"] = Path.GetTempPath(),
    };
}
