using System.Collections.Concurrent;

namespace PeerSlot.Mailslots.Lan;

/// <summary>The slots of this process by their tags, asked for each datagram that arrives.</summary>
internal sealed class LanSlots
{
    private readonly ConcurrentDictionary<uint, Slot> _byTag = new();

    private sealed record Slot(LanSlotName Name, SlotQueue Queue);

    /// <returns>False when a slot of that name (or, once in 4 billion, with its tag) exists.</returns>
    public bool TryAdd(LanSlotName name, SlotQueue queue) => _byTag.TryAdd(name.Tag, new Slot(name, queue));

    public void Remove(LanSlotName name) => _byTag.TryRemove(name.Tag, out _);

    /// <summary>Finds whom a datagram is for; false: not ours, or nobody here has that slot.</summary>
    public bool TryFind(ReadOnlySpan<byte> datagram, out SlotQueue? queue, out ReadOnlySpan<byte> message)
    {
        queue = null;
        if (!LanFrame.TryRead(datagram, out var tag, out var name, out message)
            || !_byTag.TryGetValue(tag, out var slot)
            || !name.SequenceEqual(slot.Name.NameOnWire))
        {
            return false;
        }

        queue = slot.Queue;
        return true;
    }

    public void CloseAll()
    {
        foreach (var slot in _byTag.Values)
            slot.Queue.Close();
        _byTag.Clear();
    }
}
