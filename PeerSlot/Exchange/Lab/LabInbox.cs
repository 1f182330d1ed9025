namespace PeerSlot.Exchange.Lab;

/// <summary>
/// What waits for the lab server's loop, in room that is taken once. Bounded: a reader that is ahead waits, and its slot fills. One loop takes,
/// any thread posts.
/// </summary>
internal sealed class LabInbox
{
    /// <summary>Messages: a tenth of a second of a sender that paces itself.</summary>
    private const int Maximum = 1_024;

    /// <summary>Bytes that are kept of a message. No message of the lab protocol is longer than 300: one byte more tells that.</summary>
    private const int Longest = 301;

    private readonly object _gate = new();
    private readonly Entry[] _entries = new Entry[Maximum];
    private readonly byte[] _bytes = new byte[Maximum * Longest];
    private readonly byte[] _taken = new byte[Longest];
    private int _first;
    private int _count;
    private bool _closed;

    private record struct Entry(LabSlotReader? Reader, int Size, Action<TimeSpan>? Call);

    internal readonly ref struct Item(LabSlotReader? reader, ReadOnlySpan<byte> message, Action<TimeSpan>? call)
    {
        /// <summary>Null = a call.</summary>
        public LabSlotReader? Reader { get; } = reader;

        /// <summary>Valid until the next item is taken.</summary>
        public ReadOnlySpan<byte> Message { get; } = message;

        public Action<TimeSpan>? Call { get; } = call;
    }

    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    public void Post(LabSlotReader reader, ReadOnlySpan<byte> message) => Add(reader, message[..Math.Min(message.Length, Longest)], null);

    public void Post(Action<TimeSpan> call) => Add(null, [], call);

    /// <summary>False when nothing came in time, or the inbox is closed.</summary>
    public bool TryTake(out Item item, TimeSpan limit)
    {
        item = default;
        lock (_gate)
        {
            if (_count == 0 && !_closed)
                Monitor.Wait(_gate, limit);
            if (_count == 0)
                return false;
            ref var entry = ref _entries[_first];
            BytesOf(_first)[..entry.Size].CopyTo(_taken);
            item = new Item(entry.Reader, _taken.AsSpan(0, entry.Size), entry.Call);
            entry = default;
            _first = (_first + 1) % Maximum;
            if (_count-- == Maximum)
                Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Takes nothing more and lets waiting readers go.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Add(LabSlotReader? reader, ReadOnlySpan<byte> message, Action<TimeSpan>? call)
    {
        lock (_gate)
        {
            while (_count == Maximum && !_closed)
                Monitor.Wait(_gate);
            if (_closed)
                return;
            var place = (_first + _count) % Maximum;
            _entries[place] = new Entry(reader, message.Length, call);
            message.CopyTo(BytesOf(place));
            if (_count++ == 0)
                Monitor.PulseAll(_gate);
        }
    }

    private Span<byte> BytesOf(int place) => _bytes.AsSpan(place * Longest, Longest);
}
