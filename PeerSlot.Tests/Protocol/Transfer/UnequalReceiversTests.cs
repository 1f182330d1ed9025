using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>One of them hears badly, stalls, or dies: the others do not wait, and nothing becomes a flood.</summary>
public sealed class UnequalReceiversTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>127 repair symbols cannot refill a block of 128: without going round to source symbols this one waited for ever.</summary>
    [Fact]
    public void A_wholly_lost_block_is_refilled()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var lab = new SimulatedLab(seed);
            var (sender, receivers) = Meet(lab, 3);
            var picture = Picture(seed, 128 * 10 * 1_344);
            sender.Send(picture);
            lab.RunFor(TimeSpan.FromMilliseconds(30));
            lab.Cut(sender, receivers[0]);
            lab.RunFor(TimeSpan.FromMilliseconds(33));
            lab.Heal(sender, receivers[0]);
            lab.RunUntil(() => receivers.All(r => r.Has(picture)), TimeSpan.FromMilliseconds(250), "all have it");
            Assert.InRange(SymbolsOf(sender), 1_280 + 128, 1_280 + 400);
        }
    }

    [Fact]
    public void Stalls_again_and_again_are_repaired_without_a_flood()
    {
        var lab = new SimulatedLab(71);
        var (sender, receivers) = Meet(lab, 3);
        var picture = Picture(71, 4_000_000);
        sender.Send(picture);
        for (var stall = 0; stall < 10; stall++)
        {
            lab.RunFor(TimeSpan.FromMilliseconds(20));
            lab.Cut(sender, receivers[stall % 3]);
            lab.RunFor(TimeSpan.FromMilliseconds(16));
            lab.Heal(sender, receivers[stall % 3]);
        }

        lab.RunUntil(() => receivers.All(r => r.Has(picture)), TimeSpan.FromSeconds(1), "all have it");
        Assert.InRange(SymbolsOf(sender), 2_977, 2_977 * 2);
    }

    [Fact]
    public void One_that_loses_most_of_it_does_not_hold_up_the_others()
    {
        var lab = new SimulatedLab(72);
        var (sender, receivers) = Meet(lab, 6);
        receivers[0].Conditions = new LabConditions { Loss = 0.75 };
        var picture = Picture(72, 3_000_000);
        var began = lab.Now;
        sender.Send(picture);
        lab.RunUntil(() => receivers[1..].All(r => r.Has(picture)), Limit, "the others have it");
        Assert.True(lab.Now - began < TimeSpan.FromMilliseconds(400), lab.Says("the others waited"));
        lab.RunUntil(() => receivers[0].Has(picture), Limit, "it has it too");
    }

    [Fact]
    public void One_behind_a_slow_line_does_not_hold_up_the_others()
    {
        var lab = new SimulatedLab(75);
        var (sender, receivers) = Meet(lab, 5);
        receivers[0].Conditions = new LabConditions { DownBitsPerSecond = 2_000_000 };
        receivers[1].Conditions = new LabConditions { Loss = 0.2 };
        var picture = Picture(75, 2_000_000);
        var began = lab.Now;
        sender.Send(picture);
        lab.RunUntil(() => receivers[1..].All(r => r.Has(picture)), Limit, "the others have it");
        Assert.True(lab.Now - began < TimeSpan.FromMilliseconds(300), lab.Says("the others waited"));
        lab.RunUntil(() => receivers[0].Has(picture), Limit, "it has it too");
    }

    [Fact]
    public void A_killed_receiver_costs_the_others_nothing()
    {
        TimeSpan Play(bool kills)
        {
            var lab = new SimulatedLab(73, new LabConditions { Loss = 0.2 });
            var (sender, receivers) = Meet(lab, 8);
            var picture = Picture(73, 2_000_000);
            var began = lab.Now;
            sender.Send(picture);
            lab.RunFor(TimeSpan.FromMilliseconds(100));
            if (kills)
                receivers[0].Kill();
            lab.RunUntil(() => receivers[1..].All(r => r.Has(picture)), Limit, "the others have it");
            return lab.Now - began;
        }

        var (with, without) = (Play(kills: true), Play(kills: false));
        Assert.True(with - without < TimeSpan.FromMilliseconds(100), $"{with} with a killed one, {without} without");
    }

    /// <summary>Eight cost 1.32 symbols for each: 6 % less at most.</summary>
    [Fact]
    public void The_cost_hardly_grows_with_the_room()
    {
        var lab = new SimulatedLab(74);
        var (sender, others) = Meet(lab, 30);
        lab.Conditions = new LabConditions { Loss = 0.2 };
        SendAndWait(lab, sender, others, Picture(74, 1_344 * 1_100));
        Assert.InRange(SymbolsOf(sender) / 1_100.0, 1.25, 1.40);
    }

    [Fact]
    public void Everything_lost_in_both_directions_half_the_time_still_arrives()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var lab = new SimulatedLab(seed);
            var (sender, receivers) = Meet(lab, 4);
            lab.Conditions = new LabConditions { Loss = 0.5 };
            SendAndWait(lab, sender, receivers, Picture(seed, 500_000));
        }
    }
}
