using PeerSlot.Protocol.Transfer;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>A picture crosses whatever the network does.</summary>
public sealed class LossyLabTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0.00, 1)]
    [InlineData(0.00, 300_000)]
    [InlineData(0.05, 300_000)]
    [InlineData(0.20, 1_400)]
    [InlineData(0.20, 700_001)]
    [InlineData(0.50, 20_000)]
    [InlineData(0.50, 300_000)]
    public void A_picture_arrives_whole_however_lossy_the_lab(double loss, int length) =>
        ArrivesEverywhere(new LabConditions { Loss = loss }, length, receivers: 6, seeds: 20);

    [Fact]
    public void A_picture_arrives_once_where_everything_comes_twice() =>
        ArrivesEverywhere(new LabConditions { Duplication = 0.5 }, 300_000, receivers: 4, seeds: 20);

    [Fact]
    public void A_picture_arrives_whole_in_any_order() =>
        ArrivesEverywhere(new LabConditions { Reordering = 0.5, Loss = 0.02 }, 300_000, receivers: 4, seeds: 20);

    [Fact]
    public void A_picture_arrives_whole_where_all_of_it_goes_wrong_at_once() =>
        ArrivesEverywhere(new LabConditions { Reordering = 0.2, Loss = 0.2, Duplication = 0.2, Jitter = TimeSpan.FromMilliseconds(5) }, 300_000,
            receivers: 4, seeds: 20);

    [Fact]
    public void On_a_good_network_each_symbol_travels_once()
    {
        var lab = new SimulatedLab(1);
        var (sender, receivers) = Meet(lab, 8);
        lab.BytesOnTheWire = 0;
        var picture = Picture(1, 1_344_000);
        SendAndWait(lab, sender, receivers, picture);
        Assert.Equal(1_000, sender.Sent[PeerSlot.Protocol.Wire.MessageKind.Symbol]);
        Assert.InRange(lab.BytesOnTheWire, 1_344_000, 1_460_000);
    }

    [Fact]
    public void At_a_fifth_lost_answers_are_a_small_part_of_the_traffic()
    {
        var lab = new SimulatedLab(2);
        var (sender, receivers) = Meet(lab, 8);
        lab.Conditions = new LabConditions { Loss = 0.2 };
        long answers = 0;
        foreach (var receiver in receivers)
            receiver.OnSent = (_, message) => answers += message.Length;
        SendAndWait(lab, sender, receivers, Picture(2, 1_400_000));
        Assert.True(answers < 1_400_000 * 0.05, lab.Says($"{answers} bytes of answers"));
    }

    /// <summary>The floor is 1 / (1 - loss); resending symbols to a room of eight costs about twice that (docs/protocol.md).</summary>
    [Fact]
    public void At_a_fifth_lost_a_room_of_eight_costs_little_more_than_twice_the_picture()
    {
        var lab = new SimulatedLab(5);
        var (sender, receivers) = Meet(lab, 8);
        lab.Conditions = new LabConditions { Loss = 0.2 };
        var began = lab.Now;
        SendAndWait(lab, sender, receivers, Picture(5, 5_600_000));
        Assert.InRange(sender.Sent[PeerSlot.Protocol.Wire.MessageKind.Symbol], 4_000 * 2, 4_000 * 3);
        var delivered = receivers.Max(r => r.LastArrival) - began;
        Assert.True(delivered < TimeSpan.FromSeconds(2), lab.Says($"the last one had it after {delivered}"));
    }

    [Fact]
    public void One_who_loses_everything_for_a_while_gets_it_all()
    {
        var lab = new SimulatedLab(3);
        var (sender, receivers) = Meet(lab, 3);
        var picture = Picture(3, 700_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(10));
        lab.Cut(sender, receivers[0]);
        lab.RunFor(TimeSpan.FromMilliseconds(40));
        lab.Heal(sender, receivers[0]);
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have the picture");
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
    }

    [Fact]
    public void One_that_only_answers_get_lost_of_is_delivered_in_the_end()
    {
        var lab = new SimulatedLab(4);
        var (sender, receivers) = Meet(lab, 2);
        lab.Cut(receivers[0], sender);
        var picture = Picture(4, 50_000);
        var number = sender.Send(picture);
        lab.RunUntil(() => receivers[0].Has(picture), Limit, "it has the picture");
        lab.RunFor(TimeSpan.FromSeconds(2));
        Assert.NotEqual(DeliveryState.Delivered, sender.DeliveryTo(receivers[0], number));
        lab.Heal(receivers[0], sender);
        lab.RunUntil(() => sender.DeliveryTo(receivers[0], number) == DeliveryState.Delivered, Limit, "its receipt came");
    }

    private static void ArrivesEverywhere(LabConditions conditions, int length, int receivers, int seeds)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var lab = new SimulatedLab(seed);
            var (sender, others) = Meet(lab, receivers);
            lab.Conditions = conditions;
            SendAndWait(lab, sender, others, Picture(seed, length));
            Assert.All(others, r => Assert.True(r.Arrived.Count == 1, lab.Says($"{r.Arrived.Count} pictures came")));
            Assert.All(others, r => Assert.Equal(0, r.Transfer.ReservedBytes));
        }
    }

    internal static (SimulatedHost Sender, SimulatedHost[] Receivers) Meet(SimulatedLab lab, int receivers)
    {
        var sender = lab.Add("sender");
        var others = lab.AddMany(receivers);
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == receivers), Limit, "all know all");
        return (sender, others);
    }

    internal static uint SendAndWait(SimulatedLab lab, SimulatedHost sender, SimulatedHost[] receivers, byte[] picture)
    {
        var number = sender.Send(picture);
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have the picture");
        lab.RunUntil(() => receivers.All(r => sender.DeliveryTo(r, number) == DeliveryState.Delivered), Limit, "all receipts came");
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        return number;
    }

    internal static byte[] Picture(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
