using System.Buffers;
using System.Diagnostics;

namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// Writes to one slot on a thread of its own, since a writer whose reader does not read blocks (rule 22). The caller waits for its
/// message, but not for ever: then the message stays in a bounded queue here, and the next ones join it.
/// </summary>
/// <remarks>
/// The thread and the handle live only while there is something to write and a little longer: on Wine a writer that stays
/// keeps the name of a closed slot taken (rule 26).
/// </remarks>
internal sealed class SlotWriter(IMachineSlots slots, MailslotPath path, TimeSpan patience) : IDisposable
{
    /// <summary>Messages and bytes that wait behind one that blocks; what comes after that is refused.</summary>
    public const int LongestQueue = 1_024;

    private const int QueueBytes = 512 * 1024;
    private const int StackSize = 128 * 1024;

    /// <summary>Without a message for so long the handle is closed and the thread ends.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>A lab program that opens a slot without FILE_SHARE_WRITE shuts others out while it writes (rule 10).</summary>
    private static readonly TimeSpan SharingLimit = TimeSpan.FromSeconds(1);

    /// <summary>What <see cref="Dispose"/> allows the messages that wait.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly Queue<Pending> _queue = new();
    private Thread? _thread;
    private IMachineWriter? _writer;
    private int _bytes;
    private bool _stuck;
    private bool _disposed;

    /// <summary>A Win32 error; 0 when the message left, or waits behind one that blocks. FileNotFound: nobody has the slot.</summary>
    public int Write(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_queue.Count >= LongestQueue || _bytes + message.Length > QueueBytes)
                return Win32Error.SemaphoreTimeout;
            if (_thread is null && slots.TryOpen(path, out _writer) is var error and not (Win32Error.Success or Win32Error.SharingViolation))
                return error;
            var pending = Add(message);
            return _stuck ? Win32Error.Success : WaitFor(pending);
        }
    }

    /// <summary>Gives what waits a last chance. A thread that is blocked then is left behind; it ends with its reader or the program.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
            var started = Stopwatch.GetTimestamp();
            while (_thread is not null && Left(FlushLimit, started) is var left && left > TimeSpan.Zero)
                Monitor.Wait(_gate, left);
        }
    }

    private static TimeSpan Left(TimeSpan limit, long started) => limit - Stopwatch.GetElapsedTime(started);

    private Pending Add(ReadOnlySpan<byte> message)
    {
        var pending = new Pending(message);
        _queue.Enqueue(pending);
        _bytes += message.Length;
        if (_thread is null)
        {
            _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"writer {path.Name}" };
            _thread.Start();
        }

        Monitor.PulseAll(_gate);
        return pending;
    }

    private int WaitFor(Pending pending)
    {
        var started = Stopwatch.GetTimestamp();
        while (!pending.IsDone)
        {
            var left = Left(patience, started);
            if (left <= TimeSpan.Zero)
            {
                _stuck = true;
                return Win32Error.Success;
            }

            Monitor.Wait(_gate, left);
        }

        return pending.Error;
    }

    private void Run()
    {
        while (TryTake(out var pending))
        {
            var error = Deliver(pending.Message);
            lock (_gate)
            {
                _queue.Dequeue();
                _bytes -= pending.Message.Length;
                _stuck &= _queue.Count > 0;
                pending.End(error);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>False: nothing to do for a while; then the handle is closed and this thread is forgotten.</summary>
    private bool TryTake(out Pending pending)
    {
        lock (_gate)
        {
            var started = Stopwatch.GetTimestamp();
            while (_queue.Count == 0 && !_disposed && Left(Idle, started) is var left && left > TimeSpan.Zero)
                Monitor.Wait(_gate, left);
            if (_queue.TryPeek(out pending!))
                return true;
            _writer?.Dispose();
            (_writer, _thread) = (null, null);
            Monitor.PulseAll(_gate);
            return false;
        }
    }

    /// <summary>
    /// A handle may have outlived its slot, which has a new reader by now: what fails is tried through a new handle. One to another
    /// computer has nothing to do with a reader there (rule 6).
    /// </summary>
    private int Deliver(ReadOnlySpan<byte> message)
    {
        var error = _writer?.Write(message) ?? Win32Error.InvalidHandle;
        if (error is Win32Error.Success or Win32Error.InvalidUserBuffer or Win32Error.InvalidParameter
            || (_writer is not null && path.Scope != MailslotScope.Local))
        {
            return error;
        }

        _writer?.Dispose();
        _writer = null;
        error = Open();
        return error == Win32Error.Success ? _writer!.Write(message) : error;
    }

    private int Open()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var error = slots.TryOpen(path, out _writer);
            if (error != Win32Error.SharingViolation || Left(SharingLimit, started) <= TimeSpan.Zero)
                return error;
            Thread.Sleep(20);
        }
    }

    private sealed class Pending(ReadOnlySpan<byte> message)
    {
        private readonly byte[] _bytes = Rent(message);
        private readonly int _size = message.Length;

        public ReadOnlySpan<byte> Message => _bytes.AsSpan(0, _size);

        public bool IsDone { get; private set; }

        public int Error { get; private set; }

        public void End(int error)
        {
            (Error, IsDone) = (error, true);
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        private static byte[] Rent(ReadOnlySpan<byte> message)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(message.Length);
            message.CopyTo(bytes);
            return bytes;
        }
    }
}
