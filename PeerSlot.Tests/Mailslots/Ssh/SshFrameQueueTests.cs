using PeerSlot.Mailslots.Ssh;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Ssh;

public sealed class SshFrameQueueTests
{
    private static readonly byte[] Large = [.. Enumerable.Repeat((byte)7, 1_400)];

    [Fact]
    public void What_was_added_is_taken_in_order_and_as_much_at_once_as_fits()
    {
        var queue = new SshFrameQueue();
        foreach (var frame in new byte[][] { [1], [2, 2], [3, 3, 3] })
            Assert.True(queue.TryAdd(frame));
        var buffer = new byte[5];
        Assert.Equal(3, queue.Take(buffer, TimeSpan.Zero));
        Assert.Equal([1, 2, 2], buffer[..3]);
        Assert.Equal(3, queue.Take(buffer, TimeSpan.Zero));
        Assert.Equal(0, queue.Take(buffer, TimeSpan.Zero));
    }

    [Fact]
    public void A_line_full_of_picture_data_still_takes_announcements_and_receipts()
    {
        var queue = new SshFrameQueue();
        var frames = 0;
        while (queue.TryAdd(Large))
            frames++;
        Assert.InRange(frames * Large.Length, SshFrameQueue.Capacity / 2, SshFrameQueue.Capacity);
        var small = 0;
        while (queue.TryAdd(Large.AsSpan(0, 200)))
            small++;
        Assert.InRange(small * 200, SshFrameQueue.Capacity / 8, SshFrameQueue.Capacity / 2);
        Assert.True(queue.Take(new byte[10 * Large.Length], TimeSpan.Zero) > 0);
        Assert.True(queue.TryAdd(Large.AsSpan(0, 200)));
    }

    [Fact]
    public void A_closed_queue_gives_what_waits_and_then_its_end()
    {
        var queue = new SshFrameQueue();
        queue.TryAdd([1]);
        queue.Close();
        Assert.False(queue.TryAdd([2]));
        var buffer = new byte[10];
        Assert.Equal(1, queue.Take(buffer, Timeout.InfiniteTimeSpan));
        Assert.Equal(-1, queue.Take(buffer, Timeout.InfiniteTimeSpan));
    }
}
