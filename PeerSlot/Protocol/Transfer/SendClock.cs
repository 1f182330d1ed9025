namespace PeerSlot.Protocol.Transfer;

/// <summary>Which symbols carry their send time: the first of each burst, often enough to see a queue grow.</summary>
internal sealed class SendClock
{
    /// <summary>Shorter than the 5 ms that the page promises, because a burst may begin just before.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(4);

    private TimeSpan _last = -Interval;

    /// <summary>Every symbol tells its time.</summary>
    public bool IsAskedByAll { get; set; }

    public bool TryTake(TimeSpan now, out uint sendTime)
    {
        sendTime = InMicroseconds(now);
        if (!IsAskedByAll && now - _last < Interval)
            return false;
        _last = now;
        return true;
    }

    public static uint InMicroseconds(TimeSpan time) => unchecked((uint)(time.Ticks / TimeSpan.TicksPerMicrosecond));
}
