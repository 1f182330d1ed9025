using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>What somebody can make others do who tells them of peers that are none.</summary>
public sealed class IntroductionTests
{
    /// <summary>The liar's own: 10.1.0.201.</summary>
    private static readonly SimulatedAddress Liars = new(200);

    [Fact]
    public void A_stranger_introduces_nobody()
    {
        var lab = new SimulatedLab(1);
        var host = lab.Add("host");
        lab.RunFor(TimeSpan.FromSeconds(4));
        Assert.Empty(WrittenTo(lab, host, () => lab.Inject(host, new MessageBuilder().Introduction((V4("10.1.0.9"), 47_114)), Liars)));
    }

    [Fact]
    public void A_member_introduces_nobody_from_an_address_that_is_not_its_own()
    {
        var lab = new SimulatedLab(2);
        var (host, liar) = Member(lab);
        Assert.Empty(WrittenTo(lab, host, () => lab.Inject(host, liar.Introduction((V4("10.1.0.9"), 47_114)), new SimulatedAddress(201))));
        Assert.Equal(3, WrittenTo(lab, host, () => lab.Inject(host, liar.Introduction((V4("10.1.0.9"), 47_114)), Liars)).Count);
    }

    [Fact]
    public void Another_key_speaks_for_no_member()
    {
        var lab = new SimulatedLab(3);
        var (host, liar) = Member(lab);
        var other = new MessageBuilder { Identity = new FakeIdentity(99), Session = liar.Session };
        Assert.Empty(WrittenTo(lab, host, () => lab.Inject(host, other.Introduction((V4("10.1.0.9"), 47_114)), Liars)));
    }

    [Fact]
    public void A_victim_gets_twelve_announcements_in_five_minutes_however_often_it_is_named()
    {
        var lab = new SimulatedLab(4);
        var (host, liar) = Member(lab);
        var written = WrittenTo(lab, host, () =>
        {
            for (var minute = 0; minute < 4; minute++)
            {
                for (var port = 0; port < 3_200; port += 32)
                    lab.Inject(host, liar.Introduction([.. Enumerable.Range(50_000 + port, 32).Select(p => (V4("10.1.0.9"), (ushort)p))]), Liars);
                Renew(lab, host, liar, 30);
                Renew(lab, host, liar, 30);
            }
        });
        Assert.Equal(12, written.Count);
        Assert.Equal(4, written.Distinct().Count());
    }

    [Fact]
    public void A_member_that_names_the_whole_network_makes_few_announcements()
    {
        var lab = new SimulatedLab(5);
        var (host, liar) = Member(lab);
        var written = WrittenTo(lab, host, () =>
        {
            for (var i = 0; i < 60_000; i += 32)
            {
                lab.Inject(host, liar.Introduction(
                    [.. Enumerable.Range(i, 32).Select(n => (V4("10.2.0.0") + (UInt128)(n / 200 * 256 + n % 200 + 1), (ushort)47_114))]), Liars);
                if (i % 3_200 == 0)
                    Renew(lab, host, liar, 3);
            }
        });
        Assert.InRange(written.Count, 1, 3 * new PresenceSettings().IntroducedByOne);
        Assert.True(host.Local.Ignored.BeyondLimit > 1_000);
    }

    [Theory]
    [InlineData("10.1.0.9", 47_114, true)]
    [InlineData("192.168.3.4", 47_114, true)]
    [InlineData("172.31.3.4", 50_000, true)]
    [InlineData("100.64.0.9", 47_114, true)]
    [InlineData("fd00::9", 47_114, true)]
    [InlineData("10.1.0.9", 53, false)]
    [InlineData("127.0.0.1", 47_114, false)]
    [InlineData("169.254.1.1", 47_114, false)]
    [InlineData("0.1.2.3", 47_114, false)]
    [InlineData("224.0.0.251", 47_114, false)]
    [InlineData("239.255.47.113", 47_113, false)]
    [InlineData("255.255.255.255", 47_113, false)]
    [InlineData("10.1.0.255", 47_113, false)]
    [InlineData("10.1.0.0", 47_113, false)]
    [InlineData("172.32.3.4", 50_000, false)]
    [InlineData("8.8.8.8", 47_114, false)]
    [InlineData("::1", 47_114, false)]
    [InlineData("::", 47_114, false)]
    [InlineData("fe80::9", 47_114, false)]
    [InlineData("ff12::4711:3", 47_113, false)]
    [InlineData("2001:db8::9", 47_114, false)]
    public void A_member_with_a_private_address_can_name_others_in_private_networks_alone(string address, int port, bool mayBeUsed) =>
        Assert.Equal(mayBeUsed, MayUse("10.1.0.201", address, port));

    [Theory]
    [InlineData("141.20.1.5", "141.20.77.5", true)]
    [InlineData("141.20.1.5", "141.21.1.5", false)]
    [InlineData("2001:db8:7:1::5", "2001:db8:7:2::9", true)]
    [InlineData("2001:db8:7:1::5", "2001:db8:8:1::9", false)]
    [InlineData("fd00::5", "141.20.1.5", false)]
    public void A_member_with_a_public_address_can_name_those_of_its_own_organisation(string from, string named, bool mayBeUsed) =>
        Assert.Equal(mayBeUsed, MayUse(from, named, 47_114));

    [Fact]
    public void Who_lives_at_a_link_local_address_is_introduced_by_one_that_others_can_reach()
    {
        var lab = new SimulatedLab(6);
        var (host, _) = Member(lab);
        var near = new MessageBuilder { Session = 7, Identity = new FakeIdentity(7), Echo = host.Local.Challenge };
        lab.Inject(host, near.Announcement("near", next: 6_000), new SimulatedAddress(5));
        lab.Inject(host, near.Announcement("near", next: 6_000), new ToldAddress(new NetworkEndPoint(Host("fe80::5"), 47_114)));
        byte[]? told = null;
        host.OnSent = (datagram, message) => told = message[0] == 0x2B && datagram.To is SimulatedAddress { Host: 210 } ? message : told;
        var afar = new MessageBuilder { Session = 8, Identity = new FakeIdentity(8), Echo = host.Local.Challenge };
        lab.Inject(host, afar.Announcement("afar", flags: 25, next: 6_000), new SimulatedAddress(210));
        lab.RunFor(TimeSpan.FromMilliseconds(50));
        Assert.True(MessageHeader.TryRead(told, out var header) && Introduction.TryRead(header, told, out var read) && read.Count == 2);
        Assert.Contains(Convert.ToHexString([0xFF, 0xFF, 10, 1, 0, 6, 0xB8, 0x0A]), Convert.ToHexString(told!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_tried_may_be_tried_again_after_the_period()
    {
        var settings = new PresenceSettings();
        var rules = new IntroductionRules(settings);
        var named = new NetworkEndPoint(Host("10.1.0.9"), 47_114);
        Assert.True(rules.TryUse(TimeSpan.FromMinutes(10), default, Liars, named));
        Assert.False(rules.TryUse(TimeSpan.FromMinutes(10) + settings.IntroductionPeriod / 2, default, Liars, named));
        Assert.True(rules.TryUse(TimeSpan.FromMinutes(10) + settings.IntroductionPeriod, default, Liars, named));
    }

    private static bool MayUse(string from, string named, int port) => new IntroductionRules(new PresenceSettings()).TryUse(
        TimeSpan.FromHours(1), default, new ToldAddress(new NetworkEndPoint(Host(from), 47_114)), new NetworkEndPoint(Host(named), (ushort)port));

    /// <summary>A host, and a live member at the liar's address.</summary>
    private static (SimulatedHost Host, MessageBuilder Liar) Member(SimulatedLab lab)
    {
        var host = lab.Add("host");
        lab.RunFor(TimeSpan.FromSeconds(4));
        var liar = new MessageBuilder { Echo = host.Local.Challenge };
        lab.Inject(host, liar.Announcement("liar", flags: 9, next: 6_000), Liars);
        Assert.Equal(1, host.Table.SessionCount);
        return (host, liar);
    }

    private static void Renew(SimulatedLab lab, SimulatedHost host, MessageBuilder liar, int seconds)
    {
        lab.RunFor(TimeSpan.FromSeconds(seconds));
        lab.Inject(host, liar.Announcement("liar", flags: 9, next: 6_000), Liars);
    }

    /// <summary>Where the host wrote to, but for the liar itself and everybody, until a minute after it was made to.</summary>
    private static List<PeerAddress> WrittenTo(SimulatedLab lab, SimulatedHost host, Action made)
    {
        var written = new List<PeerAddress>();
        host.OnSent = (datagram, _) =>
        {
            if (datagram.To is { } to && to != Liars)
                written.Add(to);
        };
        made();
        lab.RunFor(TimeSpan.FromMinutes(1));
        host.OnSent = null;
        return written;
    }

    private static HostAddress Host(string address) => new((ulong)(Number(address) >> 64), (ulong)Number(address));

    private static UInt128 V4(string address) => Number(address);

    private static UInt128 Number(string address) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(System.Net.IPAddress.Parse(address).MapToIPv6().GetAddressBytes());

    private sealed record ToldAddress(NetworkEndPoint Told) : PeerAddress
    {
        public override string Network => "lab";

        public override NetworkEndPoint? EndPoint => Told;
    }
}
