using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Room;

/// <summary>Without a passphrase everybody may speak, and what is signed cannot be altered.</summary>
public sealed class OpenRoomTests
{
    /// <summary>Offset of a manifest's flags.</summary>
    private const int Flags = 89;

    [Fact]
    public void An_announcement_altered_or_cut_anywhere_lists_nobody()
    {
        var lab = new SimulatedLab(1);
        var victim = lab.Add("victim");
        var message = new MessageBuilder { Echo = victim.Local.Challenge }.Announcement("bob");
        for (var bit = 0; bit < 8 * message.Length; bit++)
        {
            var altered = (byte[])message.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            lab.Inject(victim, altered);
            if (bit % 8 == 0)
                lab.Inject(victim, message[..(bit / 8)]);
            lab.RunFor(TimeSpan.FromMilliseconds(11)); // so that the budget of one address lasts
            Assert.True(victim.Events.Count == 0 && victim.Table.SessionCount == 0, $"Bit {bit} of the announcement was not noticed");
        }

        var ignored = victim.Local.Ignored;
        Assert.True(ignored.Forged > 1_000 && ignored.Malformed > 100 && ignored.OtherRoom >= 32 && ignored.Sealed > 0 && ignored.BeyondLimit == 0);
        lab.Inject(victim, message);
        Assert.Equal("bob", victim.Table.Peers.Single().Nickname);
    }

    [Fact]
    public void A_manifest_altered_anywhere_behind_its_counter_offers_nothing()
    {
        var lab = new SimulatedLab(2);
        var victim = lab.Add("victim");
        var bob = new MessageBuilder { Echo = victim.Local.Challenge };
        lab.Inject(victim, bob.Announcement("bob"));
        var message = bob.Manifest(100_000);
        for (var position = 0; position < message.Length; position++)
        {
            if (position is >= 9 and < 14)
                continue; // the counter: a signature serves every repeat
            var altered = (byte[])message.Clone();
            altered[position] ^= (byte)(position == Flags ? 1 : 1 << position % 8); // "kept", 2, is set when it is repeated to late comers
            lab.Inject(victim, altered);
            lab.RunFor(TimeSpan.FromMilliseconds(11));
            Assert.DoesNotContain(victim.Events, e => e is not PeerChanged);
            Assert.Equal(0, victim.Transfer.ReservedBytes);
        }

        lab.Inject(victim, message);
        Assert.Single(victim.Events.OfType<PictureOffered>());
    }

    [Fact]
    public void A_picture_signed_with_another_key_under_a_live_sessions_number_is_shown_to_nobody()
    {
        var lab = new SimulatedLab(3);
        var (victim, bob) = (lab.Add("victim"), lab.Add("bob"));
        lab.RunFor(TimeSpan.FromSeconds(3));
        var mallory = new MessageBuilder { Session = bob.Local.Id.Value, Identity = new FakeIdentity(666) };
        lab.Inject(victim, mallory.Manifest(300, nickname: "bob"));
        lab.Inject(victim, mallory.Symbol(0, 0, new byte[300]));
        lab.RunFor(TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(victim.Events, e => e is PictureOffered or PictureArrived or PictureIncomplete or PictureNotTaken);
        Assert.Equal(0, victim.Transfer.ReservedBytes);
    }

    [Fact]
    public void A_flood_of_forged_announcements_is_checked_so_often_a_second_and_live_peers_do_not_notice()
    {
        var lab = new SimulatedLab(4);
        var (victim, bob) = (lab.Add("victim"), lab.Add("bob"));
        lab.RunFor(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 20_000; i++)
        {
            var message = new MessageBuilder { Session = (ulong)i + 1, Identity = new FakeIdentity(i + 10) }.Announcement("x");
            message[^1] ^= 1;
            lab.Inject(victim, message, new SimulatedAddress(10_000 + i));
        }

        var limits = new PeerSlot.Protocol.Room.RoomLimits();
        Assert.InRange(victim.Local.Ignored.Forged, limits.StrangerVerificationsPerSecond / 2, limits.StrangerVerificationsPerSecond);
        bob.Presence.Rename(lab.Now, "robert");
        bob.Pump();
        lab.RunFor(TimeSpan.FromMilliseconds(5));
        Assert.Equal("robert", victim.Table.Peers.Single().Nickname);
    }

    [Fact]
    public void Counters_that_were_never_sent_shut_nobody_out()
    {
        var lab = new SimulatedLab(5);
        var (victim, bob) = (lab.Add("victim"), lab.Add("bob"));
        lab.RunFor(TimeSpan.FromSeconds(3));
        var forger = new MessageBuilder { Session = bob.Local.Id.Value, Transfer = 7 };
        lab.Inject(victim, forger.Symbol(0, 0, new byte[100], counter: (1UL << 40) - 1));
        var picture = new byte[50_000];
        new Random(5).NextBytes(picture);
        bob.Send(picture);
        lab.RunUntil(() => victim.Has(picture), TimeSpan.FromSeconds(10), "the picture arrived");
    }
}
