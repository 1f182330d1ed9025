using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>Who is listed, when, and for how long.</summary>
public sealed class PeerListTests
{
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.2, 3.0)]
    public void The_peer_list_is_complete_soon_after_the_start(double loss, double seconds)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Loss = loss });
            lab.AddMany(12);
            lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 11), TimeSpan.FromSeconds(seconds), "all know all");
        }
    }

    [Fact]
    public void A_newcomer_knows_a_room_of_thirty_within_a_second()
    {
        var lab = new SimulatedLab(2);
        lab.AddMany(30);
        lab.RunFor(TimeSpan.FromSeconds(20));
        var newcomer = lab.Add("newcomer");
        lab.RunUntil(() => newcomer.Table.PeerCount == 30, TimeSpan.FromSeconds(1), "the newcomer knows all");
        Assert.All(newcomer.Events.OfType<PeerChanged>(), e => Assert.True(e.IsNew));
    }

    [Fact]
    public void A_host_that_no_multicast_reaches_hears_the_room_by_its_answers()
    {
        var lab = new SimulatedLab(3);
        lab.AddMany(5);
        lab.RunFor(TimeSpan.FromSeconds(3));
        var deaf = lab.Add("deaf");
        deaf.IsDeafToMulticast = true;
        lab.RunUntil(() => deaf.Table.PeerCount == 5, TimeSpan.FromSeconds(1), "it knows all");
    }

    [Fact]
    public void Who_says_goodbye_leaves_every_list_at_once()
    {
        var lab = new SimulatedLab(4, new LabConditions { Loss = 0.05 });
        var hosts = lab.AddMany(5);
        lab.RunFor(TimeSpan.FromSeconds(3));
        hosts[0].Leave();
        lab.RunUntil(() => hosts[1..].All(h => h.Table.PeerCount == 3), TimeSpan.FromSeconds(0.1), "it left all lists");
        Assert.All(hosts[1..], h => Assert.Single(h.Events.OfType<PeerLeft>(), e => e.Id == hosts[0].Id && e.SaidGoodbye));
    }

    [Fact]
    public void Who_falls_silent_is_kept_for_three_announcements_and_then_leaves()
    {
        var lab = new SimulatedLab(5);
        var hosts = lab.AddMany(2);
        lab.RunFor(TimeSpan.FromSeconds(30));
        hosts[0].Kill();
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(1, hosts[1].Table.PeerCount);
        lab.RunUntil(() => hosts[1].Table.PeerCount == 0, TimeSpan.FromSeconds(10), "it left");
        Assert.Single(hosts[1].Events.OfType<PeerLeft>(), e => !e.SaidGoodbye);
    }

    [Fact]
    public void A_fifth_lost_makes_nobody_come_and_go()
    {
        var lab = new SimulatedLab(6, new LabConditions { Loss = 0.2 });
        lab.AddMany(4);
        lab.RunFor(TimeSpan.FromMinutes(3));
        Assert.All(lab.Hosts, h => Assert.False(h.Events.OfType<PeerLeft>().Any(), lab.Says("a peer left and came back")));
    }

    [Fact]
    public void A_session_that_only_sends_is_answered_but_not_listed()
    {
        var lab = new SimulatedLab(7);
        var screen = lab.Add("screen");
        lab.RunFor(TimeSpan.FromSeconds(3));
        var command = lab.Add("command", receives: false);
        lab.RunUntil(() => command.Table.PeerCount == 1, TimeSpan.FromSeconds(0.1), "it was answered");
        Assert.Equal(0, screen.Table.PeerCount);
        Assert.Empty(screen.Events);
    }

    [Fact]
    public void Another_session_of_our_own_identity_is_listed_and_our_own_echo_is_not()
    {
        var lab = new SimulatedLab(8);
        var one = lab.Add("me");
        var two = lab.Add("me", identity: one.Identity);
        lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([one.Id], one.Table.Peers.Select(p => p.Id));
        Assert.Equal([two.Local.Id], one.Table.Peers[0].Sessions.Select(s => s.Id));
    }

    [Fact]
    public void The_last_session_takes_the_peer_with_it_and_no_other_does()
    {
        var lab = new SimulatedLab(9);
        var watcher = lab.Add("watcher");
        var one = lab.Add("me");
        var two = lab.Add("me", identity: one.Identity);
        lab.RunFor(TimeSpan.FromSeconds(1));
        one.Leave();
        lab.RunFor(TimeSpan.FromSeconds(0.1));
        Assert.Single(watcher.Table.Peers.Single().Sessions);
        Assert.DoesNotContain(watcher.Events, e => e is PeerLeft);
        two.Leave();
        lab.RunFor(TimeSpan.FromSeconds(0.1));
        Assert.Single(watcher.Events.OfType<PeerLeft>());
    }

    [Fact]
    public void A_new_nickname_is_told()
    {
        var lab = new SimulatedLab(10);
        var hosts = lab.AddMany(2);
        lab.RunFor(TimeSpan.FromSeconds(3));
        hosts[0].Presence.Rename(lab.Now, "amber");
        hosts[0].Pump();
        lab.RunFor(TimeSpan.FromSeconds(0.1));
        Assert.Contains(hosts[1].Events, e => e is PeerChanged { IsNew: false, Peer.Nickname: "amber" });
    }

    [Fact]
    public void Thirty_idle_peers_cost_less_than_two_hundred_bytes_a_second_each()
    {
        var lab = new SimulatedLab(11);
        lab.AddMany(30);
        lab.RunFor(TimeSpan.FromSeconds(10));
        lab.BytesOnTheWire = 0;
        lab.RunFor(TimeSpan.FromMinutes(5));
        Assert.InRange(lab.BytesOnTheWire / 300.0 / 30, 5, 200);
        Assert.All(lab.Hosts, h => Assert.Equal(29, h.Table.PeerCount));
    }

    [Fact]
    public void Other_rooms_are_not_heard()
    {
        var lab = new SimulatedLab(12);
        var host = lab.Add("host");
        lab.Inject(host, new MessageBuilder { Room = RoomId.FromName("other") }.Announcement("stranger"));
        Assert.Empty(host.Events);
        Assert.Equal(1, host.Local.Ignored.OtherRoom);
    }

    [Fact]
    public void A_late_announcement_does_not_bring_back_who_said_goodbye()
    {
        var lab = new SimulatedLab(13);
        var host = lab.Add("host");
        var ghost = new MessageBuilder { Echo = host.Local.Challenge };
        lab.Inject(host, ghost.Announcement("ghost", counter: 1));
        lab.Inject(host, ghost.Announcement("ghost", counter: 3, flags: 5));
        lab.Inject(host, ghost.Announcement("ghost", counter: 2));
        Assert.Equal(0, host.Table.PeerCount);
        lab.Inject(host, ghost.Announcement("ghost", counter: 4));
        Assert.Equal(1, host.Table.PeerCount);
    }
}
