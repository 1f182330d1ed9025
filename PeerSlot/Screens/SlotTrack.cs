using System.Collections.Immutable;
using PeerSlot.Exchange;

namespace PeerSlot.Screens;

/// <summary>What was seen of a slot over time.</summary>
/// <param name="Rates">Messages received in each of the last <see cref="Kept"/> spans, the newest last.</param>
/// <param name="SpanBegun">When the span began that is being counted.</param>
/// <param name="SpanFrom">The slot's counter then.</param>
/// <param name="HighWater">The most messages that waited in it.</param>
/// <param name="HighAt">When that was.</param>
internal sealed record SlotTrack(ImmutableArray<int> Rates, DateTimeOffset SpanBegun, long SpanFrom, int HighWater, DateTimeOffset HighAt)
{
    public const int Kept = 8;

    /// <summary>Long enough that an idle screen writes a few dozen bytes a second at most.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    public static SlotTrack Begin(SlotState slot, DateTimeOffset now) =>
        new([.. new int[Kept]], now, slot.Received, slot.MessageCount, now);

    public SlotTrack Take(SlotState slot, DateTimeOffset now)
    {
        var track = slot.MessageCount > HighWater ? this with { HighWater = slot.MessageCount, HighAt = now } : this;
        if (now - SpanBegun < Span)
            return track;
        var spans = Math.Clamp((long)((now - SpanBegun) / Span), 1, Kept);
        var rates = Rates.RemoveRange(0, (int)spans);
        var rate = (int)Math.Clamp(slot.Received - SpanFrom, 0, int.MaxValue);
        for (var i = 1; i < spans; i++)
            rates = rates.Add(0);
        return track with { Rates = rates.Add(rate), SpanBegun = now, SpanFrom = slot.Received };
    }

    /// <summary><c>▁▂▁▅▂▁▁▁</c>, each step four times the one below, so that few and many both show.</summary>
    public string SparkLine()
    {
        const string Steps = "▁▂▃▅▆▇█";
        return string.Concat(Rates.Select(r => Steps[r == 0 ? 0 : Math.Min(Steps.Length - 1, 1 + (int)Math.Log(r, 4))]));
    }
}
