using System.Net;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

public sealed class CardChoiceTests
{
    private static readonly Card Loopback = Make("lo", "127.0.0.1") with { IsLoopback = true };
    private static readonly Card Wire = Make("eth0", "192.168.7.12");
    private static readonly Card Radio = Make("wlan0", "10.0.0.3");
    private static readonly Card Unplugged = Make("eth1", "192.168.9.1") with { IsUp = false };
    private static readonly Card Tunnel = Make("tun0", "10.8.0.2") with { CarriesMulticast = false };
    private static readonly Card Bare = Make("eth2", null);

    [Fact]
    public void Every_usable_card_is_used_and_loopback_is_left_alone() =>
        Assert.Equal(["eth0", "wlan0"], Choose([Loopback, Wire, Radio, Unplugged]));

    [Fact]
    public void Loopback_serves_when_nothing_else_is_up() => Assert.Equal(["lo"], Choose([Loopback, Unplugged]));

    [Fact]
    public void Loopback_serves_when_it_is_named() => Assert.Equal(["lo", "wlan0"], Choose([Loopback, Wire, Radio], "LO", "wlan0", "lo"));

    [Fact]
    public void A_card_that_is_up_and_not_usable_is_a_finding()
    {
        var findings = new List<DriverFinding>();
        CardChoice.Choose([Wire, Tunnel, Bare, Unplugged], [], findings);
        Assert.Equal(["tun0 (10.8.0.2)", "eth2"], findings.Select(f => f.Subject.ToString()));
        Assert.All(findings, f => Assert.False(f.Works));
    }

    [Fact]
    public void A_named_card_that_is_down_is_said_to_be_down()
    {
        var failure = Slots.Fails(MailslotError.NetworkUnavailable, () => Choose([Loopback, Wire, Unplugged], "eth1"));
        Assert.Equal(
            "No network card can be used. eth1 (192.168.9.1): The card is down. Plug it in or switch it on, then start again.", failure.Message);
    }

    [Fact]
    public void A_machine_without_any_card_says_so() =>
        Assert.Equal(
            "No network card is up. Plug one in or switch it on, then start again.",
            Slots.Fails(MailslotError.NetworkUnavailable, () => Choose([Loopback with { IsUp = false }])).Message);

    [Theory]
    [InlineData("192.168.7.12", 24, "192.168.7.255")]
    [InlineData("10.1.2.3", 8, "10.255.255.255")]
    [InlineData("172.16.5.9", 20, "172.16.15.255")]
    [InlineData("192.168.7.12", 30, "192.168.7.15")]
    [InlineData("192.168.7.12", 31, null)]
    [InlineData("192.168.7.12", 32, null)]
    public void The_directed_broadcast_address_ends_in_ones(string address, int prefixLength, string? broadcast) =>
        Assert.Equal(broadcast, Card.BroadcastOf(IPAddress.Parse(address), prefixLength)?.ToString());

    private static Card Make(string name, string? address) =>
        new(name, 1, 0, address is null ? null : IPAddress.Parse(address), null, HasV6: false, IsUp: true, IsLoopback: false, CarriesMulticast: true, 0);

    private static List<string> Choose(IReadOnlyList<Card> present, params string[] named) =>
        CardChoice.Choose(present, named, []).Select(c => c.Name).ToList();
}
