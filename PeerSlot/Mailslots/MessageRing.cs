using System.Buffers;

namespace PeerSlot.Mailslots;

/// <summary>
/// Messages first in, first out, their bytes in one rented array that is used round and round: at a steady rate nothing is
/// allocated. Not thread-safe; <see cref="SlotQueue"/> has the lock.
/// </summary>
internal sealed class MessageRing
{
    /// <summary>Bytes. Forty datagrams: what piles up while a reader that keeps up is busy.</summary>
    private const int FirstSize = 64 * 1024;

    /// <summary>Bytes that an empty ring keeps; a larger one, left from a burst, goes back to the pool.</summary>
    private const int KeptSize = 256 * 1024;

    private readonly Queue<Entry> _entries = new();
    private byte[] _ring = [];
    private int _start;
    private int _used;

    private readonly record struct Entry(int Size, MailslotAddress? Origin, long Arrived);

    public int Count => _entries.Count;

    /// <summary>Bytes of all messages together.</summary>
    public int Bytes => _used;

    /// <summary>Bytes of the oldest message; <see cref="MailslotInfo.NoMessage"/> when there is none.</summary>
    public int NextSize => _entries.TryPeek(out var entry) ? entry.Size : MailslotInfo.NoMessage;

    /// <inheritdoc cref="SlotQueue.TryAdd"/>
    public void Add(ReadOnlySpan<byte> message, MailslotAddress? origin, long arrived = 0)
    {
        MakeRoomFor(message.Length);
        var end = _start + _used;
        if (end >= _ring.Length)
            end -= _ring.Length;
        var first = Math.Min(message.Length, _ring.Length - end);
        message[..first].CopyTo(_ring.AsSpan(end));
        message[first..].CopyTo(_ring);
        _used += message.Length;
        _entries.Enqueue(new Entry(message.Length, origin, arrived));
    }

    /// <summary>Takes the oldest message; the caller has asked <see cref="NextSize"/> and the buffer is large enough.</summary>
    public MailslotMessage Take(Span<byte> buffer)
    {
        var (size, origin, arrived) = _entries.Dequeue();
        CopyOut(buffer[..size]);
        _start += size;
        if (_start >= _ring.Length)
            _start -= _ring.Length;
        _used -= size;
        if (_used == 0)
        {
            _start = 0;
            if (_ring.Length > KeptSize)
                Release();
        }

        return new MailslotMessage(size, origin, _entries.Count > 0, arrived);
    }

    public void Clear()
    {
        _entries.Clear();
        (_start, _used) = (0, 0);
        Release();
    }

    private void CopyOut(Span<byte> to)
    {
        var first = Math.Min(to.Length, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(to);
        _ring.AsSpan(0, to.Length - first).CopyTo(to[first..]);
    }

    private void MakeRoomFor(int size)
    {
        if (_used + size <= _ring.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(_ring.Length * 2, _used + size)));
        CopyOut(larger.AsSpan(0, _used));
        Release();
        (_ring, _start) = (larger, 0);
    }

    private void Release()
    {
        if (_ring.Length > 0)
            ArrayPool<byte>.Shared.Return(_ring);
        _ring = [];
    }
}
