namespace PeerSlot.Protocol.Transfer;

/// <summary>How many more symbols of which blocks are to be sent, to everybody or to one.</summary>
internal sealed class RepairPlan(int blocks, int maximum)
{
    private const byte Fresh = byte.MaxValue;

    private readonly byte[] _wanted = new byte[blocks];
    private readonly Queue<int> _order = new();

    /// <summary>Of a block that is wanted from its beginning the next source symbol.</summary>
    private byte[]? _source;

    public int Total { get; private set; }

    /// <summary>Raises what is wanted of a block to <paramref name="count"/>; less than that where the plan is full.</summary>
    /// <param name="fromBeginning">Its source symbols, in order: they need no decoding, and fewer would be missing otherwise.</param>
    public void Want(int block, int count, bool fromBeginning = false)
    {
        ref var wanted = ref _wanted[block];
        var more = Math.Min(Math.Min(count, byte.MaxValue) - wanted, maximum - Total);
        if (more <= 0)
            return;
        if (wanted == 0)
            _order.Enqueue(block);
        if (fromBeginning && wanted == 0)
            (_source ??= Beginnings())[block] = 0;
        wanted += (byte)more;
        Total += more;
    }

    /// <summary>Takes one symbol.</summary>
    /// <param name="source">Its index where it is a certain one; -1 = any fresh one.</param>
    public bool TryTake(out int block, out int source)
    {
        source = -1;
        if (!_order.TryPeek(out block))
            return false;
        if (_source is not null && _source[block] != Fresh)
            source = _source[block]++;
        Total--;
        if (--_wanted[block] > 0)
            return true;
        _order.Dequeue();
        if (_source is not null)
            _source[block] = Fresh;
        return true;
    }

    public void Clear()
    {
        while (TryTake(out _, out _))
        {
        }
    }

    private byte[] Beginnings()
    {
        var none = new byte[_wanted.Length];
        Array.Fill(none, Fresh);
        return none;
    }
}
