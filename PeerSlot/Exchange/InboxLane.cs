using PeerSlot.Mailslots;
using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>
/// What one slot's reader has brought and the loop has not yet taken, in a ring that is used round and round. Bounded: a reader that is ahead of the
/// loop waits, its slot fills, and what does not fit there is lost as a mailslot may lose it; so is what a driver's thread brings, which cannot wait.
/// </summary>
internal sealed class InboxLane(LoopInbox inbox, WellKnownSlot slot, int networkIndex, string network) : IDisposable
{
    /// <summary>Bytes. A third of a second of a 100 Mbit/s stream.</summary>
    private const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>Sources remembered, so that a message from a known one allocates nothing.</summary>
    private const int MaximumSources = 4_096;

    private readonly Lock _gate = new();
    private readonly MessageRing _messages = new();
    private readonly ManualResetEventSlim _room = new(true);
    private readonly Dictionary<MailslotAddress, SlotAddress> _sources = [];
    private bool _wakes;
    private volatile bool _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _messages.Count == 0;
        }
    }

    /// <summary>
    /// Adds a message if there is room; <see cref="Wake"/> follows when no more is there at once: a loop that is woken by the first of ten messages takes them
    /// one by one.
    /// </summary>
    /// <param name="message">Copied.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="arrived">As in <see cref="MailslotMessage"/>.</param>
    public bool TryPost(ReadOnlySpan<byte> message, MailslotAddress origin, long arrived)
    {
        lock (_gate)
        {
            if (_closed || _messages.Bytes >= MaximumBytes)
                return false;
            // The loop waits only when every lane is empty.
            _wakes |= _messages.Count == 0;
            _messages.Add(message, origin, arrived);
            if (_messages.Bytes >= MaximumBytes)
                _room.Reset();
            return true;
        }
    }

    /// <summary>As <see cref="TryPost"/>, but waits while there is no room. False once the inbox is closed.</summary>
    public bool Post(ReadOnlySpan<byte> message, MailslotAddress origin, long arrived)
    {
        while (!TryPost(message, origin, arrived))
        {
            if (_closed)
                return false;
            Wake();
            _room.Wait();
        }

        return true;
    }

    /// <summary>Wakes the loop if it may wait for what was added.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_wakes)
                return;
            _wakes = false;
        }

        inbox.Signal();
    }

    /// <summary>For the loop's thread only.</summary>
    public bool TryTake(byte[] buffer, out LoopInbox.Message message)
    {
        MailslotMessage taken;
        lock (_gate)
        {
            message = default;
            if (_messages.Count == 0)
                return false;
            taken = _messages.Take(buffer);
            if (_messages.Bytes < MaximumBytes)
                _room.Set();
        }

        message = new LoopInbox.Message(buffer, taken.Size, slot, SourceOf(taken.Origin!), taken.Arrived);
        return true;
    }

    public void Close()
    {
        lock (_gate)
            _closed = true;
        _room.Set();
    }

    public void Dispose() => _room.Dispose();

    private SlotAddress SourceOf(MailslotAddress origin)
    {
        if (_sources.TryGetValue(origin, out var known))
            return known;
        if (_sources.Count >= MaximumSources)
            _sources.Clear();
        return _sources[origin] = new SlotAddress(networkIndex, network, origin);
    }
}
