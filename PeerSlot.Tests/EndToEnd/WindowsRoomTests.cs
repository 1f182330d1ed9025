using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Rooms of published win-x64 files: over the kernel's mailslots, and with Linux over a network.</summary>
public sealed class WindowsRoomTests(WindowsMachine wine) : IClassFixture<WindowsMachine>
{
    [SkippableFact]
    public void A_picture_goes_from_gallery_to_gallery_through_kernel_mailslots_with_a_third_process_beside()
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        using var folder = new TemporaryFolder();
        var photo = TestPictures.Photo(folder);
        string[] room = ["--network", "windows", "--room", "kernel"];
        using var bea = wine.Start(["receive", "--count", "1", "--timeout", "90", .. room, "--data-dir", folder.Sub("b"), "--name", "bea"]);
        using var cem = wine.Start(["receive", "--count", "1", "--timeout", "90", .. room, "--data-dir", folder.Sub("c"), "--name", "cem"]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        cem.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        using var ann = wine.Start(["send", photo, .. room, "--data-dir", folder.Sub("a"), "--name", "ann"]).Ends(0);

        Assert.Equal(["bea\tdelivered", "cem\tdelivered"], ann.Output.Where(l => l.EndsWith("delivered", StringComparison.Ordinal)).Order());
        foreach (var receiver in new[] { bea, cem })
        {
            receiver.Ends(0);
            Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(WindowsMachine.PathOf(Assert.Single(receiver.Output))));
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Windows_and_Linux_on_two_machines_swap_a_photograph_over_lan(bool windowsSends)
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        wine.StopServer();
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(2);
        var photo = TestPictures.Photo(folder);
        using var receiver = Start(
            !windowsSends, ["receive", "--count", "1", "--timeout", "90", "--data-dir", folder.Sub("b"), "--name", "bea"], network.On(1));
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var peers = Start(windowsSends, ["peers", "--wait", "3", "--data-dir", folder.Sub("a"), "--name", "ann"], network.On(0)).Ends(0);
        Assert.StartsWith("bea\tlan\tpeerslot\t", Assert.Single(peers.Output), StringComparison.Ordinal);

        using var sender = Start(windowsSends, ["send", photo, "--data-dir", folder.Sub("a"), "--name", "ann"], network.On(0)).Ends(0);

        receiver.Ends(0);
        Assert.Equal(["bea\tdelivered"], sender.Output);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(WindowsMachine.PathOf(Assert.Single(receiver.Output))));
        wine.StopServer();
    }

    /// <summary>Wine knows cards by their addresses alone, and hears loopback's multicast by the wildcard alone.</summary>
    [SkippableFact]
    public void Loopback_alone_is_a_network_as_on_Linux()
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        wine.StopServer();
        using var doctor = wine.Start(["doctor"], ["unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""]).Ends(0);
        Assert.Contains("ok   lan lo to everybody: What we write comes back by multicast.", doctor.Output);
        wine.StopServer();
    }

    private PeerSlotProcess Start(bool onWindows, string[] arguments, string[] machine) =>
        onWindows ? wine.Start(arguments, machine) : PeerSlotProcess.Start(arguments, machine);
}
