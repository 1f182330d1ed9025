namespace PeerSlot.Protocol.Transfer;

/// <summary>Symbols asked for again, in the order of asking, each with all who asked.</summary>
internal sealed class RepairQueue(int maximum)
{
    private readonly Queue<int> order = new();
    private readonly Dictionary<int, List<Recipient>> wanted = [];

    public bool IsEmpty => order.Count == 0;

    /// <summary>False where the round is full.</summary>
    public bool TryAdd(int symbol, Recipient recipient)
    {
        if (wanted.TryGetValue(symbol, out var askers))
        {
            if (!askers.Contains(recipient))
                askers.Add(recipient);
            return true;
        }

        if (order.Count >= maximum)
            return false;
        wanted.Add(symbol, [recipient]);
        order.Enqueue(symbol);
        return true;
    }

    public bool TryTake(out int symbol, out List<Recipient> askers)
    {
        askers = [];
        return order.TryDequeue(out symbol) && wanted.Remove(symbol, out askers!);
    }

    public void Clear()
    {
        order.Clear();
        wanted.Clear();
    }
}
