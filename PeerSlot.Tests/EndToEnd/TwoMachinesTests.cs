using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Two executables on two machines (network namespaces), and on one.</summary>
public sealed class TwoMachinesTests
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public void A_photograph_arrives_identical_on_another_machine(int lossPercent)
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(2, lossPercent);
        var photo = TestPictures.Photo(folder);
        var inbox = folder.Sub("inbox");
        using var receiver = PeerSlotProcess.Start(
            ["receive", "--out", inbox, "--count", "1", "--timeout", "60", "--data-dir", folder.Sub("b"), "--name", "bea"], network.On(1));
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        using var sender = PeerSlotProcess.Start(["send", photo, "--data-dir", folder.Sub("a"), "--name", "ann"], network.On(0)).Ends(0);

        receiver.Ends(0);
        Assert.Equal(["bea\tdelivered"], sender.Output);
        var path = Assert.Single(receiver.Output);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(path));
        Assert.Equal([path], Directory.GetFiles(inbox, "*", new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true }));
    }

    [Fact]
    public void Two_data_folders_on_one_machine_are_two_people()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var photo = TestPictures.Photo(folder);
        using var receiver = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", "--show", .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        using var sender = PeerSlotProcess.Start(["send", photo, .. room.Member(folder, "ann")]).Ends(0);

        receiver.Ends(0);
        Assert.Equal(["bea\tdelivered"], sender.Output);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(receiver.Output[0]));
        Assert.Contains(
            receiver.Output.Skip(1), line => line.Contains('▀', StringComparison.Ordinal) || line.Contains('▄', StringComparison.Ordinal));
    }

    [Fact]
    public void A_named_peer_gets_the_picture_and_nobody_else()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var picture = TestPictures.Noise(folder, "small.bmp", 40, 30);
        using var bea = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", .. room.Member(folder, "bea")]);
        using var cem = PeerSlotProcess.Start(["receive", "--timeout", "60", .. room.Member(folder, "cem")]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        cem.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        using var sender = PeerSlotProcess.Start(["send", picture, "--to", "BEA", .. room.Member(folder, "ann")]).Ends(0);

        bea.Ends(0);
        cem.Signal("INT");
        cem.Ends(130);
        Assert.Equal(["bea\tdelivered"], sender.Output);
        Assert.Empty(cem.Output);
    }

    [Fact]
    public void Who_sends_into_an_empty_room_is_told_so()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var sender = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "a.bmp", 8, 8), .. room.Member(folder, "ann")]).Ends(1);
        var said = Assert.Single(sender.Errors);
        Assert.Contains($"Nobody is in room {room.Name}.", said, StringComparison.Ordinal);
        Assert.Contains("peerslot doctor", said, StringComparison.Ordinal);
        Assert.Empty(sender.Output);
    }

    [Fact]
    public void Who_names_somebody_who_is_not_there_is_told_who_is()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var bea = PeerSlotProcess.Start(["receive", "--timeout", "60", .. room.Member(folder, "bea")]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var sender = PeerSlotProcess.Start(
            ["send", TestPictures.Noise(folder, "a.bmp", 8, 8), "--to", "zoe", .. room.Member(folder, "ann")]).Ends(1);
        Assert.Contains("Nobody called \"zoe\" is in room", Assert.Single(sender.Errors), StringComparison.Ordinal);
        Assert.Contains("bea", sender.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Peers_lists_who_is_there()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var bea = PeerSlotProcess.Start(["receive", "--timeout", "60", .. room.Member(folder, "bea")]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var lines = PeerSlotProcess.Start(["peers", .. room.Member(folder, "ann")]).Ends(0);
        Assert.StartsWith("bea\tlan\tpeerslot\t127.0.0.1:", Assert.Single(lines.Output), StringComparison.Ordinal);
        using var json = PeerSlotProcess.Start(["peers", "--json", .. room.Member(folder, "ann")]).Ends(0);
        Assert.Contains("\"event\":\"peer\"", Assert.Single(json.Output), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"bea\"", json.Output[0], StringComparison.Ordinal);
    }
}
