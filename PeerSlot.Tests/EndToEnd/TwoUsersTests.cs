using System.Globalization;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Two accounts of one machine that has loopback alone, as two SSH users have it.</summary>
public sealed class TwoUsersTests
{
    [SkippableFact]
    public void Two_accounts_on_loopback_alone_see_each_other_and_swap_pictures_both_ways()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        Skip.IfNot(Tools.Exists("useradd") && Tools.Exists("runuser"), "useradd and runuser are missing: apt-get install passwd util-linux");
        using var folder = new TemporaryFolder().OpenToAll();
        using var network = new LabNetwork(1);
        using var ann = new Account(folder, "a");
        using var bea = new Account(folder, "b");
        var picture = TestPictures.Noise(folder, "swap.bmp", 60, 40);
        var program = PeerSlotProcess.CopyFor(folder);
        var environment = new Dictionary<string, string> { ["PEERSLOT_INTERFACE"] = "lo" };
        foreach (var (from, to) in new[] { (ann, bea), (bea, ann) })
        {
            using var receiver = PeerSlotProcess.Start(
                ["receive", "--count", "1", "--timeout", "60"], [.. network.On(0), .. to.Run], environment, to.Home, program);
            receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
            using var peers = PeerSlotProcess.Start(
                ["peers", "--wait", "1"], [.. network.On(0), .. from.Run], environment, from.Home, program).Ends(0);
            Assert.Single(peers.Output);

            using var sender = PeerSlotProcess.Start(["send", picture], [.. network.On(0), .. from.Run], environment, from.Home, program).Ends(0);

            receiver.Ends(0);
            Assert.EndsWith("\tdelivered", Assert.Single(sender.Output), StringComparison.Ordinal);
            Assert.Equal(TestPictures.Sha256(picture), TestPictures.Sha256(Assert.Single(receiver.Output)));
        }
    }

    /// <summary>An account of the system, gone with the test.</summary>
    private sealed class Account : IDisposable
    {
        private readonly string _name;

        public Account(TemporaryFolder folder, string letter)
        {
            _name = $"pst{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}{letter}";
            Home = folder[$"home-{letter}"];
            Tools.Run("useradd", "--create-home", "--home-dir", Home, "--shell", "/bin/sh", _name);
        }

        public string Home { get; }

        public string[] Run => ["runuser", "-u", _name, "--", "env", "-u", "XDG_DATA_HOME", "-u", "XDG_CONFIG_HOME", $"HOME={Home}"];

        public void Dispose() => Tools.TryRun("userdel", _name);
    }
}
