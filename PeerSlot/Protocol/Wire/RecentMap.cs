using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Wire;

/// <summary>The newest so many entries; adding one more forgets the oldest.</summary>
internal sealed class RecentMap<TKey, TValue>(int maximum)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> values = [];
    private readonly Queue<TKey> order = new();

    public int Count => values.Count;

    public void Set(TKey key, TValue value)
    {
        if (!values.ContainsKey(key))
        {
            order.Enqueue(key);
            if (order.Count > maximum)
                values.Remove(order.Dequeue());
        }

        values[key] = value;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => values.TryGetValue(key, out value);
}
