using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What holds until the line is known: see <see cref="Opening"/>.</summary>
public sealed partial class RateControl
{
    /// <summary>Whether nothing is known of the line, so that every symbol should tell when it left.</summary>
    public bool IsOpening => _opening is { IsOver: false };

    /// <summary>Whether the line may still prove to be slow though the first symbols came quickly.</summary>
    public bool MayBeSlow => _opening is { IsSecond: true };

    /// <summary>When <see cref="MaySend"/> may say something else though nothing was reported; null = it will not.</summary>
    public TimeSpan? NextWakeUp => _opening?.NextWakeUp;

    /// <summary>Whether picture data may leave at all: while nothing is known of the line, only a little.</summary>
    public bool MaySend(TimeSpan now)
    {
        if (_opening is not { IsOver: false } opening)
            return true;
        var may = opening.MaySend(now);
        if (opening.IsOver)
            Open(now, opening);
        return may;
    }

    /// <summary>Nobody may have anything to send, and <see cref="NextWakeUp"/> is over all the same.</summary>
    public void Wake(TimeSpan now) => MaySend(now);

    private void HearEarly(SessionId receiver, SentLog log, ulong highest, uint received, TimeSpan? delay)
    {
        // The delay of the first one that is heard is what those of the others are compared with.
        if (delay is not { } queue || received < 2 || !log.TryCountTo(highest, out var symbols, out _))
            return;
        _opening!.Reported(_now, receiver, symbols, log.AverageBytes, queue);
        if (_opening.IsOver)
            Open(_now, _opening);
    }

    /// <summary>What was sent and heard until now was held back, and is no measure.</summary>
    private void Open(TimeSpan now, Opening opening)
    {
        (_now, _decided, _sentSinceDecided, _unblocked, _sentSinceUnblocked) = (now, now, 0, now, 0);
        if (opening.Slow is { } slow)
            Set(Math.Min(_rate, _settings.Ease * slow));
    }
}
