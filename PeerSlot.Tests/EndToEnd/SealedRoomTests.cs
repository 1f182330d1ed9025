using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>A room with a passphrase, as people enter it.</summary>
public sealed class SealedRoomTests
{
    [Fact]
    public void Who_has_the_passphrase_gets_the_picture_and_who_has_another_hears_nothing()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        File.WriteAllText(folder["right"], "correct horse\n");
        File.WriteAllText(folder["wrong"], "battery staple\n");
        using var member = Receive(folder, room, "bea", "right", "60");
        using var outsider = Receive(folder, room, "eve", "wrong", "60");
        using var sender = PeerSlotProcess.Start(
            ["send", TestPictures.Noise(folder, "a.bmp", 40, 40), "--passphrase-file", folder["right"], .. room.Member(folder, "ann")]).Ends(0);
        Assert.Equal(["bea\tdelivered"], sender.Output);
        member.Ends(0);
        Assert.Empty(outsider.Output);
        Assert.Single(Directory.GetFiles(folder["bea"], "room-*.key"));
    }

    [SkippableFact]
    public void Who_has_another_passphrase_sees_that_something_is_there()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no kill -INT");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        File.WriteAllText(folder["right"], "correct horse\n");
        File.WriteAllText(folder["wrong"], "battery staple\n");
        using var outsider = Receive(folder, room, "eve", "wrong", "60", "--verbose");
        using var peers = PeerSlotProcess.Start(["peers", "--wait", "1", "--passphrase-file", folder["right"], .. room.Member(folder, "ann")]).Ends(1);
        using var info = PeerSlotProcess.Start(["slot", "info", "--pid", $"{outsider.Id}"]).Ends(0);
        Assert.Matches(@"^\d+ datagrams? ignored: \d+ not sealed with this room's key\.$", info.Output[^1]);
        using var json = PeerSlotProcess.Start(["slot", "info", "--json", "--pid", $"{outsider.Id}"]).Ends(0);
        Assert.Matches($$"""^{"event":"ignored","at":\d+,"pid":{{outsider.Id}},"name":"eve","notOpened":[1-9]\d*,"sealed":0,""", json.Output[^1]);
        outsider.Signal("INT");
        outsider.WaitForMessage(line => line.Contains("not sealed with this room's key", StringComparison.Ordinal), "what was ignored");
        outsider.Ends(130);
    }

    [SkippableFact]
    public void A_passphrase_that_is_asked_for_is_not_shown_while_it_is_typed()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var command = PtyProcess.Start(
            PeerSlotProcess.Executable, ["peers", "--ask-passphrase", "--wait", "1", .. room.Member(folder, "ann")],
            new Dictionary<string, string> { ["TERM"] = "xterm-256color" }, new Size(80, 24), folder.Path);
        command.WaitForText("Passphrase of room");
        command.Send("secret wordx\u007f\r");
        Assert.Equal(1, command.WaitForExit());
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(command.Transcript.ToArray()), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder["ann"], "room-*.key"));
    }

    private static PeerSlotProcess Receive(TemporaryFolder folder, LoopbackRoom room, string name, string passphrase, string timeout, params string[] more)
    {
        var receiver = PeerSlotProcess.Start(
            ["receive", "--count", "1", "--timeout", timeout, "--passphrase-file", folder[passphrase], .. more, .. room.Member(folder, name)]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        return receiver;
    }
}
