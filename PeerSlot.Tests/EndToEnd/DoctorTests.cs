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
        Assert.Contains(healthy, ComesBack);
        Assert.DoesNotContain(healthy, line => line.Contains("firewall nftables", StringComparison.Ordinal));

        Tools.Run(network.On(0)[0], [.. network.On(0)[1..], "nft", "add table inet t; add chain inet t in { type filter hook input priority 0; policy drop; }"]);
        var blocked = Doctor(network, 1);

        var rule = Assert.Single(blocked, line => line.StartsWith("note firewall nftables", StringComparison.Ordinal));
        Assert.Contains("sudo nft insert rule inet t in udp dport 47113-47145 accept", rule, StringComparison.Ordinal);
        Assert.Contains(blocked, line => line.StartsWith("FAIL lan eth0 to everybody", StringComparison.Ordinal));

        // The remedy is one: its words, typed as they stand.
        var command = rule[(rule.IndexOf("sudo ", StringComparison.Ordinal) + 5)..].Split(' ');
        Tools.Run(network.On(0)[0], [.. network.On(0)[1..], .. command]);
        Assert.Contains(Doctor(network, 0), ComesBack);
    }

    [SkippableFact]
    public void A_machine_that_drops_multicast_alone_is_told_that_broadcast_still_serves()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var network = new LabNetwork(1);
        Nft(network, 0, "input", "ip daddr 239.0.0.0/8 drop");
        var findings = Doctor(network, 0);
        Assert.Contains(findings, line => line.StartsWith(
            "note lan eth0 to everybody: What we write comes back by broadcast", StringComparison.Ordinal)
            && line.Contains("and not by multicast", StringComparison.Ordinal));
        Assert.Contains(findings, line => line.StartsWith("note firewall nftables", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_dead_card_and_a_bridge_of_containers_beside_a_good_one_are_told_apart_and_fail_nothing()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var network = new LabNetwork(1);
        On(network, 0, "ip link add eth1 type veth peer name far1");
        On(network, 0, "ip addr add 10.55.0.1/24 dev eth1");
        On(network, 0, "ip link set eth1 up");
        On(network, 0, "ip link add docker0 type bridge");
        On(network, 0, "ip addr add 172.17.0.1/16 dev docker0");
        On(network, 0, "ip link set docker0 up");

        var findings = Doctor(network, 0);

        Assert.Contains(findings, ComesBack);
        Assert.Contains("note lan eth1 (10.55.0.1): The card has an address and is down. Plug it in or switch it on, then start again.", findings);
        Assert.Contains(findings, line => line.StartsWith(
            "ok   lan docker0 (172.17.0.1): Hears everybody", StringComparison.Ordinal)
            && line.EndsWith("leaves it out.", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Peers_are_told_by_the_ways_that_they_are_heard()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(3);
        // What cem says to everybody is filtered, as by a switch.
        Nft(network, 2, "output", "ip daddr { 239.0.0.0/8, 10.99.0.255 } drop; add rule inet t o ip6 daddr ff00::/8 udp dport 47113 drop");
        using var bea = Receiver(folder, network, 1, "bea");
        using var cem = Receiver(folder, network, 2, "cem");

        // Doctor listens for some seconds: on a busy machine one way or another may come later.
        var findings = Doctor(network, 0);
        for (var again = 0; again < 5 && !(findings.Contains("ok   peers by multicast: bea.") && findings.Contains("ok   peers by broadcast: bea.")); again++)
            findings = Doctor(network, 0);

        Assert.Contains("ok   room: In room lab: bea, cem.", findings);
        Assert.Contains("ok   peers by multicast: bea.", findings);
        Assert.Contains("ok   peers by broadcast: bea.", findings);
        Assert.Contains(findings, line => line.StartsWith("note peers by unicast alone: cem.", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Somebody_in_another_room_is_told_of_where_nobody_is_in_ours()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(2);
        using var bea = Receiver(folder, network, 1, "bea", "--room", "other");
        using var program = PeerSlotProcess.Start(["doctor", "--data-dir", folder.Sub("ann")], network.On(0)).Ends(0);
        Assert.True(
            program.Output.Any(line => line.StartsWith("note others: 10.99.0.2:47114", StringComparison.Ordinal)
                || line.StartsWith("note others: [fe80", StringComparison.Ordinal)), program.Report());
    }

    [SkippableFact]
    public void What_a_room_with_a_passphrase_says_is_counted()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(2);
        File.WriteAllText(folder["passphrase"], "correct horse\n");
        using var bea = Receiver(folder, network, 1, "bea", "--passphrase-file", folder["passphrase"]);

        // Doctor listens for a second or more, and bea does not answer: it says something by itself every few seconds.
        IReadOnlyList<string> findings = [];
        for (var again = 0; again < 20 && !findings.Any(IsCount); again++)
            findings = Doctor(network, 0);
        Assert.Contains(findings, IsCount);

        static bool IsCount(string line) =>
            line.StartsWith("note ignored: ", StringComparison.Ordinal) && line.EndsWith(" sealed, and this room is open.", StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_terminal_is_told_what_was_asked_what_it_answered_and_what_follows()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(1);
        var shown = Terminal(network, folder, new() { ["COLORTERM"] = "truecolor", ["LANG"] = "ru_RU.KOI8-R" });
        Assert.Contains("ok   terminal: 160x50 cells, TERM=xterm-256color, COLORTERM=truecolor.", shown, StringComparison.Ordinal);
        Assert.Contains("Asked for its name, 24-bit colours, kitty graphics, sixel", shown, StringComparison.Ordinal);
        Assert.Contains("set LANG=C.UTF-8", shown, StringComparison.Ordinal);
        Assert.Contains("So pictures are shown with --mode", shown, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Inside_GNU_screen_it_is_told_that_the_colours_were_not_asked_for()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(1);
        var shown = Terminal(network, folder, new() { ["TERM"] = "screen.xterm-256color" });
        Assert.Contains("Asked for its name, kitty graphics, sixel", shown, StringComparison.Ordinal);
        Assert.Contains("not for 24-bit colours", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001bP$q", shown, StringComparison.Ordinal);
    }

    /// <summary>What the doctor writes to a terminal, questions and all.</summary>
    private static string Terminal(LabNetwork network, TemporaryFolder folder, Dictionary<string, string> variables)
    {
        string[] command = [.. network.On(0), PeerSlotProcess.Executable, "doctor", "--data-dir", folder.Sub("data")];
        using var doctor = PtyProcess.Start("/sbin/ip", command[1..], variables, new(160, 50));
        Assert.Equal(0, doctor.WaitForExit(PeerSlotProcess.Limit));
        return doctor.Look(_ => System.Text.Encoding.UTF8.GetString(doctor.Transcript.ToArray()));
    }

    private static bool ComesBack(string line) =>
        line.StartsWith("ok   lan eth0 to everybody: What we write comes back by multicast, broadcast", StringComparison.Ordinal);

    private static PeerSlotProcess Receiver(TemporaryFolder folder, LabNetwork network, int machine, string name, params string[] more)
    {
        var receiver = PeerSlotProcess.Start(
            ["receive", "--timeout", "60", "--name", name, "--data-dir", folder.Sub(name), .. more], network.On(machine));
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        return receiver;
    }

    private static void On(LabNetwork network, int machine, string command) =>
        Tools.Run(network.On(machine)[0], [.. network.On(machine)[1..], .. command.Split(' ')]);

    /// <summary>A rule in a chain that lets everything else through.</summary>
    private static void Nft(LabNetwork network, int machine, string hook, string rule) => Tools.Run(
        network.On(machine)[0], [.. network.On(machine)[1..], "nft",
            $"add table inet t; add chain inet t {hook[0]} {{ type filter hook {hook} priority 0; }}; add rule inet t {hook[0]} {rule}"]);

    private static IReadOnlyList<string> Doctor(LabNetwork network, int status)
    {
        using var folder = new TemporaryFolder();
        using var doctor = PeerSlotProcess.Start(["doctor", "--data-dir", folder.Sub("data")], network.On(0)).Ends(status);
        return doctor.Output;
    }
}
