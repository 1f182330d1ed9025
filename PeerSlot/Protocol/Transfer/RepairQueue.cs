namespace PeerSlot.Protocol.Transfer;

/// <summary>Symbols asked for again, in the order of asking, each with all who asked.</summary>
internal sealed class RepairQueue(int maximum)
{
    private readonly Queue<int> _order = new();
    private readonly Dictionary<int, List<Recipient>> _wanted = [];

    public bool IsEmpty => _order.Count == 0;

    /// <summary>False where the round is full.</summary>
    public bool TryAdd(int symbol, Recipient recipient)
    {
        if (_wanted.TryGetValue(symbol, out var askers))
        {
            if (!askers.Contains(recipient))
                askers.Add(recipient);
            return true;
        }

        if (_order.Count >= maximum)
            return false;
        _wanted.Add(symbol, [recipient]);
        _order.Enqueue(symbol);
        return true;
    }

    public bool TryTake(out int symbol, out List<Recipient> askers)
    {
        askers = [];
        return _order.TryDequeue(out symbol) && _wanted.Remove(symbol, out askers!);
    }

    public void Clear()
    {
        _order.Clear();
        _wanted.Clear();
    }
}
