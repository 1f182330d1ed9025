using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>Rooms over several networks between which only unicast is carried.</summary>
public sealed class SubnetsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public void Nobody_beyond_multicast_is_found_unless_somebody_names_a_machine()
    {
        var lab = new SimulatedLab(1);
        var (here, there) = (lab.Add("here"), lab.Add("there", subnet: 1));
        lab.RunFor(TimeSpan.FromSeconds(20));
        Assert.Equal((0, 0), (here.Table.PeerCount, there.Table.PeerCount));
        here.AddPeer(there);
        lab.RunUntil(() => here.Table.PeerCount == 1 && there.Table.PeerCount == 1, TimeSpan.FromMilliseconds(50), "both know each other");
    }

    [Fact]
    public void A_peer_afar_stays_listed_at_20_percent_loss_and_its_goodbye_is_heard()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Loss = 0.2 });
            var (here, there) = (lab.Add("here"), lab.Add("there", subnet: 1));
            here.AddPeer(there);
            lab.RunUntil(() => here.Table.PeerCount == 1 && there.Table.PeerCount == 1, TimeSpan.FromSeconds(10), "both know each other");
            lab.RunFor(TimeSpan.FromMinutes(5));
            Assert.True(!here.Events.Concat(there.Events).Any(e => e is PeerLeft), lab.Says("somebody flickered"));
            lab.Conditions = new LabConditions();
            there.Leave();
            lab.RunUntil(() => here.Table.PeerCount == 0, Soon, "the goodbye is heard");
        }
    }

    [Fact]
    public void A_name_that_resolves_to_another_machine_later_is_followed()
    {
        var lab = new SimulatedLab(2);
        var (here, there) = (lab.Add("here"), lab.Add("there", subnet: 1));
        here.Presence.SetContact(lab.Now, "laptop", [new SimulatedAddress(200)], isHost: false);
        here.Pump();
        lab.RunFor(TimeSpan.FromSeconds(20));
        here.Presence.SetContact(lab.Now, "laptop", [there.Address], isHost: false);
        here.Pump();
        lab.RunUntil(() => here.Table.PeerCount == 1, TimeSpan.FromSeconds(6), "it is found where it is now");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0.2, 12)]
    public void One_machine_that_is_named_introduces_two_whole_networks(double loss, int seconds)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Loss = loss });
            var (here, there) = (lab.AddMany(5, "here"), lab.AddMany(5, "there", subnet: 1));
            lab.RunFor(TimeSpan.FromSeconds(8));
            here[2].AddPeer(there[3]);
            lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 9), TimeSpan.FromSeconds(seconds), "all ten know each other");
        }
    }

    [Fact]
    public void Networks_that_name_the_same_machine_know_each_other()
    {
        var lab = new SimulatedLab(3);
        var (hub, left, right) = (lab.Add("hub"), lab.AddMany(3, "left", subnet: 1), lab.AddMany(3, "right", subnet: 2));
        left[0].AddPeer(hub);
        right[0].AddPeer(hub);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 6), TimeSpan.FromSeconds(3), "all seven know each other");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Who_comes_later_is_known_beyond_its_network(int subnet)
    {
        var lab = new SimulatedLab(4);
        var (here, there) = (lab.AddMany(4, "here"), lab.AddMany(4, "there", subnet: 1));
        here[0].AddPeer(there[0]);
        lab.RunFor(TimeSpan.FromSeconds(30));
        var late = lab.Add("late", subnet: subnet);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 8), Soon, "all know who came");
        Assert.Equal(8, late.Table.PeerCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void A_picture_for_everybody_arrives_on_both_networks(double loss)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Loss = loss });
            var (here, there) = (lab.AddMany(3, "here"), lab.AddMany(3, "there", subnet: 1));
            here[0].AddPeer(there[0]);
            lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 5), TimeSpan.FromSeconds(20), "all six know each other");
            var picture = new byte[300_000];
            new Random(seed).NextBytes(picture);
            here[1].Send(picture);
            lab.RunUntil(() => lab.Hosts.Where(h => h != here[1]).All(h => h.Has(picture)), TimeSpan.FromSeconds(10), "all have the picture");
        }
    }

    [Fact]
    public void A_command_that_starts_with_an_address_delivers_to_the_whole_network_behind_it()
    {
        var lab = new SimulatedLab(5);
        var there = lab.AddMany(4, "there", subnet: 1);
        lab.RunFor(TimeSpan.FromSeconds(8));
        var command = lab.Add("command", receives: false);
        command.AddPeer(there[1]);
        var picture = new byte[50_000];
        var number = command.Send(picture);
        lab.RunUntil(() => command.HasEnded(number), TimeSpan.FromSeconds(10), "it ends");
        Assert.All(there, h => Assert.True(h.Has(picture), lab.Says($"{h.Local.Nickname} has it not")));
    }

    [Fact]
    public void A_sealed_room_spans_networks()
    {
        var lab = new SimulatedLab(6) { Key = new RoomKey(new byte[32]) };
        var (here, there) = (lab.AddMany(2, "here"), lab.AddMany(2, "there", subnet: 1));
        here[0].AddPeer(there[0]);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 3), TimeSpan.FromSeconds(2), "all four know each other");
    }

    [Fact]
    public void Where_multicast_reaches_everybody_nobody_is_introduced_and_nothing_is_said_twice()
    {
        var (plain, named) = (new SimulatedLab(7), new SimulatedLab(7));
        plain.AddMany(6);
        var seats = named.AddMany(6);
        plain.RunFor(TimeSpan.FromSeconds(8));
        named.RunFor(TimeSpan.FromSeconds(8));
        seats[0].AddPeer(seats[1]);
        plain.RunFor(TimeSpan.FromSeconds(60));
        named.RunFor(TimeSpan.FromSeconds(60));
        Assert.All(seats, s => Assert.False(s.Sent.ContainsKey(MessageKind.Introduction)));
        Assert.Equal(plain.BytesOnTheWire, named.BytesOnTheWire);
    }

    /// <summary>12 seats in each of two networks: what goes across the router all the time.</summary>
    [Fact]
    public void Two_networks_of_twelve_cost_each_seat_less_than_a_kilobyte_and_a_half_a_second()
    {
        var lab = new SimulatedLab(8);
        var (here, there) = (lab.AddMany(12, "here"), lab.AddMany(12, "there", subnet: 1));
        here[0].AddPeer(there[0]);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 23), TimeSpan.FromSeconds(5), "all know each other");
        lab.RunFor(TimeSpan.FromSeconds(10));
        var before = lab.BytesOnTheWire;
        lab.RunFor(TimeSpan.FromMinutes(1));
        var each = (lab.BytesOnTheWire - before) / 60.0 / 24;
        Assert.True(each < 1_500, lab.Says($"{each} bytes a second and seat"));
    }
}
