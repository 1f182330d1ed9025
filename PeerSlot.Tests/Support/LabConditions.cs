namespace PeerSlot.Tests.Support;

/// <summary>What the network does to each datagram. A host with conditions of its own has them on both its directions.</summary>
public sealed record LabConditions
{
    /// <summary>Share of the datagrams that a receiver loses, each by itself.</summary>
    public double Loss { get; init; }

    /// <summary>Losses that come in bursts, on top of <see cref="Loss"/>.</summary>
    public BurstLoss? Bursts { get; init; }

    public double Duplication { get; init; }

    /// <summary>Share of datagrams that are delayed further, by up to <see cref="ReorderedBy"/>.</summary>
    public double Reordering { get; init; }

    public TimeSpan ReorderedBy { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(0.3);

    public TimeSpan Jitter { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>Bytes; larger messages vanish.</summary>
    public int SizeLimit { get; init; } = 65_507;

    /// <summary>Paced datagrams a second of each host: 8,000 are 95 Mbit/s. 0 = as the program paces them: what its rate control allows, by its token bucket.</summary>
    public int PacedPerSecond { get; init; } = 8_000;

    /// <summary>Of the line from a host to the switch; 0 = without end. With a queue of <see cref="QueueBytes"/> before it.</summary>
    public long UpBitsPerSecond { get; init; }

    /// <summary>Of the line from the switch to a host; 0 = without end. With a queue of <see cref="QueueBytes"/> before it.</summary>
    public long DownBitsPerSecond { get; init; }

    /// <summary>Bytes on the wire that wait before a line; what comes to a full queue is lost. 256 KiB as the port of a cheap switch.</summary>
    public int QueueBytes { get; init; } = 262_144;

    /// <summary>Bytes that a line lets pass at once after a pause, as shapers do; 0 = none.</summary>
    public int BurstBytes { get; init; } = 16_384;
}

/// <summary>
/// Gilbert's channel (Bell System Technical Journal 39, 1960) in its simplest form: in a burst all is lost, between bursts nothing.
/// </summary>
/// <param name="Share">Of the datagrams that are lost in the long run, below 1.</param>
/// <param name="MeanLength">Datagrams of a burst on average, 1 or more.</param>
public sealed record BurstLoss(double Share, double MeanLength)
{
    /// <summary>The chance that a datagram outside of a burst begins one.</summary>
    public double Begins => Share / (1 - Share) / MeanLength;

    /// <summary>The chance that the datagram after one that was lost is not.</summary>
    public double Ends => 1 / MeanLength;
}
