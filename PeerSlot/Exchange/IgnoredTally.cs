using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>Publishes the loop's counts of what was ignored, so that any thread may look at them.</summary>
/// <param name="counts">Of the machines; the loop's thread alone touches them.</param>
/// <param name="readers">Count what never comes to the loop; it does not wake for that.</param>
internal sealed class IgnoredTally(MessageCounts counts, IReadOnlyList<SlotReader> readers)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private volatile IgnoredDatagrams _published = IgnoredDatagrams.None;
    private TimeSpan _next;

    /// <summary>From any thread.</summary>
    public IgnoredDatagrams Published => _published;

    /// <summary>When there is something to publish; null = nothing came.</summary>
    public TimeSpan? Next => Strange + CrowdedOut + counts.All == _published.Counts.All ? null : _next;

    private long Strange
    {
        get
        {
            var all = 0L;
            foreach (var reader in readers)
                all += reader.Strange;
            return all;
        }
    }

    private long CrowdedOut
    {
        get
        {
            var all = 0L;
            foreach (var reader in readers)
                all += reader.CrowdedOut;
            return all;
        }
    }

    public void Publish(TimeSpan now)
    {
        if (!(Next <= now))
            return;
        var copy = counts.Copy();
        copy.Malformed += Strange;
        copy.BeyondLimit += CrowdedOut;
        _published = new IgnoredDatagrams(copy);
        _next = now + Interval;
    }
}
