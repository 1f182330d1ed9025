using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Wire;

/// <summary>The newest so many entries; adding one more forgets the oldest.</summary>
internal sealed class RecentMap<TKey, TValue>(int maximum)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly Queue<TKey> _order = new();

    public int Count => _values.Count;

    public void Set(TKey key, TValue value)
    {
        if (!_values.ContainsKey(key))
        {
            _order.Enqueue(key);
            if (_order.Count > maximum)
                _values.Remove(_order.Dequeue());
        }

        _values[key] = value;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);
}
