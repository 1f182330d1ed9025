using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>
/// What waits for the loop: messages, in a lane for each slot, and calls from other threads. The lanes are emptied in turn, so a flood in one slot
/// holds up no other.
/// </summary>
internal sealed class LoopInbox : IDisposable
{
    private readonly Lock _gate = new();

    /// <summary>
    /// Of <see cref="_isSignalled"/>. A monitor sleeps at once; the semaphores of the library spin before, and beside a stream, with as many
    /// programs as a lab machine may run, that was a fifth of all work (measured).
    /// </summary>
    private readonly object _something = new();
    private bool _isSignalled;
    private readonly Queue<Action<TimeSpan>> _calls = new();
    private InboxLane[] _lanes = [];
    private int _turn;
    private bool _closed;

    /// <summary>A message in the loop's own buffer.</summary>
    /// <param name="Arrived">As in <see cref="Mailslots.MailslotMessage"/>.</param>
    internal readonly record struct Message(byte[] Buffer, int Size, WellKnownSlot Slot, SlotAddress Source, long Arrived);

    /// <summary>Whether messages or calls are waiting.</summary>
    public bool HasMore
    {
        get
        {
            lock (_gate)
            {
                if (_calls.Count > 0)
                    return true;
            }

            foreach (var lane in _lanes)
            {
                if (!lane.IsEmpty)
                    return true;
            }

            return false;
        }
    }

    /// <summary>A slot's way in; before the loop starts.</summary>
    public InboxLane OpenLane(WellKnownSlot slot, int networkIndex, string network)
    {
        var lane = new InboxLane(this, slot, networkIndex, network);
        _lanes = [.. _lanes, lane];
        return lane;
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

    /// <summary>The oldest message of the lane whose turn it is, or of the next that has one.</summary>
    /// <param name="buffer">At least <see cref="WireLimits.MaximumMessage"/> bytes; the message stands in it.</param>
    public bool TryTake(byte[] buffer, out Message message)
    {
        for (var tried = 0; tried < _lanes.Length; tried++)
        {
            _turn = (_turn + 1) % _lanes.Length;
            if (_lanes[_turn].TryTake(buffer, out message))
                return true;
        }

        message = default;
        return false;
    }

    public bool TryTakeCall(out Action<TimeSpan>? call)
    {
        lock (_gate)
            return _calls.TryDequeue(out call);
    }

    /// <summary>Returns when something was posted, or after <paramref name="limit"/>, rounded up to a millisecond so that nobody spins.</summary>
    /// <returns>False: the limit passed.</returns>
    public bool Wait(TimeSpan limit)
    {
        lock (_something)
        {
            if (!_isSignalled && limit > TimeSpan.Zero)
                Monitor.Wait(_something, (int)Math.Ceiling(limit.TotalMilliseconds));
            var wasSignalled = _isSignalled;
            _isSignalled = false;
            return wasSignalled;
        }
    }

    /// <summary>Wakes the loop.</summary>
    public void Signal()
    {
        lock (_something)
        {
            _isSignalled = true;
            Monitor.Pulse(_something);
        }
    }

    /// <summary>Takes nothing more and lets waiting readers go.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        foreach (var lane in _lanes)
            lane.Close();
        Signal();
    }

    /// <summary>After <see cref="Close"/>, once no reader is left.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
    }
}
