namespace PeerSlot.Protocol.Lab;

/// <summary>The last few packets that came without a head: the network may have swapped them with it.</summary>
internal sealed class EarlyPackets(TimeSpan within)
{
    /// <summary>Two packets, each twice.</summary>
    private const int Count = 4;

    private readonly (TimeSpan At, bool Used, byte[] Message)[] _ring =
        [.. Enumerable.Range(0, Count).Select(_ => (TimeSpan.Zero, false, new byte[LabPacket.Size]))];

    private int _next;

    public void Keep(TimeSpan now, ReadOnlySpan<byte> message)
    {
        ref var place = ref _ring[_next];
        message.CopyTo(place.Message);
        (place.At, place.Used) = (now, true);
        _next = (_next + 1) % Count;
    }

    /// <summary>Forgets all, and gives those that have not waited too long, oldest first.</summary>
    public IEnumerable<byte[]> TakeAll(TimeSpan now)
    {
        for (var i = 0; i < Count; i++)
        {
            var (at, used, message) = _ring[(_next + i) % Count];
            _ring[(_next + i) % Count].Used = false;
            if (used && now - at <= within)
                yield return message;
        }
    }
}
