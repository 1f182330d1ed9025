namespace PeerSlot.Mailslots.Memory;

/// <summary>
/// How badly a <see cref="MemoryNetwork"/> behaves between its machines. What stays within one machine is neither lost nor delayed.
/// </summary>
public sealed record MemoryNetworkSettings
{
    /// <summary>Where the network's randomness starts; the same seed and the same writes meet the same fate.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Probability, 0 to 1, that a receiver misses a message; each receiver draws for itself. Default: a perfect network.</summary>
    public double Loss { get; init; }

    /// <summary>Probability, 0 to 1, that a message that arrives arrives twice. Default: never.</summary>
    public double Duplication { get; init; }

    /// <summary>
    /// Probability, 0 to 1, that a message is held back by <see cref="ReorderingDelay"/>, so that later ones overtake it. Default:
    /// never.
    /// </summary>
    public double Reordering { get; init; }

    /// <summary>From the write to the arrival. Default zero: a message is there when the write returns.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What a held back message takes beside <see cref="Delay"/>. Default 5 ms: about forty datagrams at 100 Mbit/s.</summary>
    public TimeSpan ReorderingDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Bytes; a larger write fails. Default 1421, as on the lan.</summary>
    public int MaximumMessageSize { get; init; } = 1_421;
}
