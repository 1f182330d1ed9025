using PeerSlot.Mailslots;
using Xunit;

namespace PeerSlot.Tests.Mailslots;

public sealed class SlotQueueTests
{
    private readonly SlotQueue _queue = new(0, TimeSpan.Zero, new QueueBudget());
    private readonly byte[] _buffer = new byte[MailslotLimits.LargestMessage];

    [Fact]
    public void A_full_queue_loses_what_comes_later_and_keeps_what_came_first()
    {
        var added = 0;
        while (_queue.TryAdd(Numbered(added, 1_400), null))
            added++;
        Assert.Equal(MailslotLimits.QueueBytes / (1_400 + SlotQueue.MessageOverhead), added);
        Assert.Equal(0, Take());
        Assert.True(_queue.TryAdd(Numbered(added, 1_400), null));
        Assert.False(_queue.TryAdd(Numbered(added, 1_400), null));
        for (var i = 1; i <= added; i++)
            Assert.Equal(i, Take());
    }

    [Fact]
    public void A_flood_of_empty_messages_is_bounded_too()
    {
        var added = 0;
        while (added < 200_000 && _queue.TryAdd([], null))
            added++;
        Assert.Equal(MailslotLimits.QueueBytes / SlotQueue.MessageOverhead, added);
    }

    [Fact]
    public void Floods_of_all_slots_share_a_budget_and_cost_no_other_slot_its_messages()
    {
        var budget = new QueueBudget();
        var flooded = Enumerable.Range(0, 64).Select(_ => new SlotQueue(0, TimeSpan.Zero, budget)).ToList();
        foreach (var queue in flooded)
        {
            while (queue.TryAdd(_buffer.AsSpan(0, 300), null))
                continue;
        }

        Assert.InRange(flooded.Sum(q => q.Info.MessageCount) * 364L, 2 * MailslotLimits.QueueBytes, (2 * MailslotLimits.QueueBytes) + (64 * QueueBudget.OwnBytes));
        var quiet = new SlotQueue(0, TimeSpan.Zero, budget);
        Assert.True(quiet.TryAdd(_buffer.AsSpan(0, 1_400), null));

        foreach (var queue in flooded[1..])
            queue.Close();
        while (flooded[0].Read(_buffer, out _) == MailslotReadResult.Message)
            continue;
        Assert.True(budget.TryTake(2 * MailslotLimits.QueueBytes), "Not all was given back.");
    }

    [Fact]
    public void A_sink_gets_what_waits_first_then_what_comes_and_nothing_is_left_to_read()
    {
        for (var i = 0; i < 3; i++)
            _queue.TryAdd(Numbered(i, 10), null);
        var sink = new Sink();
        _queue.Forward(sink);
        Assert.Equal([0, 1, 2], sink.Taken);
        Assert.Equal(1, sink.Wakes);
        Assert.True(_queue.TryAdd(Numbered(3, 10), null));
        Assert.Equal([0, 1, 2, 3], sink.Taken);
        Assert.Equal(2, sink.Wakes);
        Assert.Equal((0, MailslotReadResult.TimedOut), (_queue.Info.MessageCount, _queue.Read(_buffer, out _)));
    }

    [Fact]
    public void A_sink_is_woken_once_for_what_comes_together()
    {
        var sink = new Sink();
        _queue.Forward(sink);
        var before = sink.Wakes;
        for (var i = 0; i < 5; i++)
            _queue.TryAdd(Numbered(i, 10), null, wakes: false);
        Assert.Equal((5, before), (sink.Taken.Count, sink.Wakes));
        _queue.Wake();
        Assert.Equal(before + 1, sink.Wakes);
    }

    [Fact]
    public void What_went_to_a_sink_no_longer_counts_against_the_other_slots()
    {
        var budget = new QueueBudget();
        var queue = new SlotQueue(0, TimeSpan.Zero, budget);
        while (queue.TryAdd(_buffer.AsSpan(0, 1_400), null))
            continue;
        queue.Forward(new Sink());
        Assert.True(budget.TryTake(2 * MailslotLimits.QueueBytes), "Not all was given back.");
    }

    [Fact]
    public void A_closed_slot_gives_its_sink_nothing_more()
    {
        var sink = new Sink();
        _queue.Forward(sink);
        _queue.Close();
        var before = sink.Wakes;
        Assert.False(_queue.TryAdd(Numbered(1, 10), null));
        _queue.Wake();
        Assert.Equal((0, before), (sink.Taken.Count, sink.Wakes));
    }

    /// <summary>However the two threads meet: nothing is lost, doubled or overtaken where the reading is handed over.</summary>
    [Fact]
    public void A_slot_that_is_handed_over_in_a_stream_loses_nothing_of_it()
    {
        const int Count = 10_000;
        var sink = new Sink();
        using var begun = new ManualResetEventSlim();
        var driver = new Thread(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                _queue.TryAdd(Numbered(i, 4), null);
                if (i == 500)
                    begun.Set();
            }
        });
        driver.Start();
        begun.Wait();
        _queue.Forward(sink);
        driver.Join();
        Assert.Equal(Enumerable.Range(0, Count), sink.Taken);
    }

    [Fact]
    public void Messages_of_every_size_come_out_as_they_went_in()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var expected = new Queue<byte[]>();
            for (var step = 0; step < 2_000; step++)
            {
                var message = new byte[random.Next(10) == 0 ? random.Next(20_000) : random.Next(300)];
                random.NextBytes(message);
                if (random.Next(step < 1_000 ? 3 : 2) > 0 && _queue.TryAdd(message, null))
                    expected.Enqueue(message);
                else
                    CheckNext(expected, seed);
            }

            while (expected.Count > 0)
                CheckNext(expected, seed);
            Assert.Equal(0, _queue.Info.MessageCount);
        }
    }

    [Fact]
    public void A_steady_rate_allocates_nothing()
    {
        var message = new byte[1_400];
        PassThrough(message, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PassThrough(message, 20_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    [Fact]
    public void Several_reads_that_wait_get_a_message_each()
    {
        _queue.SetReadTimeout(Timeout.InfiniteTimeSpan);
        var reads = Enumerable.Range(0, 3).Select(_ => Begin()).ToList();
        for (var i = 0; i < 3; i++)
            _queue.TryAdd(new byte[5], null);
        Assert.All(reads, r => Assert.Equal(5, r.Size));
    }

    [Fact]
    public void A_longer_timeout_holds_for_a_read_that_waits()
    {
        _queue.SetReadTimeout(Slots.Patience);
        var read = Begin();
        _queue.SetReadTimeout(Timeout.InfiniteTimeSpan);
        _queue.TryAdd([], null);
        Assert.Equal(0, read.Size);
    }

    [Fact]
    public void A_closed_queue_takes_nothing()
    {
        _queue.Close();
        Assert.False(_queue.TryAdd([1], null));
        Assert.Equal(MailslotReadResult.Closed, _queue.Read(_buffer, out _));
    }

    [Fact]
    public void A_timeout_below_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _queue.SetReadTimeout(TimeSpan.FromSeconds(-5)));

    private WaitingRead Begin() => new(buffer => (_queue.Read(buffer, out var message), message.Size));

    private void PassThrough(byte[] message, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _queue.TryAdd(message, null);
            if (i % 100 >= 50)
            {
                _queue.Read(_buffer, out _);
                _queue.Read(_buffer, out _);
            }
        }
    }

    private void CheckNext(Queue<byte[]> expected, int seed)
    {
        var result = _queue.Read(_buffer, out var message);
        Assert.Equal(expected.Count > 0 ? MailslotReadResult.Message : MailslotReadResult.TimedOut, result);
        if (expected.TryDequeue(out var next))
            Assert.True(next.AsSpan().SequenceEqual(_buffer.AsSpan(0, message.Size)), $"seed {seed}");
    }

    private static byte[] Numbered(int number, int size)
    {
        var message = new byte[size];
        BitConverter.TryWriteBytes(message, number);
        return message;
    }

    private int Take()
    {
        Assert.Equal(MailslotReadResult.Message, _queue.Read(_buffer, out _));
        return BitConverter.ToInt32(_buffer);
    }

    private sealed class Sink : IMailslotSink
    {
        public List<int> Taken { get; } = [];

        public int Wakes { get; private set; }

        public void Take(ReadOnlySpan<byte> message, MailslotAddress? origin, long arrived) => Taken.Add(BitConverter.ToInt32(message));

        public void Wake() => Wakes++;
    }
}
