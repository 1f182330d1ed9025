namespace PeerSlot.Protocol.Transfer;

/// <summary>The newest symbols of one sending, in the order of their counters: what is still on its way to whom.</summary>
internal sealed class SymbolLog
{
    /// <summary>Symbols. 0.18 s at 1 Gbit/s: what was sent earlier has come by now or is lost.</summary>
    private const int Size = 16_384;

    private readonly ushort[] _onTheWay;
    private Entry[] _entries = new Entry[64];
    private long _count;

    public SymbolLog(int blocks) => _onTheWay = new ushort[blocks];

    /// <param name="counter">Of the datagram; rises.</param>
    /// <param name="block">Its block.</param>
    /// <param name="target">The number of the one who gets it; 0 = everybody.</param>
    public void Add(ulong counter, int block, int target)
    {
        if (_count == _entries.Length && _entries.Length < Size)
            Array.Resize(ref _entries, _entries.Length * 4);
        _entries[_count++ % _entries.Length] = new Entry(counter, target, (ushort)block);
    }

    /// <summary>How many a recipient could hear of those after one counter, up to another.</summary>
    public int CountTo(Recipient recipient, ulong after, ulong upTo)
    {
        var heard = 0;
        for (var at = _count - 1; at >= Oldest && At(at).Counter > after; at--)
        {
            if (At(at).Counter <= upTo && CanHear(recipient, At(at).Target))
                heard++;
        }

        return heard;
    }

    /// <summary>Symbols of each block that were sent to a recipient after a counter. Valid until the next call.</summary>
    public ReadOnlySpan<ushort> OnTheWayTo(Recipient recipient, ulong after)
    {
        Array.Clear(_onTheWay);
        for (var at = _count - 1; at >= Oldest && At(at).Counter > after; at--)
        {
            if (CanHear(recipient, At(at).Target))
                _onTheWay[At(at).Block]++;
        }

        return _onTheWay;
    }

    private long Oldest => Math.Max(0, _count - _entries.Length);

    private ref Entry At(long position) => ref _entries[position % _entries.Length];

    private static bool CanHear(Recipient recipient, int target) => target == recipient.Number || (target == 0 && !recipient.IsDeaf);

    private readonly record struct Entry(ulong Counter, int Target, ushort Block);
}
