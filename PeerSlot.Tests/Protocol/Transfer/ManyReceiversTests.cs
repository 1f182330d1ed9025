using PeerSlot.Protocol.Transfer;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Many receivers, and one among them that is worse off than the others.</summary>
public sealed class ManyReceiversTests
{
    private const int Length = 1 << 20;

    /// <summary>For six at 95 Mbit/s with 2 % lost.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(0.11);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void From_8_to_30_receivers_at_a_fifth_lost_the_sender_sends_no_more_than_6_percent_more()
    {
        double few = 0, many = 0;
        for (var seed = 1; seed <= 2; seed++)
        {
            few += BytesSent(seed, 8);
            many += BytesSent(seed, 30);
        }

        Assert.True(many <= few * 1.06, $"Seeds 1 and 2: {many / few:0.000} times as much");
        Assert.True(many <= 2 * 2 * Length * 1.5, $"Seeds 1 and 2: {many / (2 * 2 * Length):0.000} bytes for each");
    }

    [Fact]
    public void One_that_lost_a_whole_block_does_not_hold_the_others_up() =>
        DoesNotHoldUp((lab, sender, worse) =>
        {
            // 128 symbols are 16 ms at 95 Mbit/s: some block is lost to its last symbol.
            lab.After(TimeSpan.FromMilliseconds(20), () => lab.Cut(sender, worse));
            lab.After(TimeSpan.FromMilliseconds(55), () => lab.Heal(sender, worse));
        });

    [Fact]
    public void One_that_stalls_does_not_hold_the_others_up() =>
        DoesNotHoldUp((lab, sender, worse) =>
        {
            lab.After(TimeSpan.FromMilliseconds(30), () => SetCut(lab, sender, worse, isCut: true));
            lab.After(TimeSpan.FromMilliseconds(930), () => SetCut(lab, sender, worse, isCut: false));
        });

    [Fact]
    public void One_with_a_fifth_lost_in_bursts_does_not_hold_the_others_up() =>
        DoesNotHoldUp((lab, _, worse) => worse.Conditions = lab.Conditions with { Bursts = new BurstLoss(0.2, 40) });

    /// <summary>The hosts of this lab send at one rate whatever is reported, so most of what goes to it is lost; the others must not notice.</summary>
    [Fact]
    public void One_behind_two_megabits_does_not_hold_the_others_up() =>
        DoesNotHoldUp(
            (lab, _, worse) => worse.Conditions = lab.Conditions with { DownBitsPerSecond = 2_000_000, QueueBytes = 65_536 }, most: 20 * Length);

    [Fact]
    public void One_that_is_heard_but_hears_nothing_does_not_hold_the_others_up() =>
        DoesNotHoldUp((lab, sender, worse) => lab.Cut(sender, worse), getsIt: false);

    [Fact]
    public void One_that_hears_but_is_not_heard_does_not_hold_the_others_up() =>
        DoesNotHoldUp((lab, sender, worse) => lab.Cut(worse, sender), getsIt: false);

    [Fact]
    public void Clocks_that_have_nothing_in_common_change_nothing()
    {
        var lab = new SimulatedLab(81, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 3);
        sender.JumpClock(TimeSpan.FromDays(3));
        receivers[0].DriftClock(-0.0002);
        sender.DriftClock(0.0002);
        lab.RunFor(TimeSpan.FromSeconds(30));
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 3), Limit, "all know all again");
        lab.BytesOnTheWire = 0;
        SendAndWait(lab, sender, receivers, Picture(81, Length));
        Assert.True(lab.BytesOnTheWire < Length * 1.25, lab.Says($"{lab.BytesOnTheWire} bytes"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_machine_that_slept_in_the_middle_of_a_picture_leaves_nothing_behind_and_the_next_one_arrives(bool isTheSender)
    {
        var lab = new SimulatedLab(82, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 3);
        var first = sender.Send(Picture(82, Length));
        lab.RunFor(TimeSpan.FromMilliseconds(40));
        (isTheSender ? sender : receivers[0]).JumpClock(TimeSpan.FromHours(1));
        lab.RunUntil(() => sender.HasEnded(first), Limit, "the first sending ended");
        lab.RunFor(TimeSpan.FromSeconds(30));
        Assert.All(receivers, r => Assert.Equal(0, r.Transfer.ReservedBytes));
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 3), Limit, "all know all again");
        SendAndWait(lab, sender, receivers, Picture(83, Length));
    }

    /// <summary>The others have the picture nearly as soon as without the one that is worse off; it has it in the end, and nobody is flooded.</summary>
    private static void DoesNotHoldUp(Action<SimulatedLab, SimulatedHost, SimulatedHost> makeWorse, bool getsIt = true, long most = 4 * Length)
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var (lab, others, bytes) = Send(seed, makeWorse, getsIt);
            Assert.True(others <= Usual + TimeSpan.FromSeconds(0.1), lab.Says($"the others waited for {others} instead of {Usual}"));
            Assert.True(bytes <= most, lab.Says($"{bytes} bytes for {Length}"));
        }
    }

    private static (SimulatedLab Lab, TimeSpan Others, long Bytes) Send(
        int seed, Action<SimulatedLab, SimulatedHost, SimulatedHost> makeWorse, bool getsIt)
    {
        var lab = new SimulatedLab(seed);
        var (sender, receivers) = Meet(lab, 6);
        lab.Conditions = new LabConditions { Loss = 0.02 };
        makeWorse(lab, sender, receivers[0]);
        var (began, before) = (lab.Now, sender.Port.BytesSent);
        var picture = Picture(seed, Length);
        var number = sender.Send(picture);
        lab.RunUntil(() => receivers[1..].All(r => r.Has(picture)), Limit, "the others have the picture");
        var others = receivers[1..].Max(r => r.LastArrival) - began;
        if (getsIt)
            lab.RunUntil(() => receivers[0].Has(picture), Limit, "the one that is worse off has the picture");
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        return (lab, others, sender.Port.BytesSent - before);
    }

    private static void SetCut(SimulatedLab lab, SimulatedHost one, SimulatedHost other, bool isCut)
    {
        foreach (var (from, to) in new[] { (one, other), (other, one) })
        {
            if (isCut)
                lab.Cut(from, to);
            else
                lab.Heal(from, to);
        }
    }

    private static long BytesSent(int seed, int receivers)
    {
        var lab = new SimulatedLab(seed);
        var (sender, others) = Meet(lab, receivers);
        lab.Conditions = new LabConditions { Loss = 0.2 };
        var before = sender.Port.BytesSent;
        SendAndWait(lab, sender, others, Picture(seed, 2 * Length));
        return sender.Port.BytesSent - before;
    }
}
