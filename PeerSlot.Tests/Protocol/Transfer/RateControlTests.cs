using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Protocol.Transfer;

public sealed class RateControlTests
{
    private const int Seed = 20;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0, 93)]
    [InlineData(0.05, 93)]
    [InlineData(0.2, 93)]
    public void A_link_of_100_Mbit_is_full_within_a_tenth_of_a_second_whatever_is_lost_behind_it(double loss, int mbit)
    {
        var (_, link) = Lab(seats: 8, loss);
        link.Run(Second / 10);
        var early = link.SentBytes - link.DroppedBytes;
        link.Run(Second);
        var sent = (link.SentBytes - link.DroppedBytes - early) * 8 / 1e6;
        Assert.True(sent >= mbit, $"{sent:F1} Mbit went through in a second (seed {Seed}).");
        Assert.True(early * 8 / 1e6 >= 7, $"{early * 8 / 1e6:F1} Mbit went through in the first tenth (seed {Seed}).");
    }

    [Fact]
    public void A_queue_does_not_stand_where_nobody_else_fills_it()
    {
        var (_, link) = Lab(seats: 8, loss: 0.05);
        link.Run(Second);
        var (long_, all) = (0, 0);
        link.Run(4 * Second, () => (long_, all) = (long_ + (link.Queue.TotalMilliseconds > 15 ? 1 : 0), all + 1));
        Assert.True(long_ < all / 10, $"In {long_} of {all} ms the queue was longer than 15 ms (seed {Seed}).");
    }

    [Fact]
    public void A_fast_link_is_used()
    {
        var (rate, link) = Lab(seats: 8, loss: 0.05);
        link.LinkBitsPerSecond = 900_000_000;
        link.Run(2 * Second);
        Assert.True(rate.BitsPerSecond > 500_000_000, $"{rate.BitsPerSecond / 1e6:F0} Mbit/s (seed {Seed}).");
    }

    [Theory]
    [InlineData(2, 256)]
    [InlineData(10, 256)]
    [InlineData(10, 8)]
    [InlineData(2, 8)]
    public void A_slow_link_is_not_flooded(int mbit, int queueKiB)
    {
        var (rate, link) = Lab(seats: 3, loss: 0);
        (link.LinkBitsPerSecond, link.QueueBytes) = (mbit * 1_000_000, queueKiB * 1_024);
        link.Run(4 * Second);
        Assert.InRange(rate.BitsPerSecond / 1e6, 0.3 * mbit, 2.5 * mbit);
    }

    [Fact]
    public void A_switch_without_room_for_a_queue_is_found_out_by_what_arrives()
    {
        var (_, link) = Lab(seats: 8, loss: 0.02);
        link.QueueBytes = 64 * 1_024;
        (link.LinkBitsPerSecond, link.QueueBytes) = (70_000_000, 20 * 1_024);
        link.Run(Second);
        var (sent, dropped) = (link.SentBytes, link.DroppedBytes);
        link.Run(5 * Second);
        Assert.True(link.DroppedBytes - dropped < 0.15 * (link.SentBytes - sent), $"{(link.DroppedBytes - dropped) / 1e6:F1} of {(link.SentBytes - sent) / 1e6:F1} MB were dropped (seed {Seed}).");
        var through = (link.SentBytes - link.DroppedBytes - sent + dropped) * 8 / 5e6;
        Assert.True(through > 55, $"{through:F1} Mbit/s went through (seed {Seed}).");
    }

    [Fact]
    public void One_seat_at_2_Mbit_and_one_with_bursts_of_loss_do_not_hold_up_the_others()
    {
        var (_, link) = Lab(seats: 8, loss: 0);
        link.Seats[2].BitsPerSecond = 2_000_000;
        (link.Seats[5].Loss, link.Seats[5].LosesInBursts) = (0.2, true);
        link.Run(Second / 5);
        var early = link.SentBytes - link.DroppedBytes;
        link.Run(3 * Second);
        var through = (link.SentBytes - link.DroppedBytes - early) * 8 / 3e6;
        Assert.True(through > 90, $"{through:F1} Mbit/s went through (seed {Seed}).");
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(8, 85)]
    public void Loss_in_bursts_at_all_seats_is_not_taken_for_too_much(int seats, int mbit)
    {
        var (_, link) = Lab(seats, loss: 0.2);
        foreach (var seat in link.Seats)
            seat.LosesInBursts = true;
        link.Run(5 * Second);
        var through = (link.SentBytes - link.DroppedBytes) * 8 / 5e6;
        Assert.True(through > mbit, $"{through:F1} Mbit/s went through (seed {Seed}).");
    }

    [Fact]
    public void A_neighbour_that_fills_the_queue_keeps_a_quarter_of_the_link_and_we_a_quarter()
    {
        var (_, link) = Lab(seats: 8, loss: 0);
        link.Run(2 * Second);
        link.NeighbourFillsTheQueue = true;
        var sent = link.SentBytes - link.DroppedBytes;
        link.Run(8 * Second);
        var neighbour = link.NeighbourBytes * 8 / 8e6;
        var ours = (link.SentBytes - link.DroppedBytes - sent) * 8 / 8e6;
        Assert.True(neighbour >= 25 && ours >= 20, $"Neighbour {neighbour:F1}, we {ours:F1} Mbit/s (seed {Seed}).");
    }

    [Fact]
    public void Receivers_that_are_always_late_do_not_bring_the_rate_to_nothing()
    {
        var (rate, link) = Lab(seats: 2, loss: 0);
        link.Run(Second / 20);
        link.Lateness = TimeSpan.FromMilliseconds(60);
        link.Run(10 * Second);
        Assert.True(rate.BitsPerSecond > 15_000_000, $"{rate.BitsPerSecond / 1e6:F1} Mbit/s (seed {Seed}).");
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(700)]
    [InlineData(-600)]
    public void A_clock_that_jumps_costs_little(int milliseconds)
    {
        var (rate, link) = Lab(seats: 4, loss: 0.01);
        link.ClockOffset = TimeSpan.FromMilliseconds(700);
        link.Run(2 * Second);
        link.ClockOffset += TimeSpan.FromMilliseconds(milliseconds);
        link.Run(12 * Second);
        Assert.True(rate.BitsPerSecond > 80_000_000, $"{rate.BitsPerSecond / 1e6:F0} Mbit/s (seed {Seed}).");
    }

    [Fact]
    public void The_cards_speed_is_never_passed()
    {
        var rate = new RateControl(new RateSettings { Card = 10_000_000 });
        Assert.Equal(9_500_000, rate.BitsPerSecond);
        var link = new NarrowLink(rate, 2, Seed) { LinkBitsPerSecond = 1e9 };
        link.Run(2 * Second);
        Assert.Equal(9_500_000, rate.BitsPerSecond);
    }

    [Fact]
    public void What_arrives_of_a_sender_that_had_no_time_is_no_measure_of_the_link()
    {
        var rate = new RateControl(new RateSettings());
        var receiver = new SessionId(7);
        var started = rate.BitsPerSecond;
        // 5 Mbit/s of the 75 leave, all of it arrives, and the second report says that it was late.
        for (var n = 1UL; n <= 40; n++)
            rate.Sent(TimeSpan.FromMilliseconds(2 * n), 1, n, 1_250);
        rate.Reported(TimeSpan.FromMilliseconds(81), receiver, 1, 20, 20, TimeSpan.Zero);
        rate.Reported(TimeSpan.FromMilliseconds(100), receiver, 1, 40, 40, TimeSpan.FromMilliseconds(20));
        Assert.InRange(rate.BitsPerSecond, started / 2, started);
    }

    [Fact]
    public void What_the_own_card_takes_is_the_rate()
    {
        var rate = new RateControl(new RateSettings());
        var sent = 0UL;
        for (var millisecond = 0; millisecond < 100; millisecond++)
        {
            // 2.8 Mbit/s leave.
            var now = TimeSpan.FromMilliseconds(millisecond);
            if (millisecond % 4 == 0)
                rate.Sent(now, 1, ++sent, 1_400);
            rate.Blocked(now);
        }

        Assert.InRange(rate.BitsPerSecond, 2_500_000, 4_000_000);
    }

    [Fact]
    public void Reports_that_lie_change_no_more_than_the_rate()
    {
        var random = new Random(Seed);
        var rate = new RateControl(new RateSettings());
        var now = TimeSpan.Zero;
        for (var n = 0UL; n < 8_000; n++)
        {
            now += TimeSpan.FromMilliseconds(random.NextDouble());
            rate.Sent(now, (uint)(n / 800), n + 1, 1_400);
            rate.Reported(
                now, new SessionId((ulong)random.Next(1, 10_000)), (uint)random.Next(12), (ulong)random.NextInt64(1L << random.Next(1, 41)),
                (uint)random.NextInt64(1L << random.Next(1, 33)), random.Next(3) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(7_000)));
            Assert.InRange(rate.BitsPerSecond, 500_000, 1_000_000_000_000);
        }
    }

    private static (RateControl Rate, NarrowLink Link) Lab(int seats, double loss)
    {
        var rate = new RateControl(new RateSettings());
        var link = new NarrowLink(rate, seats, Seed);
        foreach (var seat in link.Seats)
            seat.Loss = loss;
        return (rate, link);
    }
}
