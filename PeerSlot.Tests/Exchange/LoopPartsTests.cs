using PeerSlot.Exchange;
using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>The loop's small parts on a clock of the test's.</summary>
public sealed class LoopPartsTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void The_pace_holds_over_time_however_irregular_the_wake_ups()
    {
        var bucket = new TokenBucket(80_000_000);
        var random = new Random(5);
        var (now, sent) = (TimeSpan.Zero, 0L);
        while (now < TimeSpan.FromSeconds(2))
        {
            while (bucket.HasRoom(now))
            {
                bucket.Take(1_421);
                sent += 1_421;
            }

            now += Millisecond * (1 + random.Next(4));
        }

        Assert.InRange(sent * 8 / 2, 79_000_000, 81_000_000);
    }

    [Fact]
    public void What_was_ignored_is_published_a_few_times_a_second_and_only_when_it_grew()
    {
        var counts = new MessageCounts();
        var tally = new IgnoredTally(counts, []);
        counts.Duplicate = 5;
        tally.Publish(Millisecond);
        Assert.Same(IgnoredDatagrams.None, tally.Published);
        Assert.Null(tally.Next);
        counts.Malformed = 3;
        tally.Publish(2 * Millisecond);
        counts.Malformed = 4;
        tally.Publish(251 * Millisecond);
        Assert.Equal(3, tally.Published.Malformed);
        Assert.Equal(252 * Millisecond, tally.Next);
        tally.Publish(252 * Millisecond);
        Assert.Equal(4, tally.Published.Malformed);
        Assert.Null(tally.Next);
    }

    [Fact]
    public void A_burst_after_a_pause_stays_within_a_switchs_buffer()
    {
        var bucket = new TokenBucket(80_000_000);
        var sent = 0;
        while (bucket.HasRoom(TimeSpan.FromMinutes(10)))
        {
            bucket.Take(1_421);
            sent += 1_421;
        }

        Assert.InRange(sent, 40_000, 64_000);
    }

    [Fact]
    public void The_next_room_is_when_there_is_room()
    {
        var bucket = new TokenBucket(8_000_000);
        while (bucket.HasRoom(TimeSpan.Zero))
            bucket.Take(1_421);
        Assert.True(bucket.NextRoom > TimeSpan.Zero);
        Assert.True(bucket.HasRoom(bucket.NextRoom));
    }

    [Fact]
    public void Who_has_taken_nothing_leaves_at_once()
    {
        var departure = new Departure();
        Assert.False(departure.IsDue(Millisecond));
        departure.Begin(Millisecond);
        Assert.True(departure.IsDue(Millisecond));
    }

    [Fact]
    public void Who_has_just_taken_a_picture_stays_while_its_sender_asks_for_the_receipt()
    {
        var departure = new Departure();
        departure.Answered(Millisecond);
        departure.Begin(2 * Millisecond);
        Assert.False(departure.IsDue(250 * Millisecond));
        departure.Asked(250 * Millisecond);
        Assert.False(departure.IsDue(500 * Millisecond));
        Assert.True(departure.IsDue(550 * Millisecond));
    }

    [Fact]
    public void Who_leaves_gives_its_receipts_again_and_again_but_not_without_end()
    {
        var departure = new Departure();
        departure.Answered(Millisecond);
        Assert.False(departure.IsRepeatDue(Millisecond));
        departure.Begin(Millisecond);
        var repeats = 0;
        for (var now = Millisecond; !departure.IsDue(now); now += Millisecond)
            repeats += departure.IsRepeatDue(now) ? 1 : 0;
        Assert.Equal(5, repeats);
    }

    [Fact]
    public void Nobody_stays_for_ever_because_others_go_on()
    {
        var departure = new Departure();
        departure.Answered(Millisecond);
        departure.Begin(Millisecond);
        for (var now = Millisecond; now < TimeSpan.FromSeconds(3); now += 10 * Millisecond)
            departure.Asked(now);
        Assert.True(departure.IsDue(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void A_full_inbox_holds_its_readers_back_until_the_loop_takes()
    {
        using var inbox = new LoopInbox();
        var lane = inbox.OpenLane(WellKnownSlot.Pictures, 0, "test");
        var (message, buffer) = (new byte[60_000], new byte[60_000]);
        var posted = 0;
        using var ended = new ManualResetEventSlim();
        var reader = new Thread(() =>
        {
            while (lane.Post(message, Somebody.Instance, 0))
                Interlocked.Increment(ref posted);
            ended.Set();
        });
        reader.Start();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref posted) >= 70, TimeSpan.FromSeconds(30)), "The reader never got on.");
        for (var taken = 0; taken < 20; taken++)
        {
            Assert.True(inbox.TryTake(buffer, out _));
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref posted) >= 90, TimeSpan.FromSeconds(30)), "The reader never got on again.");
        Assert.InRange(posted, 90, 91);
        inbox.Close();
        Assert.True(ended.Wait(TimeSpan.FromSeconds(30)), "A closed inbox kept its reader.");
        reader.Join();
    }

    [Fact]
    public void A_flood_in_one_slot_holds_up_no_other()
    {
        using var inbox = new LoopInbox();
        var flooded = inbox.OpenLane(WellKnownSlot.Hello, 0, "test");
        var quiet = inbox.OpenLane(WellKnownSlot.Peer, 0, "test");
        for (var i = 0; i < 1_000; i++)
            Assert.True(flooded.Post(new byte[100], Somebody.Instance, 0));
        Assert.True(quiet.Post(new byte[1], Somebody.Instance, 0));
        var buffer = new byte[WireLimits.MaximumMessage];
        Assert.True(inbox.TryTake(buffer, out var first));
        Assert.True(inbox.TryTake(buffer, out var second));
        Assert.Contains(WellKnownSlot.Peer, new[] { first.Slot, second.Slot });
    }

    [Fact]
    public void A_messages_way_through_the_inbox_allocates_nothing()
    {
        using var inbox = new LoopInbox();
        var lane = inbox.OpenLane(WellKnownSlot.Pictures, 0, "test");
        var (message, buffer) = (new byte[1_300], new byte[WireLimits.MaximumMessage]);
        long Pass()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                for (var n = 0; n < 8; n++)
                    lane.Post(message, Somebody.Instance, 0);
                while (inbox.TryTake(buffer, out _))
                {
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Pass();
        Assert.Equal(0, Pass());
    }

    [Fact]
    public void What_a_full_network_does_not_take_is_tried_again_and_goes_once_everywhere()
    {
        var held = new HeldMessage();
        using var first = new FullClient();
        using var second = new FullClient();
        held.Hold(Millisecond, [1, 2, 3], first);
        held.Hold(Millisecond, [1, 2, 3], second);
        bool TryWrite(IMailslotClient client, ReadOnlySpan<byte> message) => client.TryWrite(message);
        Assert.False(held.TryGo(Millisecond, TryWrite));
        Assert.Equal(0, first.Tries);
        Assert.False(held.TryGo(held.Next, TryWrite));
        first.IsFull = false;
        Assert.False(held.TryGo(held.Next, TryWrite));
        second.IsFull = false;
        Assert.True(held.TryGo(held.Next, TryWrite));
        Assert.True(held.IsEmpty);
        Assert.Equal((1, 1), (first.Written, second.Written));
    }

    private sealed record Somebody : MailslotAddress
    {
        public static readonly Somebody Instance = new();
    }

    private sealed class FullClient : IMailslotClient
    {
        public bool IsFull { get; set; } = true;

        public int Tries { get; private set; }

        public int Written { get; private set; }

        public void Write(ReadOnlySpan<byte> message) => Written++;

        public bool TryWrite(ReadOnlySpan<byte> message)
        {
            Tries++;
            if (!IsFull)
                Write(message);
            return !IsFull;
        }

        public void Dispose()
        {
        }
    }
}
