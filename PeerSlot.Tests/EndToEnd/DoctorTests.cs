using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The doctor on machines (network namespaces) on which something is wrong.</summary>
public sealed class DoctorTests
{
    [SkippableFact]
    public void A_machine_that_drops_udp_is_told_so_with_the_rule_that_lets_it_in()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var network = new LabNetwork(1);
        var healthy = Doctor(network, 0);
        Assert.Contains("ok   lan eth0 to everybody: What we write to everybody comes back to us.", healthy);
        Assert.DoesNotContain(healthy, line => line.Contains("firewall nftables", StringComparison.Ordinal));

        Tools.Run(network.On(0)[0], [.. network.On(0)[1..], "nft", "add table inet t; add chain inet t in { type filter hook input priority 0; policy drop; }"]);
        var blocked = Doctor(network, 1);

        var rule = Assert.Single(blocked, line => line.Contains("firewall nftables", StringComparison.Ordinal));
        Assert.Contains("sudo nft insert rule inet t in udp dport 47113-47145 accept", rule, StringComparison.Ordinal);
        Assert.Contains(blocked, line => line.StartsWith("FAIL lan eth0 to everybody", StringComparison.Ordinal));

        // The remedy is one: its words, typed as they stand.
        var command = rule[(rule.IndexOf("sudo ", StringComparison.Ordinal) + 5)..].Split(' ');
        Tools.Run(network.On(0)[0], [.. network.On(0)[1..], .. command]);
        Assert.Contains("ok   lan eth0 to everybody: What we write to everybody comes back to us.", Doctor(network, 0));
    }

    private static IReadOnlyList<string> Doctor(LabNetwork network, int status)
    {
        using var folder = new TemporaryFolder();
        using var doctor = PeerSlotProcess.Start(["doctor", "--data-dir", folder.Sub("data")], network.On(0)).Ends(status);
        return doctor.Output;
    }
}
