using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>How fast the line is, is found out with little.</summary>
public sealed class OpeningTests
{
    private const int SymbolSize = 1_344;
    private const double Bytes = 1_369;

    private static readonly SessionId One = new(1);
    private static readonly SessionId Other = new(2);

    [Fact]
    public void Two_small_windows_open_on_reports_of_no_queue()
    {
        var opening = new Opening(SymbolSize);
        Assert.Equal(3, SendAll(opening, Ms(0)));
        opening.Reported(Ms(1), One, 2, Bytes, Ms(0.1));
        Assert.True(opening.IsSecond);
        Assert.Equal(12, SendAll(opening, Ms(1)));
        opening.Reported(Ms(3), One, 13, Bytes, Ms(0.2));
        Assert.False(opening.IsOver);
        opening.Reported(Ms(3), One, 14, Bytes, Ms(0.2));
        Assert.True(opening.IsOver);
        Assert.Null(opening.Slow);
    }

    /// <summary>Two symbols, 11 ms apart, are a line of 1 Mbit/s, however late the reports come.</summary>
    [Fact]
    public void A_queue_that_two_receivers_tell_of_is_a_slow_line()
    {
        var opening = new Opening(SymbolSize);
        SendAll(opening, Ms(0));
        opening.Reported(Ms(90), One, 3, Bytes, Ms(22));
        Assert.False(opening.IsOver);
        opening.Reported(Ms(91), Other, 3, Bytes, Ms(23));
        Assert.True(opening.IsOver);
        Assert.InRange(opening.Slow!.Value, 950_000, 1_050_000);
    }

    [Fact]
    public void A_line_that_let_16_KB_pass_first_is_measured_by_what_did_not()
    {
        var opening = new Opening(SymbolSize);
        SendAll(opening, Ms(0));
        opening.Reported(Ms(1), One, 3, Bytes, Ms(0));
        SendAll(opening, Ms(1));
        opening.Reported(Ms(30), One, 15, Bytes, Ms(24));
        opening.Reported(Ms(30), Other, 15, Bytes, Ms(24));
        Assert.InRange(opening.Slow!.Value, 700_000, 1_300_000);
    }

    [Fact]
    public void A_queue_at_one_receiver_alone_is_its_own_trouble()
    {
        var opening = new Opening(SymbolSize);
        SendAll(opening, Ms(0));
        opening.Reported(Ms(1), One, 3, Bytes, Ms(22));
        opening.Reported(Ms(2), One, 3, Bytes, Ms(22));
        Assert.False(opening.IsOver);
        opening.Reported(Ms(4), Other, 3, Bytes, Ms(0));
        Assert.True(opening.IsSecond);
        Assert.Null(opening.Slow);
    }

    [Fact]
    public void Where_nobody_else_is_there_its_word_counts_after_a_moment()
    {
        var opening = new Opening(SymbolSize);
        SendAll(opening, Ms(0));
        opening.Reported(Ms(1), One, 3, Bytes, Ms(22));
        Assert.Equal(Ms(20), opening.NextWakeUp);
        Assert.True(opening.MaySend(Ms(21)));
        Assert.True(opening.IsOver);
        Assert.NotNull(opening.Slow);
    }

    [Fact]
    public void Without_reports_a_symbol_leaves_now_and_then_and_all_after_a_while()
    {
        var opening = new Opening(SymbolSize);
        SendAll(opening, Ms(0));
        for (var at = 20; at < 200; at += 20)
        {
            Assert.False(opening.MaySend(Ms(at - 1)));
            Assert.True(opening.MaySend(Ms(at)));
            opening.Sent(Ms(at));
        }

        Assert.True(opening.MaySend(Ms(200)));
        Assert.True(opening.IsOver);
        Assert.Null(opening.Slow);
    }

    /// <summary>The rate of the first picture is right from the third symbol on, and it loses nothing.</summary>
    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(4_000_000, 0)]
    [InlineData(1_000_000, 16_384)]
    public void The_first_picture_of_a_session_does_not_flood_a_slow_line(long bitsPerSecond, int burst)
    {
        var lab = new SimulatedLab(70);
        var (sender, receivers) = Meet(lab, 4);
        lab.Conditions = new LabConditions { PacedPerSecond = 0, UpBitsPerSecond = bitsPerSecond, BurstBytes = burst };
        var picture = Picture(70, 200_000);
        sender.Send(picture);
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), TimeSpan.FromSeconds(10), "all have it");
        Assert.Equal(0, sender.Port.Up.Dropped);
        Assert.True(sender.Port.Up.LongestWait < TimeSpan.FromMilliseconds(300), lab.Says($"a datagram waited {sender.Port.Up.LongestWait}"));
    }

    /// <summary>One of eight has a queue of its own; the others are not slowed down by it.</summary>
    [Fact]
    public void A_receiver_with_a_slow_line_does_not_slow_the_others_down()
    {
        var lab = new SimulatedLab(71);
        var (sender, receivers) = Meet(lab, 8);
        lab.Conditions = new LabConditions { PacedPerSecond = 0, UpBitsPerSecond = 100_000_000 };
        receivers[3].Conditions = new LabConditions { PacedPerSecond = 0, DownBitsPerSecond = 2_000_000, BurstBytes = 0 };
        var picture = Picture(71, 1 << 20);
        var began = lab.Now;
        sender.Send(picture);
        lab.RunUntil(() => receivers.Where((_, i) => i != 3).All(r => r.Has(picture)), TimeSpan.FromSeconds(10), "seven have it");
        Assert.True(lab.Now - began < TimeSpan.FromMilliseconds(250), lab.Says($"it took {lab.Now - began}"));
    }

    private static int SendAll(Opening opening, TimeSpan now)
    {
        var sent = 0;
        for (; opening.MaySend(now); sent++)
            opening.Sent(now);
        return sent;
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
