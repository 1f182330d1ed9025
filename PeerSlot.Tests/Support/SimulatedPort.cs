namespace PeerSlot.Tests.Support;

/// <summary>Where a host hangs on the switch: its two lines, its bursts of loss, and what passed.</summary>
public sealed class SimulatedPort
{
    private bool _isInBurst;

    public SimulatedLine Up { get; } = new();

    public SimulatedLine Down { get; } = new();

    /// <summary>Bytes that the host sent, as <see cref="WireBytes"/> counts them; multicast counts once.</summary>
    public long BytesSent { get; set; }

    /// <summary>Bytes that came to the host.</summary>
    public long BytesReceived { get; set; }

    /// <summary>Whether the next datagram falls into a burst.</summary>
    internal bool IsLost(BurstLoss? bursts, Random random)
    {
        if (bursts is null)
            return false;
        _isInBurst = random.NextDouble() < (_isInBurst ? 1 - bursts.Ends : bursts.Begins);
        return _isInBurst;
    }
}
