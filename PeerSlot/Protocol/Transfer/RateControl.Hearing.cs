namespace PeerSlot.Protocol.Transfer;

public sealed partial class RateControl
{
    /// <summary>What one receiver's reports of one transfer say.</summary>
    private sealed class Hearing
    {
        /// <summary>Symbols: fewer tell nothing of a loss rate.</summary>
        private const int LeastSample = 8;

        private long _countedAtMark;
        private uint _receivedAtMark;
        private ulong _highest;
        private uint _received;
        private long _counted;
        private TimeSpan _countedAt;
        private bool _hasBase;
        private TimeSpan _youngBase;
        private TimeSpan _oldBase;
        private TimeSpan _youngSince;

        public Hearing(TimeSpan firstSent) => _countedAt = firstSent;

        /// <summary>When it last reported something new.</summary>
        public TimeSpan At { get; private set; }

        /// <summary>The highest counter that the newest sample speaks of.</summary>
        public ulong UpTo { get; private set; }

        /// <summary>Which measurement <see cref="SentSinceMark"/> belongs to.</summary>
        public ulong Mark { get; private set; }

        /// <summary>Symbols of that measurement that it could hear.</summary>
        public long SentSinceMark => _counted - _countedAtMark;

        public double ShareSinceMark => Math.Min(1, (double)(_received - _receivedAtMark) / Math.Max(1, SentSinceMark));

        /// <summary>Share of what was sent that was heard, 0 to 1.</summary>
        public double Share { get; private set; }

        /// <summary>Bits a second heard.</summary>
        public double Delivered { get; private set; }

        /// <summary>What <see cref="Delivered"/> was measured over.</summary>
        public TimeSpan Interval { get; private set; }

        /// <summary>Above the least of the last seconds.</summary>
        public TimeSpan Queue { get; private set; }

        public bool TryTake(TimeSpan now, SentLog log, ulong highest, uint received, TimeSpan? delay, TimeSpan delayMemory, ulong mark)
        {
            if (received < _received || highest < _highest || !log.TryCountTo(highest, out var counted, out var sentAt))
                return false;
            // What was sent that short a time ago has not waited longer: a clock that jumped says otherwise.
            if (delay is { } known)
                Queue = Shorter(AboveBase(now, known, delayMemory), now - sentAt);
            var sent = counted - _counted;
            if (sent < LeastSample)
                return false;
            var heard = received - _received;
            Share = Math.Min(1, (double)heard / sent);
            if (now > _countedAt)
                Delivered = heard * log.AverageBytes * 8 / (now - _countedAt).TotalSeconds;
            (UpTo, At, Interval) = (highest, now, now - _countedAt);
            (_highest, _received, _counted, _countedAt) = (highest, received, counted, now);
            if (Mark != mark && highest >= mark)
                (Mark, _countedAtMark, _receivedAtMark) = (mark, counted, received);
            return true;
        }

        private TimeSpan AboveBase(TimeSpan now, TimeSpan delay, TimeSpan memory)
        {
            if (!_hasBase)
                (_hasBase, _youngBase, _oldBase, _youngSince) = (true, delay, TimeSpan.MaxValue, now);
            if (now - _youngSince > memory)
                (_oldBase, _youngBase, _youngSince) = (_youngBase, delay, now);
            if (delay < _youngBase)
                _youngBase = delay;
            return delay - Shorter(_oldBase, _youngBase);
        }

        private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }
}
