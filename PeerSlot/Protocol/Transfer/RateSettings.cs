namespace PeerSlot.Protocol.Transfer;

/// <summary>How fast picture data leave this process, and what makes that more or less. Bits are bits of messages.</summary>
public sealed record RateSettings
{
    /// <summary>Bits a second before anybody has reported. 75 Mbit/s: the slowest wired card that is still sold carries them; a picture of 1 MiB is over before reports from busy machines could raise it.</summary>
    public long Start { get; init; } = 75_000_000;

    /// <summary>Bits a second that nothing pushes the rate below: 0.3 s for a preview.</summary>
    public long Least { get; init; } = 500_000;

    /// <summary>Bits a second of the card, as far as known; 0 = unknown. A virtual card says 10 Gbit/s, whatever carries it.</summary>
    public long Card { get; init; }

    /// <summary>Share of <see cref="Card"/> that is used at most: headers below the message take 4 %.</summary>
    public double CardShare { get; init; } = 0.95;

    /// <summary>A queue above this is our doing or a neighbour's trouble: slow down. 10 ms are what a switch's 128 KB hold at 100 Mbit/s.</summary>
    public TimeSpan LongQueue { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A queue below this leaves room for more.</summary>
    public TimeSpan ShortQueue { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>A queue above this ends the first growth: with such steps it would be long before the next report.</summary>
    public TimeSpan FirstQueue { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Share of what the link carries that is sent while a queue stands that is neither short nor long, and after a long one.</summary>
    public double Ease { get; init; } = 0.97;

    /// <summary>Least time from one change of the rate to an easing: two reports.</summary>
    public TimeSpan EaseInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Least factor of one step where the machine's own card takes nothing more.</summary>
    public double BlockedStep { get; init; } = 0.75;

    /// <summary>Factor at a long queue.</summary>
    public double SlowDown { get; init; } = 0.75;

    /// <summary>Factor of each step until the first sign of a limit: 50, 75, 112 Mbit/s after two reports.</summary>
    public double FirstGrowth { get; init; } = 1.5;

    /// <summary>Seconds between two reports of which <see cref="FirstGrowth"/> is whole; of longer ones less.</summary>
    public double FirstInterval { get; init; } = 0.015;

    /// <summary>Factor of each step later, until a queue has shown how much the link carries.</summary>
    public double Growth { get; init; } = 1.04;

    /// <summary>The same once a queue has shown it.</summary>
    public double CarefulGrowth { get; init; } = 1.01;

    /// <summary>The same below <see cref="Known"/> of the best delivered rate.</summary>
    public double GrowthToKnown { get; init; } = 1.15;

    /// <summary>The same below <see cref="Start"/>.</summary>
    public double Regrowth { get; init; } = 1.4;

    /// <summary>Share of the best delivered rate that is taken for safe.</summary>
    public double Known { get; init; } = 0.9;

    /// <summary>Least time between two steps. Reports come every 60 ms, and sooner at the beginning.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>So much more sent must bring <see cref="WorthIt"/> more delivered, else it is too much; the test of a rate that loses.</summary>
    public double Trial { get; init; } = 1.25;

    /// <summary>Of <see cref="Trial"/>: 25 % more sent, less than 10 % more delivered = 0.88.</summary>
    public double WorthIt { get; init; } = 0.88;

    /// <summary>After a rate proved too much, none above it is tried for this long.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After loss proved not to be ours, no further test for this long.</summary>
    public TimeSpan Trust { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Symbols whose fate judges a rate: with 20 % lost by chance, the share is known to 2 %.</summary>
    public int Sample { get; init; } = 512;

    /// <summary>After this time <see cref="LeastSample"/> symbols must do.</summary>
    public TimeSpan LongestMeasurement { get; init; } = TimeSpan.FromMilliseconds(250);

    public int LeastSample { get; init; } = 32;

    /// <summary>
    /// Share of the best delivered rate that is kept however long a queue stands: a neighbour that fills it (TCP does, up to the
    /// switch's last byte) gets the other half, not all.
    /// </summary>
    public double FairShare { get; init; } = 0.5;

    /// <summary>Share of what is sent below which what is delivered shows a link that carries no more.</summary>
    public double TooMuch { get; init; } = 0.8;

    /// <summary>In this time the memory of the best delivered rate halves while the link carries less than is sent.</summary>
    public TimeSpan BestHalves { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A receiver whose report is older says nothing.</summary>
    public TimeSpan Stale { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The least delay of this time, twice at most, counts as no queue: a clock that jumped is forgotten then.</summary>
    public TimeSpan DelayMemory { get; init; } = TimeSpan.FromSeconds(5);
}
