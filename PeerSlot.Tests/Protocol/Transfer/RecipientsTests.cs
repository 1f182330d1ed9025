using PeerSlot.Protocol;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Who gets a picture, and what its sender is told of each.</summary>
public sealed class RecipientsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_directed_picture_reaches_only_the_one()
    {
        var lab = new SimulatedLab(11, new LabConditions { Loss = 0.1 });
        var (sender, receivers) = Meet(lab, 4);
        var picture = Picture(11, 200_000);
        var number = sender.Send(picture, [receivers[2].Id]);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.True(receivers[2].Has(picture), lab.Says("the one has it"));
        Assert.True(receivers[2].Arrived[0].Manifest.Directed);
        Assert.All(receivers.Where(r => r != receivers[2]), r => Assert.DoesNotContain(r.Events, e => e is PictureOffered));
        Assert.Equal([receivers[2].Id], sender.Events.OfType<DeliveryChanged>().Select(e => e.Peer).Distinct());
    }

    [Fact]
    public void A_directed_picture_reaches_several()
    {
        var lab = new SimulatedLab(12, new LabConditions { Loss = 0.2 });
        var (sender, receivers) = Meet(lab, 4);
        var picture = Picture(12, 200_000);
        var number = sender.Send(picture, [receivers[0].Id, receivers[3].Id]);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal([true, false, false, true], receivers.Select(r => r.Has(picture)));
    }

    [Fact]
    public void A_named_peer_that_is_not_known_yet_is_waited_for()
    {
        var lab = new SimulatedLab(13);
        var receiver = lab.Add("receiver");
        lab.RunFor(TimeSpan.FromSeconds(3));
        var command = lab.Add("command", receives: false);
        var picture = Picture(13, 50_000);
        var number = command.Send(picture, [receiver.Id]);
        Assert.False(command.Table.TryGetPeer(receiver.Id, out _));
        lab.RunUntil(() => command.DeliveryTo(receiver, number) == DeliveryState.Delivered, Limit, "it was delivered");
    }

    [Fact]
    public void A_named_peer_that_never_comes_is_silent()
    {
        var lab = new SimulatedLab(14);
        var (sender, _) = Meet(lab, 1);
        var absent = new PeerId(Guid.Parse("11111111-2222-3333-4444-555555555555"));
        var number = sender.Send(Picture(14, 1_000), [absent]);
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(4), "the sending ended");
        Assert.Contains(sender.Events, e => e is DeliveryChanged { State: DeliveryState.Silent } d && d.Peer == absent);
        Assert.Equal(0, sender.Sent.GetValueOrDefault(MessageKind.Symbol));
    }

    [Fact]
    public void A_command_that_knows_nobody_sends_at_once_and_tells_who_got_it()
    {
        var lab = new SimulatedLab(15, new LabConditions { Loss = 0.05 });
        var receivers = lab.AddMany(5);
        lab.RunFor(TimeSpan.FromSeconds(4));
        var command = lab.Add("command", receives: false);
        var picture = Picture(15, 200_000);
        var began = lab.Now;
        var number = command.Send(picture);
        Assert.Equal(1, command.Sent[MessageKind.Manifest]);
        lab.RunUntil(() => command.HasEnded(number), Limit, "the sending ended");
        Assert.All(receivers, r => Assert.Equal(DeliveryState.Delivered, command.DeliveryTo(r, number)));
        Assert.InRange(lab.Now - began, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.All(receivers, r => Assert.Equal(4, r.Table.PeerCount));
    }

    [Fact]
    public void Nobody_there_ends_after_three_seconds_without_a_delivery()
    {
        var lab = new SimulatedLab(16);
        var alone = lab.Add("alone");
        var number = alone.Send(Picture(16, 100_000));
        lab.RunFor(TimeSpan.FromSeconds(2.9));
        Assert.False(alone.HasEnded(number));
        lab.RunFor(TimeSpan.FromSeconds(0.2));
        Assert.True(alone.HasEnded(number));
        Assert.Empty(alone.Events.OfType<DeliveryChanged>());
        Assert.False(alone.Transfer.HasWork);
    }

    [Fact]
    public void Both_sessions_of_one_identity_get_it_and_count_once()
    {
        var lab = new SimulatedLab(17, new LabConditions { Loss = 0.1 });
        var sender = lab.Add("sender");
        var screen = lab.Add("twin");
        var other = lab.Add("twin", identity: screen.Identity);
        lab.RunFor(TimeSpan.FromSeconds(3));
        Assert.True(sender.Table.TryGetPeer(screen.Id, out var peer));
        Assert.Equal(2, peer.Sessions.Count);
        var picture = Picture(17, 100_000);
        var number = sender.Send(picture);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.True(screen.Has(picture) && other.Has(picture), lab.Says("both have it"));
        Assert.Single(sender.Events.OfType<DeliveryChanged>(), e => e.State == DeliveryState.Delivered);
    }

    [Fact]
    public void A_command_reaches_the_screen_of_its_own_identity()
    {
        var lab = new SimulatedLab(18);
        var screen = lab.Add("me");
        var command = lab.Add("me", identity: screen.Identity, receives: false);
        var picture = Picture(18, 10_000);
        var number = command.Send(picture);
        lab.RunUntil(() => command.DeliveryTo(screen, number) == DeliveryState.Delivered, Limit, "it was delivered");
        Assert.Empty(command.Arrived);
    }

    [Fact]
    public void A_host_that_no_multicast_reaches_gets_it_by_unicast()
    {
        var lab = new SimulatedLab(19, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 4);
        receivers[0].IsDeafToMulticast = true;
        var picture = Picture(19, 300_000);
        SendAndWait(lab, sender, receivers, picture);
        Assert.True(sender.UnicastSymbols >= 215, lab.Says($"{sender.UnicastSymbols} symbols by unicast"));
    }

    [Fact]
    public void Two_hosts_that_no_multicast_reaches_get_it_too()
    {
        var lab = new SimulatedLab(20, new LabConditions { Loss = 0.2 });
        var (sender, receivers) = Meet(lab, 4);
        receivers[0].IsDeafToMulticast = receivers[1].IsDeafToMulticast = true;
        SendAndWait(lab, sender, receivers, Picture(20, 300_000));
    }

    /// <summary>Nobody near listens, so what goes to everybody would only fill the network here.</summary>
    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.2, 6)]
    public void Where_all_are_reached_by_their_addresses_alone_no_symbol_goes_to_everybody(double loss, int receivers)
    {
        var (lab, sender, others) = MeetAfar(receivers);
        lab.Conditions = new LabConditions { Loss = loss };
        var toEverybody = SymbolsToEverybody(sender);
        SendAndWait(lab, sender, others, Picture(receivers, 1 << 20));
        Assert.Equal(0, toEverybody());
        var most = (1 << 20) / 1_344.0 * receivers / (1 - loss) * 1.2;
        Assert.True(sender.UnicastSymbols < most, lab.Says($"{sender.UnicastSymbols} symbols of {most:0}"));
    }

    [Fact]
    public void Who_comes_near_while_a_picture_goes_to_those_afar_gets_all_of_it()
    {
        var (lab, sender, others) = MeetAfar(2);
        var toEverybody = SymbolsToEverybody(sender);
        var picture = Picture(3, 2 << 20);
        sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, toEverybody());
        var near = lab.Add("near");
        lab.RunUntil(() => near.Has(picture) && others.All(r => r.Has(picture)), Limit, "all have it");
    }

    [Fact]
    public void A_command_that_starts_with_an_address_soon_stops_to_send_to_everybody()
    {
        var lab = new SimulatedLab(70, new LabConditions { Loss = 0.05 });
        var there = lab.Add("there", subnet: 1);
        lab.RunFor(TimeSpan.FromSeconds(3));
        var command = lab.Add("command", receives: false);
        command.AddPeer(there);
        var toEverybody = SymbolsToEverybody(command);
        var picture = Picture(4, 2 << 20);
        var number = command.Send(picture);
        lab.RunUntil(() => command.DeliveryTo(there, number) == DeliveryState.Delivered, Limit, "it is delivered");
        Assert.InRange(toEverybody(), 0, 15);
    }

    private static (SimulatedLab Lab, SimulatedHost Sender, SimulatedHost[] Others) MeetAfar(int receivers)
    {
        var lab = new SimulatedLab(70 + receivers);
        var (sender, others) = (lab.Add("sender"), lab.AddMany(receivers, subnet: 1));
        sender.AddPeer(others[0]);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == receivers), Limit, "all know all");
        return (lab, sender, others);
    }

    private static Func<int> SymbolsToEverybody(SimulatedHost sender)
    {
        var count = 0;
        sender.OnSent = (datagram, _) => count += datagram is { Paced: true, To: null } ? 1 : 0;
        return () => count;
    }

    [Fact]
    public void Multicast_that_dies_under_way_is_replaced_by_unicast()
    {
        var lab = new SimulatedLab(21);
        var (sender, receivers) = Meet(lab, 12);
        var picture = Picture(21, 700_000);
        sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        foreach (var receiver in receivers)
            receiver.IsDeafToMulticast = true;
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have the picture");
    }

    [Fact]
    public void One_who_joins_during_a_transfer_gets_all_of_it()
    {
        var lab = new SimulatedLab(22, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 3);
        var picture = Picture(22, 2_000_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(90));
        var late = lab.Add("late");
        lab.RunUntil(() => late.Has(picture) && receivers.All(r => r.Has(picture)), Limit, "the late one has the picture");
        lab.RunUntil(() => sender.DeliveryTo(late, number) == DeliveryState.Delivered, Limit, "the late one's receipt came");
    }

    [Fact]
    public void Two_send_at_once_and_both_arrive()
    {
        var lab = new SimulatedLab(23, new LabConditions { Loss = 0.1 });
        var hosts = lab.AddMany(4);
        lab.RunUntil(() => hosts.All(h => h.Table.PeerCount == 3), Limit, "all know all");
        var (one, two) = (Picture(23, 300_000), Picture(24, 200_000));
        hosts[0].Send(one);
        hosts[1].Send(two);
        lab.RunUntil(() => hosts.Count(h => h.Has(one)) == 3 && hosts.Count(h => h.Has(two)) == 3, Limit, "both arrived everywhere else");
    }

    [Fact]
    public void A_small_picture_does_not_wait_for_a_large_one_of_the_same_sender()
    {
        var lab = new SimulatedLab(24);
        var (sender, receivers) = Meet(lab, 1);
        sender.Send(Picture(24, 5_000_000));
        var small = Picture(25, 10_000);
        sender.Send(small);
        lab.RunUntil(() => receivers[0].Has(small), TimeSpan.FromMilliseconds(100), "the small one came");
    }

    [Fact]
    public void Progress_is_told_at_most_five_times_a_second()
    {
        var lab = new SimulatedLab(25);
        var (sender, receivers) = Meet(lab, 1);
        var began = lab.Now;
        SendAndWait(lab, sender, receivers, Picture(26, 11_000_000));
        Assert.InRange(receivers[0].Events.OfType<PictureProgress>().Count(), 3, 7);
        var sent = sender.Events.OfType<SendProgress>().ToList();
        Assert.InRange(sent.Count, 4, 8);
        Assert.Equal((0, 11_000_000), (sent[0].Sent, sent[^1].Sent));
        Assert.True(lab.Now > began);
    }
}
