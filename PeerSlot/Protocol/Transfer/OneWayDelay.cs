namespace PeerSlot.Protocol.Transfer;

/// <summary>How long the send times of one session say that its datagrams were on their way, above the least of the session: a queue that grows shows here first.</summary>
internal sealed class OneWayDelay
{
    /// <summary>Microseconds that the least may rise in a second: two clocks may drift apart by 100 millionths.</summary>
    private const double Drift = 100;

    private uint _base;
    private double _least;
    private TimeSpan? _at;
    private double? _sinceReport;
    private double _newest;

    /// <summary>Microseconds from one clock to the other: they have nothing in common but their speed, so only differences of this say something. Wraps.</summary>
    /// <param name="arrived">When the machine had it from the network: what its programs keep waiting is no queue of the network's.</param>
    /// <param name="sendTime">Microseconds of the sender's clock, which wraps.</param>
    public static uint Of(TimeSpan arrived, uint sendTime) => unchecked(SendClock.InMicroseconds(arrived) - sendTime);

    /// <param name="now">The time.</param>
    /// <param name="onTheWay">As <see cref="Of"/>.</param>
    public void Add(TimeSpan now, uint onTheWay)
    {
        if (_at is null)
            _base = onTheWay;
        _least += (now - (_at ?? now)).TotalSeconds * Drift;
        _at = now;
        double above = unchecked((int)(onTheWay - _base));
        _newest = above;
        _least = Math.Min(_least, above);
        _sinceReport = _sinceReport is { } least && least < above ? least : above;
    }

    /// <summary>That of the newest, above the least of the session; null where nothing came since the last call.</summary>
    public TimeSpan? TakeNewest()
    {
        TimeSpan? delay = _sinceReport is null ? null : TimeSpan.FromMicroseconds(Math.Max(0, _newest - _least));
        _sinceReport = null;
        return delay;
    }

    /// <summary>The least since the last call, above the least of the session; null where nothing came.</summary>
    public TimeSpan? Take()
    {
        TimeSpan? delay = _sinceReport is { } least ? TimeSpan.FromMicroseconds(Math.Max(0, least - _least)) : null;
        _sinceReport = null;
        return delay;
    }
}
