namespace PeerSlot.Tests.Support;

/// <summary>
/// One direction of a cable with a queue before it, as <c>tc qdisc add ... tbf rate R burst B limit L</c> makes it: short bursts pass
/// at once, then bytes leave at the rate, and what comes to a full queue is lost.
/// </summary>
public sealed class SimulatedLine
{
    private TimeSpan _free = TimeSpan.MinValue / 2;

    /// <summary>Datagrams that found the queue full.</summary>
    public int Dropped { get; private set; }

    /// <summary>The longest that a datagram waited.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <param name="now">The time; never going back.</param>
    /// <param name="bytes">On the wire.</param>
    /// <param name="bitsPerSecond">0 = without end.</param>
    /// <param name="queueBytes">How many may wait.</param>
    /// <param name="burstBytes">What passes at once after a pause.</param>
    /// <param name="leaves">When the last byte is on its way.</param>
    /// <returns>False for one that was lost.</returns>
    public bool TryPass(TimeSpan now, int bytes, long bitsPerSecond, int queueBytes, int burstBytes, out TimeSpan leaves)
    {
        leaves = now;
        if (bitsPerSecond == 0)
            return true;
        var idleSince = now - Time(burstBytes, bitsPerSecond);
        var free = _free > idleSince ? _free : idleSince;
        if (free > now + Time(queueBytes - bytes, bitsPerSecond))
        {
            Dropped++;
            return false;
        }

        _free = free + Time(bytes, bitsPerSecond);
        if (_free > now)
            leaves = _free;
        if (leaves - now > LongestWait)
            LongestWait = leaves - now;
        return true;
    }

    private static TimeSpan Time(int bytes, long bitsPerSecond) => TimeSpan.FromTicks(bytes * 8 * TimeSpan.TicksPerSecond / bitsPerSecond);
}
