namespace PeerSlot.Exchange;

/// <summary>The machines' time, which never goes back, and the wall clock beside it.</summary>
internal sealed class LoopClock(TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    public TimeSpan Now => clock.GetElapsedTime(_started);

    /// <summary>The machines' time of a timestamp of the clock.</summary>
    public TimeSpan Of(long timestamp) => clock.GetElapsedTime(_started, timestamp);

    /// <summary>When a machine's time was, by the wall clock as it is now.</summary>
    public DateTimeOffset WallClock(TimeSpan time) => clock.GetUtcNow() - (Now - time);
}
