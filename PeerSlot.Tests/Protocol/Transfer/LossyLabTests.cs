using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>A picture crosses whatever the network does.</summary>
public sealed class LossyLabTests
{
    /// <summary>Bytes around a message: Ethernet 14, IP 20, UDP 8, our frame 5.</summary>
    private const int HeadersOfEthernet = 47;

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
        Assert.Equal(1_000, SymbolsOf(sender));
        Assert.InRange(lab.BytesOnTheWire, 1_344_000, 1_480_000);
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

    /// <summary>
    /// With all headers of an Ethernet the floor is 1.386: a block of 128 that eight hear with a fifth lost needs 169 symbols until the last of them has
    /// 128, and 68 bytes go before each 1,344.
    /// </summary>
    [Fact]
    public void At_a_fifth_lost_a_room_of_eight_costs_what_theory_says()
    {
        const int Length = 10 << 20;
        var lab = new SimulatedLab(5);
        var (sender, receivers) = Meet(lab, 8);
        lab.Conditions = new LabConditions { Loss = 0.2 };
        long sent = 0, answered = 0;
        sender.OnSent = (_, message) => sent += message.Length + HeadersOfEthernet;
        foreach (var receiver in receivers)
            receiver.OnSent = (_, message) => answered += message[0] == 0x21 ? 0 : message.Length + HeadersOfEthernet;
        var began = lab.Now;
        SendAndWait(lab, sender, receivers, Picture(5, Length));
        Assert.True(sent <= Length * 1.40, lab.Says($"{sent / (double)Length:0.000} bytes for each"));
        Assert.True(answered <= Length * 0.005, lab.Says($"{answered / (double)Length:0.0000} bytes of answers for each"));
        var delivered = receivers.Max(r => r.LastArrival) - began;
        Assert.True(delivered < TimeSpan.FromSeconds(1.4), lab.Says($"the last one had it after {delivered}"));
    }

    /// <summary>The seal's 16 bytes of each message, beside an open room in which nothing is signed but what always is.</summary>
    [Theory]
    [InlineData(1 << 20, 0.0)]
    [InlineData(1 << 20, 0.2)]
    [InlineData(10 << 20, 0.0)]
    [InlineData(10 << 20, 0.05)]
    public void A_sealed_room_costs_a_hundredth_more_than_an_open_one(int length, double loss)
    {
        var (open, closed) = (BytesOf(length, loss, null), BytesOf(length, loss, new RoomKey(new byte[RoomKey.Size])));
        Assert.True(closed > open, $"{closed} bytes sealed, {open} open");
        Assert.True(closed <= open * 1.015, $"{closed / (double)open:0.0000} times as many bytes as open");
    }

    [Theory]
    [InlineData(0.00, 1.06)]
    [InlineData(0.05, 1.17)]
    [InlineData(0.20, 1.45)]
    public void One_mebibyte_costs_little_more_than_its_share_of_loss(double loss, double most)
    {
        const int Length = 1 << 20;
        for (var seed = 1; seed <= 5; seed++)
        {
            var lab = new SimulatedLab(seed);
            var (sender, receivers) = Meet(lab, 8);
            lab.Conditions = new LabConditions { Loss = loss };
            long sent = 0;
            sender.OnSent = (_, message) => sent += message.Length + HeadersOfEthernet;
            var began = lab.Now;
            SendAndWait(lab, sender, receivers, Picture(seed, Length));
            Assert.True(sent <= Length * most, lab.Says($"{sent / (double)Length:0.000} bytes for each"));
            Assert.True(receivers.Max(r => r.LastArrival) - began < TimeSpan.FromSeconds(0.25), lab.Says("the last one waited"));
        }
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

    /// <summary>Of everybody, from the first datagram to the last receipt; of lossy labs the mean of several.</summary>
    private static double BytesOf(int length, double loss, RoomKey? key)
    {
        var (sum, seeds) = (0L, loss == 0 ? 1 : Math.Max(2, (16 << 20) / length / 2));
        for (var seed = 1; seed <= seeds; seed++)
        {
            var lab = new SimulatedLab(seed) { Key = key };
            var (sender, receivers) = Meet(lab, 8);
            lab.Conditions = new LabConditions { Loss = loss };
            lab.BytesOnTheWire = 0;
            SendAndWait(lab, sender, receivers, Picture(seed, length));
            sum += lab.BytesOnTheWire;
        }

        return (double)sum / seeds;
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

    internal static int SymbolsOf(SimulatedHost host) =>
        host.Sent.GetValueOrDefault(MessageKind.Symbol) + host.Sent.GetValueOrDefault(MessageKind.TimedSymbol);

    internal static byte[] Picture(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
