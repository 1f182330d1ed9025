using System.Diagnostics;

namespace PeerSlot.Mailslots;

/// <summary>
/// What a slot holds: unread messages in order, with exact numbers and a read that waits. The drivers without a kernel share
/// it. All members may be called from any thread.
/// </summary>
/// <param name="maximumMessageSize">Bytes; a larger message is dropped, as it came over a network that cannot be told. 0 = any.</param>
/// <param name="readTimeout">Zero = do not wait, <see cref="Timeout.InfiniteTimeSpan"/> = wait forever.</param>
/// <param name="budget">Of all slots of the driver.</param>
internal sealed class SlotQueue(int maximumMessageSize, TimeSpan readTimeout, QueueBudget budget)
{
    /// <summary>Bytes that each message counts beside its own, so that a flood of empty messages is bounded too.</summary>
    public const int MessageOverhead = 64;

    private readonly object _gate = new();
    private readonly MessageRing _messages = new();
    private TimeSpan _readTimeout = CheckedTimeout(readTimeout);
    private long _borrowed;
    private IMailslotSink? _sink;
    private bool _closed;

    /// <exception cref="MailslotException">InvalidHandle (6): the slot was closed.</exception>
    public MailslotInfo Info
    {
        get
        {
            lock (_gate)
            {
                ThrowIfClosed();
                return new MailslotInfo(maximumMessageSize, _messages.NextSize, _messages.Count, _readTimeout);
            }
        }
    }

    public void SetReadTimeout(TimeSpan readTimeout)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            _readTimeout = CheckedTimeout(readTimeout);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Adds a message at the end. False: closed, larger than the slot takes, or no room; then it is lost.</summary>
    /// <param name="wakes">
    /// False: more follows at once, and then <see cref="Wake"/>. A reader that is woken by the first of ten messages takes the core and the next nine
    /// turns, one each (measured).
    /// </param>
    /// <param name="message">Copied.</param>
    /// <param name="origin">Where an answer can be written to.</param>
    /// <param name="arrived">As in <see cref="MailslotMessage"/>.</param>
    public bool TryAdd(ReadOnlySpan<byte> message, MailslotAddress? origin, bool wakes = true, long arrived = 0)
    {
        if (maximumMessageSize > 0 && message.Length > maximumMessageSize)
            return false;
        lock (_gate)
        {
            if (_sink is not null && !_closed)
            {
                _sink.Take(message, origin, arrived);
                if (wakes)
                    _sink.Wake();
                return true;
            }

            var charged = _messages.Bytes + message.Length + ((_messages.Count + 1L) * MessageOverhead);
            if (_closed || charged > MailslotLimits.QueueBytes || !TryBorrow(charged))
                return false;
            // Only an empty slot has reads that wait.
            if (wakes && _messages.Count == 0)
                Monitor.PulseAll(_gate);
            _messages.Add(message, origin, arrived);
            return true;
        }
    }

    /// <summary>Ends the wait of reads for what was added without waking them.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_sink is not null && !_closed)
                _sink.Wake();
            else
                Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc cref="IMailslotServer.TryForward"/>
    public void Forward(IMailslotSink sink)
    {
        lock (_gate)
        {
            var buffer = new byte[MailslotLimits.LargestMessage];
            while (_messages.Count > 0)
            {
                var message = _messages.Take(buffer);
                sink.Take(buffer.AsSpan(0, message.Size), message.Origin, message.Arrived);
            }

            sink.Wake();
            TryBorrow(0);
            _sink = sink;
        }
    }

    /// <inheritdoc cref="IMailslotServer.Read"/>
    public MailslotReadResult Read(Span<byte> buffer, out MailslotMessage message)
    {
        message = default;
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!_closed && _messages.Count == 0)
            {
                if (!WaitFor(started))
                    return MailslotReadResult.TimedOut;
            }

            if (_closed)
                return MailslotReadResult.Closed;
            if (_messages.NextSize > buffer.Length)
                return MailslotReadResult.BufferTooSmall;
            message = _messages.Take(buffer);
            TryBorrow(_messages.Bytes + (_messages.Count * (long)MessageOverhead));
            return MailslotReadResult.Message;
        }
    }

    /// <summary>Ends every read that waits; the unread messages are gone.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _messages.Clear();
            TryBorrow(0);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Waits until something changed; false when the timeout, as it is set now, is over for a read that began at <paramref
    /// name="started"/>.
    /// </summary>
    private bool WaitFor(long started)
    {
        if (_readTimeout == Timeout.InfiniteTimeSpan)
            return Monitor.Wait(_gate);
        var left = (_readTimeout - Stopwatch.GetElapsedTime(started)).TotalMilliseconds;
        if (left <= 0)
            return false;
        Monitor.Wait(_gate, (int)Math.Min(Math.Ceiling(left), int.MaxValue));
        return true;
    }

    /// <summary>Takes from the budget, or gives back, so that it has what these bytes need of it.</summary>
    private bool TryBorrow(long charged)
    {
        var more = Math.Max(0, charged - QueueBudget.OwnBytes) - _borrowed;
        if (more < 0)
            budget.GiveBack(-more);
        else if (more > 0 && !budget.TryTake(more))
            return false;
        _borrowed += more;
        return true;
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new MailslotException(MailslotError.InvalidHandle, "The slot is closed.");
    }

    private static TimeSpan CheckedTimeout(TimeSpan timeout) =>
        timeout >= TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan
            ? timeout
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A read timeout is zero, positive or infinite.");
}
