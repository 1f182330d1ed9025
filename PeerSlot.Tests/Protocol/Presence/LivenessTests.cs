using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>Who speaks now, and what is only a recording.</summary>
public sealed class LivenessTests
{
    [Fact]
    public void Yesterdays_recording_plays_to_nobody()
    {
        var yesterday = new SimulatedLab(1);
        var recording = new List<byte[]>();
        var bob = yesterday.Add("bob");
        bob.OnSent = (_, message) => recording.Add(message);
        yesterday.Add("ann");
        yesterday.RunFor(TimeSpan.FromSeconds(1));
        bob.Send(new byte[5_000]);
        yesterday.RunFor(TimeSpan.FromSeconds(3));
        Assert.True(recording.Count > 10);

        var today = new SimulatedLab(2);
        var victim = today.Add("victim");
        foreach (var message in recording)
            today.Inject(victim, message);
        today.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(0, victim.Table.SessionCount);
        Assert.DoesNotContain(victim.Events, e => e is PeerChanged);
    }

    [Fact]
    public void A_session_is_live_for_both_sides_after_one_round_trip()
    {
        var lab = new SimulatedLab(3);
        var ann = lab.Add("ann");
        lab.RunFor(TimeSpan.FromSeconds(5));
        var bob = lab.Add("bob");
        lab.RunFor(TimeSpan.FromMilliseconds(25));
        Assert.True(ann.Table.IsLive(bob.Local.Id, bob.Id), lab.Says("bob is not live for ann"));
        Assert.True(bob.Table.IsLive(ann.Local.Id, ann.Id), lab.Says("ann is not live for bob"));
        Assert.False(ann.Table.IsLive(bob.Local.Id, ann.Id));
    }

    [Fact]
    public void What_a_command_sends_at_20_percent_loss_is_known_to_be_live_within_milliseconds()
    {
        var times = new List<double>();
        for (var seed = 1; seed <= 200; seed++)
        {
            var lab = new SimulatedLab(seed);
            var receivers = lab.AddMany(8);
            lab.RunFor(TimeSpan.FromSeconds(10));
            foreach (var receiver in receivers)
                receiver.Conditions = lab.Conditions with { Loss = 0.2 };
            var began = lab.Now;
            var sender = lab.Add("command", receives: false);
            sender.Send(new byte[300]);
            lab.RunUntil(
                () => receivers.All(r => r.Table.IsLive(sender.Local.Id)), TimeSpan.FromSeconds(5), "the sender is live for all");
            times.Add((lab.Now - began).TotalMilliseconds);
        }

        times.Sort();
        Assert.True(times[100] <= 10 && times[197] <= 35, $"median {times[100]} ms, 99 of 100 within {times[197]} ms");
    }

    [Fact]
    public void Who_hears_a_command_and_its_picture_says_one_thing_and_both_know_each_other()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Jitter = TimeSpan.Zero });
            var receivers = lab.AddMany(8);
            lab.RunFor(TimeSpan.FromSeconds(10));
            var sender = lab.Add("command", receives: false);
            sender.Send(new byte[300_000]);
            var said = receivers.ToDictionary(r => r, r => AnnouncementsTo(sender, r));
            lab.RunFor(TimeSpan.FromMilliseconds(19));
            foreach (var receiver in receivers)
            {
                Assert.True(said[receiver].Count == 1, lab.Says($"{receiver.Local.Nickname} said {said[receiver].Count} things"));
                Assert.True(receiver.Table.IsLive(sender.Local.Id), lab.Says("the command is not live"));
                Assert.True(sender.Table.IsLive(receiver.Local.Id), lab.Says($"{receiver.Local.Nickname} is not live for the command"));
            }
        }
    }

    [Fact]
    public void Who_asks_again_is_known_by_that_question_alone()
    {
        var lab = new SimulatedLab(9, new LabConditions { Jitter = TimeSpan.Zero });
        var receiver = lab.Add("seat");
        lab.RunFor(TimeSpan.FromSeconds(10));
        var sender = lab.Add("command", receives: false);
        sender.Send(new byte[300_000]);
        var said = AnnouncementsTo(sender, receiver);
        lab.Cut(receiver, sender);
        lab.RunUntil(() => said.Count > 0, TimeSpan.FromSeconds(1), "the first answer, which is lost");
        lab.RunFor(TimeSpan.FromMilliseconds(2));
        lab.Heal(receiver, sender);
        lab.RunUntil(() => sender.Table.IsLive(receiver.Local.Id), TimeSpan.FromSeconds(1), "the receiver is live for the command");
        Assert.Equal(2, said.Count);
    }

    [Fact]
    public void Who_is_known_to_a_newcomer_does_not_answer_it_again()
    {
        var lab = new SimulatedLab(10);
        var seat = lab.Add("seat");
        lab.RunFor(TimeSpan.FromSeconds(10));
        var newcomer = lab.Add("newcomer");
        var said = AnnouncementsTo(newcomer, seat);
        lab.RunFor(TimeSpan.FromMilliseconds(150));
        Assert.True(newcomer.Table.IsLive(seat.Local.Id), lab.Says("the newcomer knows the seat"));
        said.Clear();
        lab.RunFor(TimeSpan.FromSeconds(2.3));
        Assert.Empty(said);
    }

    private static List<OutgoingDatagram> AnnouncementsTo(SimulatedHost to, SimulatedHost from)
    {
        var said = new List<OutgoingDatagram>();
        from.OnSent = (datagram, message) =>
        {
            if (to.Address.Equals(datagram.To) && (message[0] & 0x0F) == (int)MessageKind.Announcement)
                said.Add(datagram);
        };
        return said;
    }

    [Fact]
    public void A_session_that_nobody_can_reach_is_asked_for_two_seconds_and_then_left_alone()
    {
        var lab = new SimulatedLab(4);
        var host = lab.Add("host");
        lab.RunFor(TimeSpan.FromSeconds(3));
        lab.Inject(host, new MessageBuilder().Announcement("ghost", flags: 1));
        host.Presence.ProofWanted(lab.Now, new SessionId(77), new SimulatedAddress(9_999));
        host.Pump();
        var before = host.Sent[MessageKind.Announcement];
        lab.RunFor(TimeSpan.FromSeconds(30));
        var settings = new PresenceSettings();
        Assert.InRange(
            host.Sent[MessageKind.Announcement] - before, settings.Questions.Count + settings.QuickQuestions.Count - 1,
            settings.Questions.Count + settings.QuickQuestions.Count + 7);
        Assert.Equal(0, host.Table.SessionCount);
    }

    [Fact]
    public void A_flood_of_strangers_is_asked_so_often_a_second_and_no_more()
    {
        var lab = new SimulatedLab(5);
        var host = lab.Add("host");
        lab.RunFor(TimeSpan.FromSeconds(3));
        var before = host.Sent[MessageKind.Announcement];
        for (var i = 0; i < 20_000; i++)
        {
            host.Presence.ProofWanted(lab.Now, new SessionId((ulong)i + 1), new SimulatedAddress(10_000 + i));
            host.Pump();
            if (i % 20 == 0)
                lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        var settings = new PresenceSettings();
        Assert.InRange(host.Sent[MessageKind.Announcement] - before, settings.QuestionsPerSecond / 2, 2 * settings.QuestionsPerSecond + 10);
        Assert.True(host.Local.Ignored.BeyondLimit > 10_000);
    }

    [Fact]
    public void A_relayed_announcement_moves_nobody_to_the_relays_address()
    {
        var lab = new SimulatedLab(6);
        var (ann, bob) = (lab.Add("ann"), lab.Add("bob"));
        lab.RunFor(TimeSpan.FromSeconds(3));
        lab.Cut(bob, ann);
        byte[]? caught = null;
        bob.OnSent = (datagram, message) => caught = datagram.To is null ? message : caught;
        lab.RunFor(TimeSpan.FromSeconds(7));
        lab.Inject(ann, caught!);
        Assert.Equal(bob.Address, ann.Table.Peers.Single().Sessions.Single().Address);
    }

    [Fact]
    public void A_stranger_with_the_number_of_a_live_session_neither_ends_it_nor_shuts_out_its_messages()
    {
        var lab = new SimulatedLab(7);
        var (ann, bob) = (lab.Add("ann"), lab.Add("bob"));
        lab.RunFor(TimeSpan.FromSeconds(3));
        var forger = new MessageBuilder { Session = bob.Local.Id.Value, Identity = new FakeIdentity(666), Echo = ann.Local.Challenge };
        lab.Inject(ann, forger.Announcement("mallory", counter: (1UL << 40) - 2));
        lab.Inject(ann, forger.Announcement("mallory", counter: (1UL << 40) - 1, flags: 5));
        Assert.Equal("bob", ann.Table.Peers.Single().Nickname);
        bob.Presence.Rename(lab.Now, "robert");
        bob.Pump();
        lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal("robert", ann.Table.Peers.Single().Nickname);
    }

    [Fact]
    public void What_a_session_keeps_is_told_to_who_comes_later()
    {
        var lab = new SimulatedLab(8);
        var ann = lab.Add("ann");
        ann.Local.Kept = [5, 6];
        lab.RunFor(TimeSpan.FromSeconds(3));
        var told = new KeptObserver();
        var bob = lab.Add("bob");
        bob.Table.Observe(told);
        lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([5, 6], told.Kept[ann.Local.Id]);
    }

    private sealed class KeptObserver : IPeerTableObserver
    {
        public Dictionary<SessionId, IReadOnlyList<uint>> Kept { get; } = [];

        public void SessionAppeared(TimeSpan now, PeerId peer, PeerSession session)
        {
        }

        public void SessionBecameLive(TimeSpan now, SessionId session)
        {
        }

        public void SessionKeeps(TimeSpan now, SessionId session, IReadOnlyList<uint> transfers) => Kept[session] = transfers;

        public void SessionLeft(TimeSpan now, SessionId session, bool saidGoodbye)
        {
        }
    }
}
