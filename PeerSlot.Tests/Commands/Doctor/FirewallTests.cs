using PeerSlot.Commands.Doctor;
using Xunit;

namespace PeerSlot.Tests.Commands.Doctor;

/// <summary>What firewalls' own programs print, and what follows.</summary>
public sealed class FirewallTests
{
    private const string Closed = "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t\ttcp dport 22 accept\n\t}\n}\n";
    private const string Open = "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t\tudp dport 47000-48000 accept\n\t}\n}\n";
    private const string Harmless = "table ip nat {\n\tchain POSTROUTING {\n\t\ttype nat hook postrouting priority 100; policy accept;\n\t}\n}\n";

    [Fact]
    public void Nftables_that_drop_are_told_with_the_rule_for_their_own_table_and_chain()
    {
        var finding = Look(("nft", Harmless + Closed))!;
        Assert.Equal(("nftables", "note"), (finding.Firewall, finding.Verdict));
        Assert.EndsWith("run sudo nft insert rule inet filter input udp dport 47113-47145 accept", finding.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_for_a_range_around_our_ports_is_enough() => Assert.Equal("ok", Look(("nft", Open))!.Verdict);

    [Fact]
    public void A_machine_that_drops_nothing_has_no_finding()
    {
        Assert.Null(Look(("nft", Harmless)));
        Assert.Null(Look(("iptables", "-P INPUT ACCEPT\n")));
        Assert.Null(Look());
    }

    [Fact]
    public void A_frontend_is_named_before_what_it_writes_into()
    {
        var finding = Look(("ufw", "Status: active\n\nTo    Action   From\n22/tcp  ALLOW  Anywhere\n"), ("nft", Closed))!;
        Assert.Equal("ufw", finding.Firewall);
        Assert.EndsWith("run sudo ufw allow 47113:47145/udp", finding.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("ok", Look(("ufw", "Status: active\n47113:47145/udp  ALLOW  Anywhere\n"))!.Verdict);
        Assert.Equal("nftables", Look(("ufw", "Status: inactive\n"), ("nft", Closed))!.Firewall);
    }

    [Fact]
    public void Firewalld_and_iptables_get_their_own_commands()
    {
        Assert.Contains("--add-port=47113-47145/udp", Look(("firewall-cmd", "public (active)\n  ports: 8080/tcp\n"))!.Message.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "iptables -I INPUT -p udp --dport 47113:47145 -j ACCEPT", Look(("iptables", "-P INPUT DROP\n"))!.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_see_the_rules_is_told_who_may()
    {
        var finding = new Firewall((program, _) => program == "nft" ? (1, "Operation not permitted") : null, 47_113, 47_145).Look(isWindows: false)!;
        Assert.Contains("sudo peerslot doctor", finding.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_firewall_is_asked_for_a_rule_of_our_name()
    {
        var finding = new Firewall((_, arguments) => arguments[1] == "show" ? (0, "State   ON\n") : (1, "No rules match"), 47_113, 47_145).Look(isWindows: true)!;
        Assert.Contains("localport=47113-47145", finding.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("ok", new Firewall((_, _) => (0, "State   ON\n"), 47_113, 47_145).Look(isWindows: true)!.Verdict);
    }

    private static FirewallFinding? Look(params (string Program, string Output)[] programs) =>
        new Firewall((program, _) => programs.Where(p => p.Program == program).Select(p => ((int, string)?)(0, p.Output)).FirstOrDefault(), 47_113, 47_145)
            .Look(isWindows: false);
}
