namespace PeerSlot.Protocol.Transfer;

public sealed partial class RateControl
{
    /// <summary>The newest symbols of one transfer: how many, and when, up to a counter.</summary>
    private sealed class SentLog
    {
        /// <summary>Symbols: 0.2 s at 1 Gbit/s; a report speaks of the last 50 ms.</summary>
        private const int Largest = 16_384;

        private (ulong Counter, TimeSpan At)[] _entries = new (ulong, TimeSpan)[256];
        private long _bytes;

        public long Count { get; private set; }

        public bool IsToEverybody { get; set; } = true;

        public double AverageBytes => Count == 0 ? 0 : (double)_bytes / Count;

        public TimeSpan FirstSent { get; private set; }

        private long Oldest => Math.Max(0, Count - _entries.Length);

        public void Add(TimeSpan now, ulong counter, int bytes)
        {
            if (Count == 0)
                FirstSent = now;
            if (Count == _entries.Length && _entries.Length < Largest)
                Array.Resize(ref _entries, _entries.Length * 4);
            _entries[Count++ % _entries.Length] = (counter, now);
            _bytes += bytes;
        }

        /// <summary>How many symbols were sent up to a counter, and when the last of these; false: the log does not reach so far back.</summary>
        public bool TryCountTo(ulong counter, out long count, out TimeSpan at)
        {
            var (low, high) = (Oldest, Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (At(middle).Counter <= counter)
                    low = middle + 1;
                else
                    high = middle;
            }

            count = low;
            at = low > Oldest ? At(low - 1).At : default;
            return low > Oldest;
        }

        private (ulong Counter, TimeSpan At) At(long position) => _entries[position % _entries.Length];
    }
}
