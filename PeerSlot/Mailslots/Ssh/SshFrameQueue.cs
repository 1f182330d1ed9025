using System.Diagnostics;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>Frames that wait for the pipe. Short on purpose: what waits long is late, and a message that is lost at once is repaired sooner.</summary>
internal sealed class SshFrameQueue
{
    /// <summary>Bytes: a fifth of a second at 10 Mbit/s.</summary>
    public const int Capacity = 256 * 1024;

    /// <summary>Bytes of a frame that carries no picture data. For these a quarter of the queue is kept free: announcements and receipts pass a full line.</summary>
    private const int Small = 512;

    /// <summary>A line that takes nothing for so long is not merely slow.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly MessageRing _frames = new();
    private long _taken = Stopwatch.GetTimestamp();
    private bool _closed;

    /// <summary>Frames wait, and none was taken for a while.</summary>
    public bool IsStuck
    {
        get
        {
            lock (_gate)
                return _frames.Count > 0 && Stopwatch.GetElapsedTime(_taken) > StuckAfter;
        }
    }

    /// <summary>False: no room, or closed.</summary>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_closed || _frames.Bytes + frame.Length > (frame.Length > Small ? Capacity / 4 * 3 : Capacity))
                return false;
            if (_frames.Count == 0)
            {
                _taken = Stopwatch.GetTimestamp();
                Monitor.PulseAll(_gate);
            }

            _frames.Add(frame, origin: null);
            return true;
        }
    }

    /// <summary>Takes as many frames as fit, once there is one.</summary>
    /// <returns>Bytes; 0 when none came within that time. -1: closed and empty.</returns>
    public int Take(Span<byte> buffer, TimeSpan wait)
    {
        lock (_gate)
        {
            if (_frames.Count == 0 && !_closed)
                Monitor.Wait(_gate, wait);
            if (_frames.Count == 0)
                return _closed ? -1 : 0;
            _taken = Stopwatch.GetTimestamp();
            var size = 0;
            while (_frames.Count > 0 && size + _frames.NextSize <= buffer.Length)
                size += _frames.Take(buffer[size..]).Size;
            return size;
        }
    }

    /// <summary>Nothing comes any more; what waits can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
