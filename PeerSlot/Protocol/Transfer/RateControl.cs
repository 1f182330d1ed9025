using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// How fast picture data may leave: up while more arrives when more is sent and no queue grows, down when a queue stands. The median of the
/// receivers decides, so one slow seat holds up nobody.
/// </summary>
/// <remarks>
/// Loss alone changes nothing: on radio and in a lab it is no sign of too much. Too much shows in two ways. A queue: the least one-way delay
/// of a report stands above the least of the session. Or, where a switch has no room for a queue: 25 % more sent brings less than 10 % more
/// delivered; then the rate goes back to what was delivered, and if the loss is the same there, it was not ours and the rate returns.
/// One for all transfers of a session, so the next picture starts with the rate of the last.
/// </remarks>
public sealed partial class RateControl
{
    /// <summary>Transfers under way that are watched; of more, the oldest is forgotten.</summary>
    private const int MaximumTransfers = 16;

    /// <summary>Receivers times transfers.</summary>
    private const int MaximumHearings = 4_096;

    /// <summary>A median share below this is suspicious from the start: 50 Mbit/s into a line of 2 look so.</summary>
    private const double Suspicious = 0.6;

    private readonly RateSettings _settings;
    private readonly Opening? _opening;
    private readonly Dictionary<uint, SentLog> _sent = [];
    private readonly Dictionary<(SessionId Receiver, uint Transfer), Hearing> _hearings = [];
    private readonly List<double> _sorted = [];

    private double _rate;
    private bool _isFirst = true;
    private bool _hasSeenQueue;
    private ulong _counter;
    private TimeSpan _now;

    private TimeSpan _decided;
    private long _sentSinceDecided;
    private TimeSpan _changed;
    private ulong _changedCounter;
    private bool _isMeasuring;
    private ulong _mark;
    private TimeSpan _marked;
    private long _sentSinceMarked;
    private TimeSpan _unblocked;
    private long _sentSinceUnblocked;
    private bool _wasBlocked;

    private double _best;
    private TimeSpan _bestAt;
    private (double Sent, double Share)? _reference;
    private (double Rate, double Sent, double Share)? _doubt;
    private TimeSpan _heldUntil;
    private TimeSpan _trustedUntil;
    private (TimeSpan Since, TimeSpan SlowedAt, double Capacity)? _drain;

    /// <param name="settings">Limits and steps.</param>
    public RateControl(RateSettings settings)
        : this(settings, opening: null)
    {
    }

    /// <param name="settings">Limits and steps.</param>
    /// <param name="opening">What may leave before anybody has reported; null = as much as the rate allows.</param>
    internal RateControl(RateSettings settings, Opening? opening)
    {
        (_settings, _opening) = (settings, opening);
        _rate = Math.Clamp(settings.Start, settings.Least, CapOf(settings));
    }

    /// <summary>Bits of messages a second.</summary>
    public long BitsPerSecond => (long)_rate;

    private double Floor => Math.Max(_settings.Least, _settings.FairShare * _best);

    /// <summary>A symbol leaves.</summary>
    /// <param name="now">The time.</param>
    /// <param name="transfer">Whose.</param>
    /// <param name="counter">Of its datagram; rises.</param>
    /// <param name="bytes">Of its message.</param>
    /// <param name="isToEverybody">False: to one of the receivers, so the others do not hear it.</param>
    public void Sent(TimeSpan now, uint transfer, ulong counter, int bytes, bool isToEverybody = true)
    {
        _now = now;
        _counter = counter;
        _sentSinceDecided += bytes;
        _sentSinceMarked += bytes;
        _sentSinceUnblocked += bytes;
        if (!_sent.TryGetValue(transfer, out var log))
            _sent.Add(transfer, log = Begin(now));
        log.Add(now, counter, bytes);
        log.IsToEverybody &= isToEverybody;
        _opening?.Sent(now);
    }

    /// <summary>A report of a receiver; reports that come twice or late change nothing.</summary>
    /// <param name="now">The time.</param>
    /// <param name="receiver">Who reports.</param>
    /// <param name="transfer">Of what.</param>
    /// <param name="highest">The highest counter that it heard of us.</param>
    /// <param name="received">Symbols of this transfer that it heard in all.</param>
    /// <param name="delay">The least one-way delay since its last report above the least of the session; null = not known.</param>
    public void Reported(TimeSpan now, SessionId receiver, uint transfer, ulong highest, uint received, TimeSpan? delay)
    {
        _now = now;
        if (!_sent.TryGetValue(transfer, out var log))
            return;
        if (!_hearings.TryGetValue((receiver, transfer), out var hearing))
        {
            ForgetStale();
            if (_hearings.Count >= MaximumHearings)
                return;
            _hearings.Add((receiver, transfer), hearing = new Hearing(log.FirstSent));
        }

        var wasOpening = IsOpening;
        var isEarly = _opening?.IsEarly(received) == true;
        if (wasOpening && isEarly)
            HearEarly(receiver, log, highest, received, delay);
        if (hearing.TryTake(now, log, highest, received, isEarly ? null : delay, _settings.DelayMemory, _mark) && !wasOpening && now - _decided >= _settings.Step)
            Decide();
    }

    /// <summary>
    /// The network takes nothing more for now: this machine's own card is the narrowest place. What it takes is then the rate; no report tells
    /// sooner.
    /// </summary>
    public void Blocked(TimeSpan now)
    {
        _now = now;
        _isFirst = false;
        _wasBlocked = true;
        if (now - _unblocked < _settings.Step)
            return;
        var taken = RateOf(_sentSinceUnblocked, now - _unblocked);
        // Whoever waited for a turn of the processor meanwhile took less than the card would have: no more than a little at a time.
        if (now - _unblocked < _settings.Stale && taken > 0)
            Set(Math.Min(_rate, Math.Max(1.1 * taken, _settings.BlockedStep * _rate)));
        (_unblocked, _sentSinceUnblocked) = (now, 0);
    }

    private static double CapOf(RateSettings settings) => settings.Card > 0 ? settings.CardShare * settings.Card : 1e12;

    private static double RateOf(long bytes, TimeSpan time) => time > TimeSpan.Zero ? bytes * 8 / time.TotalSeconds : 0;

    private SentLog Begin(TimeSpan now)
    {
        if (_sent.Count >= MaximumTransfers)
        {
            var oldest = _sent.MinBy(s => s.Value.FirstSent).Key;
            _sent.Remove(oldest);
        }

        // A pause before: what was sent and heard then says nothing of now.
        if (now - _decided > _settings.Stale)
            (_decided, _sentSinceDecided, _unblocked, _sentSinceUnblocked, _isMeasuring) = (now, 0, now, 0, false);
        _opening?.Restart();
        return new SentLog();
    }

    private void ForgetStale()
    {
        if (_hearings.Count < 64)
            return;
        foreach (var (key, hearing) in _hearings)
        {
            if (!_sent.ContainsKey(key.Transfer) || _now - hearing.At > 4 * _settings.Stale)
                _hearings.Remove(key);
        }
    }

    /// <summary>Once half of those who report have told something of the rate that is in force.</summary>
    private void Decide()
    {
        var active = 0;
        var fresh = 0;
        foreach (var hearing in _hearings.Values)
        {
            active += _now - hearing.At < _settings.Stale ? 1 : 0;
            fresh += IsFresh(hearing) ? 1 : 0;
        }

        if (fresh * 2 < active)
            return;
        // The smaller queue, the larger share and the larger rate of two.
        var queue = TimeSpan.FromSeconds(-Median(IsFresh, h => -h.Queue.TotalSeconds));
        var delivered = Median(IsFresh, h => h.Delivered);
        var share = Median(IsFresh, h => h.Share);
        var sent = RateOf(_sentSinceDecided, _now - _decided);
        var isTooMuch = delivered < _settings.TooMuch * sent * (_reference?.Share ?? 1);
        RememberBest(Math.Min(delivered, sent), isTooMuch);
        var isFull = sent > 0.8 * _rate;
        var isBusy = isFull && !_wasBlocked;
        (_decided, _sentSinceDecided, _wasBlocked) = (_now, 0, false);
        // Of a sender that had no time to send at its rate, what arrives is no measure of the link.
        var capacity = isFull || isTooMuch ? Math.Min(sent, delivered / (_reference?.Share ?? 1)) : _rate;
        if (Drain(queue, capacity) || Measure())
            return;
        if (queue > _settings.FirstQueue)
            _isFirst = false;
        _reference ??= (sent, share);
        var isBad = IsSuspicious(share) || (_isFirst && share < _settings.WorthIt * _reference.Value.Share);
        var isTrial = !_isFirst && _rate >= _settings.Trial * _reference.Value.Sent;
        if (_now >= _trustedUntil && (isBad || isTrial))
            BeginToMeasure();
        else if (isBusy && queue < _settings.ShortQueue && _now >= _heldUntil)
            Grow(sent, share);
    }

    private void Grow(double sent, double share)
    {
        if (_isFirst)
        {
            _reference = (sent, share);
            // The least delay of a long interval is that of its beginning: the step must be one that the queue can bear until the next.
            Set(_rate * (1 + (_settings.FirstGrowth - 1) * Math.Min(1, _settings.FirstInterval / Median(IsFresh, h => h.Interval.TotalSeconds))));
            return;
        }

        // Receivers that had no time for a moment look like a slow line: where no queue stands any more, it was that.
        if (_rate < _settings.Start)
        {
            Set(Math.Min(_rate * _settings.Regrowth, _settings.Start));
            return;
        }

        Set(_rate * (_rate < _settings.Known * _best ? _settings.GrowthToKnown : _hasSeenQueue ? _settings.CarefulGrowth : _settings.Growth));
    }

    /// <summary>Slower while a queue stands; back to what the queue let through once it is gone.</summary>
    private bool Drain(TimeSpan queue, double capacity)
    {
        _hasSeenQueue |= queue >= _settings.ShortQueue;
        if (queue > _settings.LongQueue)
        {
            _isFirst = _isMeasuring = false;
            _doubt = null;
            // While a queue stands, what arrives is what the link carries.
            (TimeSpan Since, TimeSpan SlowedAt, double Capacity) drain = _drain is { } under
                ? under with { Capacity = Math.Max(under.Capacity, capacity) }
                : (_now, TimeSpan.MinValue, capacity);
            // A queue needs its time to go before it can be said that it stays.
            if (drain.SlowedAt == TimeSpan.MinValue || _now - drain.SlowedAt >= 2 * queue + _settings.Step)
            {
                drain.SlowedAt = _now;
                Set(Math.Max(Math.Min(Floor, _rate), _settings.SlowDown * Math.Min(_rate, drain.Capacity)));
            }

            _drain = drain;
            return true;
        }

        if (queue >= _settings.ShortQueue)
        {
            Ease(capacity);
            return true;
        }

        if (_drain is not { } over)
            return false;
        _drain = null;
        // It went as fast as our own queue goes: nobody else fills it.
        if (_now - over.Since < _settings.Stale)
            Set(Math.Max(_rate, _settings.Ease * over.Capacity));
        return true;
    }

    /// <summary>A little below what the link carries, so that the queue gets no longer.</summary>
    private void Ease(double capacity)
    {
        _isFirst = false;
        if (_now - _changed >= _settings.EaseInterval && _rate > capacity * _settings.Ease)
            Set(Math.Max(Math.Min(Floor, _rate), capacity * _settings.Ease));
    }

    /// <summary>The rate stands still until enough was heard to judge it.</summary>
    private void BeginToMeasure() => (_isMeasuring, _mark, _marked, _sentSinceMarked) = (true, _counter, _now, 0);

    /// <summary>True while a measurement is under way, and when one has just changed the rate.</summary>
    private bool Measure()
    {
        if (!_isMeasuring)
            return false;
        // As many as tell the share to 2 %: of what is hardly lost, few.
        var before = _reference?.Share ?? 1;
        var least = _now - _marked < _settings.LongestMeasurement
            ? Math.Max(_settings.LeastSample, (int)(_settings.Sample * before * (1 - before) / 0.16)) : _settings.LeastSample;
        var active = _hearings.Values.Count(h => _now - h.At < _settings.Stale);
        bool IsMeasured(Hearing hearing) => hearing.At > _marked && hearing.Mark == _mark && hearing.SentSinceMark >= least;
        if (_hearings.Values.Count(IsMeasured) * 2 < active)
            return true;
        _isMeasuring = false;
        Judge(RateOf(_sentSinceMarked, _now - _marked), Median(IsMeasured, h => h.ShareSinceMark));
        return true;
    }

    /// <summary>Whether what is sent above an earlier rate arrives.</summary>
    private void Judge(double sent, double share)
    {
        if (_doubt is { } doubt)
        {
            _doubt = null;
            var isOurs = share * _settings.WorthIt >= doubt.Share;
            _reference = (isOurs ? sent : doubt.Sent, share);
            if (!isOurs)
            {
                // As much is lost at the lower rate.
                (_trustedUntil, _heldUntil) = (_now + _settings.Trust, _now);
                Set(doubt.Rate);
            }
            else if (IsSuspicious(share))
            {
                StepDown(0.5, sent, share);
            }

            return;
        }

        var before = _reference?.Share ?? 1;
        if (share < _settings.WorthIt * before)
            StepDown(0.9 * share / before, sent, share);
        else if (IsSuspicious(share))
            StepDown(0.5, sent, share);
        else
            _reference = (sent, share);
    }

    private void StepDown(double factor, double sent, double share)
    {
        _isFirst = false;
        _doubt = (_rate, sent, share);
        _heldUntil = _now + _settings.Hold;
        Set(Math.Min(_rate, sent) * factor);
        BeginToMeasure();
    }

    /// <summary>Of what goes to one after the other, each hears little.</summary>
    private bool IsSuspicious(double share) => share < Suspicious && _sent.Values.All(log => log.IsToEverybody);

    private bool IsFresh(Hearing hearing) => hearing.At > _changed && hearing.UpTo > _changedCounter && _now - hearing.At < _settings.Stale;

    /// <summary>The larger one of two.</summary>
    private double Median(Func<Hearing, bool> counts, Func<Hearing, double> value)
    {
        _sorted.Clear();
        foreach (var hearing in _hearings.Values)
        {
            if (counts(hearing))
                _sorted.Add(value(hearing));
        }

        _sorted.Sort();
        return _sorted.Count == 0 ? 0 : _sorted[_sorted.Count / 2];
    }

    /// <summary>
    /// Forgotten only where less arrives than is sent. A queue that stands while all arrives is a neighbour's, or receivers that are late because their
    /// machines are busy: to go ever slower would not shorten it.
    /// </summary>
    private void RememberBest(double delivered, bool isTooMuch)
    {
        _best = Math.Max(isTooMuch ? _best * Math.Pow(0.5, (_now - _bestAt) / _settings.BestHalves) : _best, delivered);
        _bestAt = _now;
    }

    private void Set(double rate)
    {
        rate = Math.Clamp(rate, _settings.Least, CapOf(_settings));
        if (Math.Abs(rate - _rate) < 1)
            return;
        (_rate, _changed, _changedCounter) = (rate, _now, _counter);
    }
}
