using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>When the loop has to act next.</summary>
internal sealed class Schedule(IReadOnlyList<IProtocolMachine> machines)
{
    /// <summary>The loop looks around this often at least: a lost wake-up must not stop a program for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public void WakeDue(TimeSpan now)
    {
        foreach (var machine in machines)
        {
            if (machine.NextWakeUp <= now)
                machine.Wake(now);
        }
    }

    /// <summary>How long nothing is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="others">Times of others than the machines; null = nothing.</param>
    public TimeSpan Until(TimeSpan now, params ReadOnlySpan<TimeSpan?> others)
    {
        var next = now + Longest;
        foreach (var machine in machines)
        {
            if (machine.NextWakeUp is { } wake && wake < next)
                next = wake;
        }

        foreach (var other in others)
        {
            if (other is { } time && time < next)
                next = time;
        }

        return next > now ? next - now : TimeSpan.Zero;
    }
}
