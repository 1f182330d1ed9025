using System.Buffers;
using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>
/// What waits for the loop: messages that slots gave and calls from other threads. Bounded in bytes: a reader that is ahead
/// of the loop waits, its slot fills, and what does not fit there is lost as a mailslot may lose it.
/// </summary>
internal sealed class LoopInbox : IDisposable
{
    /// <summary>Bytes. A third of a second of a 100 Mbit/s stream.</summary>
    private const int MaximumBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _something = new(0, 1);
    private readonly Queue<Message> _messages = new();
    private readonly Queue<Action<TimeSpan>> _calls = new();
    private readonly ManualResetEventSlim _room = new(true);
    private long _bytes;
    private bool _closed;

    /// <summary>A message in a rented buffer.</summary>
    internal readonly record struct Message(byte[] Buffer, int Size, WellKnownSlot Slot, SlotAddress Source)
    {
        public ReadOnlySpan<byte> Span => Buffer.AsSpan(0, Size);

        public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
    }

    /// <summary>Waits while the inbox is full. False once it is closed.</summary>
    public bool Post(in Message message)
    {
        while (true)
        {
            _room.Wait();
            lock (_gate)
            {
                if (_closed)
                    return false;
                if (_bytes >= MaximumBytes)
                    continue;
                _messages.Enqueue(message);
                _bytes += message.Size;
                if (_bytes >= MaximumBytes)
                    _room.Reset();
            }

            Signal();
            return true;
        }
    }

    public void Post(Action<TimeSpan> call)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _calls.Enqueue(call);
        }

        Signal();
    }

    public bool TryTake(out Message message)
    {
        lock (_gate)
        {
            if (!_messages.TryDequeue(out message))
                return false;
            _bytes -= message.Size;
            if (_bytes < MaximumBytes)
                _room.Set();
            return true;
        }
    }

    public bool TryTakeCall(out Action<TimeSpan>? call)
    {
        lock (_gate)
            return _calls.TryDequeue(out call);
    }

    /// <summary>Whether messages or calls are waiting.</summary>
    public bool HasMore
    {
        get
        {
            lock (_gate)
                return _messages.Count > 0 || _calls.Count > 0;
        }
    }

    /// <summary>Returns when something was posted, or after <paramref name="limit"/>, rounded up to a millisecond so that nobody spins.</summary>
    public void Wait(TimeSpan limit) => _something.Wait(limit <= TimeSpan.Zero ? 0 : (int)Math.Ceiling(limit.TotalMilliseconds));

    /// <summary>Takes nothing more and lets waiting readers go.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        _room.Set();
        Signal();
    }

    /// <summary>After <see cref="Close"/>, once no reader is left.</summary>
    public void Dispose()
    {
        _something.Dispose();
        _room.Dispose();
    }

    private void Signal()
    {
        try
        {
            if (_something.CurrentCount == 0)
                _something.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two threads signalled at once: the loop wakes all the same.
        }
    }
}
