using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol;

/// <summary>Whatever comes from the network: nothing is thrown, nothing grows without end, nobody is fooled into a large allocation.</summary>
public sealed class HostileTests
{
    public static TheoryData<string> Names => [.. GoldenMessages.Names];

    [Fact]
    public void Random_bytes_of_any_length_change_nothing()
    {
        var (lab, host) = Victim(1);
        var random = new Random(1);
        for (var length = 0; length <= 65_507; length += length < 600 ? 1 : 613)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            lab.Inject(host, bytes);
        }

        Assert.Empty(host.Events);
        Assert.False(host.Transfer.HasWork);
    }

    [Fact]
    public void Random_bodies_behind_a_right_header_throw_nothing()
    {
        var (lab, host) = Victim(2);
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(21, 500)];
            random.NextBytes(bytes);
            bytes[0] = (byte)(0x20 | random.Next(16));
            if (random.Next(2) == 0 && bytes.Length > 25)
                RoomBytes().CopyTo(bytes, 21);
            lab.Inject(host, bytes);
        }

        Assert.True(host.Table.SessionCount <= 16);
        Assert.True(host.Transfer.ReservedBytes <= new TransferSettings().ReceiveMemory);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_truncated_message_is_none(string name)
    {
        var golden = GoldenMessages.Read(name);
        for (var length = 0; length < golden.Length; length++)
        {
            var (lab, host) = Victim(3);
            lab.Inject(host, golden[..length]);
            Assert.Empty(host.Events);
            Assert.Equal(0, host.Table.SessionCount);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_flipped_bit_makes_no_event_of_a_foreign_kind(string name)
    {
        var golden = GoldenMessages.Read(name);
        for (var bit = 0; bit < golden.Length * 8; bit++)
        {
            var (lab, host) = Victim(4);
            var message = (byte[])golden.Clone();
            message[bit / 8] ^= (byte)(1 << bit % 8);
            lab.Inject(host, message);
            var kind = (MessageKind)(message[0] & 15);
            Assert.All(host.Events, e => Assert.True(IsExpected(kind, e), $"Bit {bit} of {name} made {e}"));
            lab.RunFor(TimeSpan.FromSeconds(1));
        }
    }

    [Theory]
    [InlineData(4UL << 30, 1, 1, RefusalReason.TooManyBytes)]
    [InlineData(60UL << 30, 1, 1, RefusalReason.TooManyBytes)]
    [InlineData(1_000, 100_000, 100_000, RefusalReason.TooManyPixels)]
    [InlineData(1_000, 4_294_967_295, 4_294_967_295, RefusalReason.TooManyPixels)]
    [InlineData(1_000, 4_294_967_295, 0, RefusalReason.TooManyPixels)]
    public void An_offer_of_more_than_the_limits_is_refused_before_any_memory(ulong length, uint width, uint height, RefusalReason reason)
    {
        var (lab, host) = Victim(5);
        lab.Inject(host, Forger(lab, host).Manifest(length, symbolSize: 8_192, width: width, height: height));
        Assert.Equal(reason, host.Events.OfType<PictureNotTaken>().Single().Reason);
        Assert.Equal(0, host.Transfer.ReservedBytes);
    }

    [Theory]
    [InlineData(0UL, 1400, 128)]
    [InlineData(ulong.MaxValue, 1400, 128)]
    [InlineData(1_000UL, 0, 128)]
    [InlineData(1_000UL, 63, 128)]
    [InlineData(1_000UL, 65_535, 128)]
    [InlineData(1_000UL, 1400, 0)]
    [InlineData(1_000UL, 1400, 129)]
    [InlineData(10_000_000UL, 64, 1)]
    public void An_offer_that_cannot_be_cut_into_blocks_is_no_offer(ulong length, int symbolSize, int k)
    {
        var (lab, host) = Victim(6);
        lab.Inject(host, Forger(lab, host).Manifest(length, symbolSize: (ushort)symbolSize, k: (byte)k));
        Assert.DoesNotContain(host.Events, e => e is PictureOffered or PictureNotTaken);
        Assert.Equal(1, host.Local.Ignored.Malformed);
    }

    [Fact]
    public void Symbols_out_of_range_or_of_a_wrong_length_are_dropped()
    {
        var (lab, host) = Victim(7);
        var forger = Forger(lab, host);
        lab.Inject(host, forger.Manifest(3_000, symbolSize: 1_000, k: 2));
        foreach (var message in new[]
        {
            forger.Symbol(0, 255, new byte[1_000]), forger.Symbol(0, 129, new byte[1_000]), forger.Symbol(1, 128, new byte[1_000]),
            forger.Symbol(2, 0, new byte[1_000]), forger.Symbol(65_535, 0, new byte[1_000]), forger.Symbol(0, 0, new byte[999]),
            forger.Symbol(0, 0, new byte[1_001]), forger.Symbol(0, 2, new byte[999]), forger.Symbol(0, 0, []), forger.Symbol(0, 0, new byte[60_000]),
            forger.TimedSymbol(0, 0, 1, []), [.. forger.TimedSymbol(0, 0, 1, []).AsSpan(0, 23)],
        })
        {
            lab.Inject(host, message);
        }

        lab.RunFor(TimeSpan.FromSeconds(40));
        Assert.Equal(0, host.Events.OfType<PictureIncomplete>().Single().SymbolsHave);
    }

    [Fact]
    public void A_report_of_what_is_not_there_brings_nothing()
    {
        var (lab, host) = Victim(8);
        var number = host.Send(new byte[3_000]);
        lab.RunFor(TimeSpan.FromMilliseconds(100));
        var symbols = SymbolsOf(host);
        Forger(lab, host);
        var forger = new MessageBuilder { Transfer = number };
        lab.Inject(host, forger.Report(host.Local.Id.Value, 1_000, 0, entries: [(1, 200), (65_535, 1)]));
        lab.Inject(host, forger.Report(host.Local.Id.Value, 1_000, 0, entries: [(1, 1), (0, 3)]));
        lab.Inject(host, forger.Report(host.Local.Id.Value, 1_000, 0, entries: [(0, 0)]));
        lab.Inject(host, forger.Report(host.Local.Id.Value, 1_000, 0, untouched: 1));
        lab.Inject(host, forger.Report(1, 1_000, 0, entries: [(0, 3)]));
        lab.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.Equal(symbols, SymbolsOf(host));
    }

    [Fact]
    public void A_flood_of_reports_is_served_with_a_back_off()
    {
        var (lab, host) = Victim(9);
        var number = host.Send(new byte[140_000]);
        lab.RunFor(TimeSpan.FromMilliseconds(100));
        var before = SymbolsOf(host);
        Forger(lab, host);
        var forger = new MessageBuilder { Transfer = number };
        for (var i = 0; i < 1_000; i++)
        {
            lab.Inject(host, forger.Report(host.Local.Id.Value, 1_000_000, 5, entries: [(0, 100)]));
            lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(SymbolsOf(host) - before, 100, 2_000);
    }

    [Fact]
    public void Requests_for_a_manifest_in_a_flood_are_answered_with_a_back_off()
    {
        var (lab, host) = Victim(16);
        var number = host.Send(new byte[140_000]);
        lab.RunFor(TimeSpan.FromMilliseconds(100));
        var before = host.Sent[MessageKind.Manifest];
        Forger(lab, host);
        var forger = new MessageBuilder { Transfer = number };
        for (var i = 0; i < 1_000; i++)
        {
            lab.Inject(host, forger.ManifestRequest(host.Local.Id.Value));
            lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(host.Sent[MessageKind.Manifest] - before, 10, 220);
    }

    [Fact]
    public void A_flood_of_announcements_fills_no_more_than_the_table()
    {
        var (lab, host) = Victim(10);
        for (var second = 0; second < 6; second++)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var number = second * 2_000 + i;
                var forger = new MessageBuilder { Session = (ulong)number + 1_000, Identity = new FakeIdentity(number), Echo = host.Local.Challenge };
                lab.Inject(host, forger.Announcement("x", flags: 3), new SimulatedAddress(number + 10_000));
            }

            Assert.True(host.Table.SessionCount <= (second + 1) * new RoomLimits().StrangerVerificationsPerSecond);
            lab.RunFor(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(new PresenceSettings().MaximumSessions, host.Table.SessionCount);
        Assert.True(host.Sent[MessageKind.Announcement] <= 6 * new PresenceSettings().AnswersPerSecond + new PresenceSettings().QuickMeasures + 10);
        Assert.True(host.Local.Ignored.BeyondLimit >= 9_000);
        lab.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(0, host.Table.SessionCount);
    }

    [Fact]
    public void One_address_gets_only_a_few_sessions_into_the_table()
    {
        var (lab, host) = Victim(11);
        for (var i = 0; i < 1_000; i++)
            lab.Inject(host, new MessageBuilder { Session = (ulong)i + 1_000, Identity = new FakeIdentity(i), Echo = host.Local.Challenge }.Announcement("x"));
        Assert.Equal(new PresenceSettings().MaximumSessionsPerAddress, host.Table.SessionCount);
    }

    [Fact]
    public void A_flood_of_offers_is_bounded_in_number_and_memory()
    {
        var (lab, host) = Victim(12);
        for (var i = 0; i < 2_000; i++)
        {
            var forger = new MessageBuilder { Session = (ulong)(i % 50) + 1_000, Transfer = (uint)i + 1 };
            lab.Inject(host, forger.Manifest(100_000_000, counter: (ulong)i + 1), new SimulatedAddress(10_000 + i % 50));
            lab.Inject(host, forger.Symbol(0, 0, new byte[1_344]), new SimulatedAddress(10_000 + i % 50));
            lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.Empty(host.Events.OfType<PictureOffered>());
        Assert.InRange(host.Transfer.ReservedBytes, 1, new TransferSettings().ReceiveMemory);
        lab.RunFor(TimeSpan.FromSeconds(40));
        Assert.Equal(0, host.Transfer.ReservedBytes);
        Assert.False(host.Transfer.HasWork);
    }

    [Fact]
    public void A_second_manifest_that_says_something_else_is_not_believed()
    {
        var (lab, host) = Victim(13);
        var forger = Forger(lab, host);
        lab.Inject(host, forger.Manifest(3_000));
        lab.Inject(host, forger.Manifest(100_000));
        Assert.Equal(3_000, host.Events.OfType<PictureOffered>().Single().Manifest.Length);
        Assert.Equal(1, host.Local.Ignored.Malformed);
    }

    [Fact]
    public void A_manifest_that_somebody_else_signed_begins_nothing()
    {
        var (lab, host) = Victim(17);
        lab.Inject(host, Forger(lab, host).Manifest(3_000, signed: false));
        Assert.DoesNotContain(host.Events, e => e is PictureOffered);
        Assert.Equal(0, host.Transfer.ReservedBytes);
        Assert.Equal(1, host.Local.Ignored.Forged);
    }

    [Fact]
    public void A_stranger_cannot_send_under_the_number_of_anothers_session()
    {
        var (lab, host) = Victim(18);
        Forger(lab, host);
        lab.Inject(host, new MessageBuilder { Identity = new FakeIdentity(666) }.Manifest(3_000, counter: 7));
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(host.Events, e => e is PictureOffered or PictureIncomplete);
        Assert.Equal(0, host.Transfer.ReservedBytes);
    }

    [Fact]
    public void A_recording_plays_to_nobody()
    {
        var (lab, host) = Victim(19);
        var recorded = new MessageBuilder();
        byte[] content = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        lab.Inject(host, recorded.Manifest(300, System.Security.Cryptography.SHA256.HashData(content), content: content));
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.Empty(host.Events);
        Assert.Empty(host.Arrived);
        Assert.False(host.Transfer.HasWork);
    }

    [Fact]
    public void A_preview_that_somebody_else_signed_is_not_shown_and_leaves_room_for_the_right_one()
    {
        var (lab, host) = Victim(20);
        var forger = Forger(lab, host);
        lab.Inject(host, forger.Manifest(100_000));
        foreach (var fragment in forger.Preview(new byte[100], 2, signed: false))
            lab.Inject(host, fragment);
        Assert.Empty(host.Events.OfType<PicturePreviewed>());
        foreach (var fragment in forger.Preview(new byte[2_600], 2))
            lab.Inject(host, fragment);
        Assert.Equal(2_600, host.Events.OfType<PicturePreviewed>().Single().Preview.Length);
    }

    [Fact]
    public void A_preview_that_is_too_long_is_none()
    {
        var (lab, host) = Victim(21);
        var forger = Forger(lab, host);
        lab.Inject(host, forger.Manifest(100_000));
        foreach (var fragment in forger.Preview(new byte[30_000], 16).Concat(forger.Preview(new byte[3_001], 3)).Concat(forger.Preview(new byte[100], 17)))
            lab.Inject(host, fragment);
        Assert.Empty(host.Events.OfType<PicturePreviewed>());
    }

    [Fact]
    public void A_session_cannot_take_over_another_identity()
    {
        var (lab, host) = Victim(14);
        lab.Inject(host, new MessageBuilder { Echo = host.Local.Challenge }.Announcement("one"));
        lab.Inject(host, new MessageBuilder { Identity = new FakeIdentity(2), Echo = host.Local.Challenge }.Announcement("two", counter: 2));
        Assert.Equal("one", host.Table.Peers.Single().Nickname);
    }

    private static (SimulatedLab Lab, SimulatedHost Host) Victim(int seed)
    {
        var lab = new SimulatedLab(seed);
        return (lab, lab.Add("victim"));
    }

    /// <summary>A live session that says what it wants.</summary>
    private static MessageBuilder Forger(SimulatedLab lab, SimulatedHost victim)
    {
        var forger = new MessageBuilder { Echo = victim.Local.Challenge };
        lab.Inject(victim, forger.Announcement("forger"));
        return forger;
    }

    private static byte[] RoomBytes()
    {
        var room = RoomId.FromName("lab").Value;
        return [(byte)(room >> 24), (byte)(room >> 16), (byte)(room >> 8), (byte)room];
    }

    private static bool IsExpected(MessageKind kind, ProtocolEvent happened) => kind switch
    {
        MessageKind.Announcement => happened is PeerChanged or PeerLeft,
        MessageKind.Manifest => happened is PictureOffered or PictureNotTaken,
        _ => false,
    };
}
