using System.Threading.Channels;
using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Slots;

/// <summary>The reader thread of a slot that can be told to leave its messages in the slot.</summary>
internal sealed class PausableReader : IDisposable
{
    private const int StackSize = 256 * 1024;

    /// <summary>A slot whose reads do not wait is asked 20 times a second: no timeout makes a thread spin.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private readonly string _network;
    private readonly IMailslotServer _server;
    private readonly ChannelWriter<SlotMessage> _messages;
    private readonly byte[] _buffer = new byte[MailslotLimits.LargestMessage];
    private readonly Lock _settings = new();
    private readonly Lock _reading = new();
    private readonly ManualResetEventSlim _mayRead = new(true);
    private readonly ManualResetEventSlim _closed = new(false);
    private readonly Thread _thread;
    private TimeSpan _timeout;
    private volatile bool _paused;
    private long _received;
    private long _timedOut;

    public PausableReader(string network, IMailslotServer server, TimeSpan timeout, ChannelWriter<SlotMessage> messages)
    {
        (_network, _server, _timeout, _messages) = (network, server, timeout, messages);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"slot {server.Path.Name}" };
    }

    public long TimedOut => Interlocked.Read(ref _timedOut);

    public SlotState State
    {
        get
        {
            lock (_settings)
                return SlotState.Of(_network, _server, Interlocked.Read(ref _received));
        }
    }

    public void Start() => _thread.Start();

    public void SetTimeout(TimeSpan timeout)
    {
        lock (_settings)
        {
            _timeout = timeout;
            _server.SetReadTimeout(timeout);
        }
    }

    /// <summary>Returns when no read is under way any more: what comes now stays in the slot.</summary>
    public void Pause()
    {
        lock (_settings)
        {
            _paused = true;
            _mayRead.Reset();

            // A read that waits ends with the timeout of now; then the slot gets its own back.
            _server.SetReadTimeout(TimeSpan.Zero);
            lock (_reading)
                _server.SetReadTimeout(_timeout);
        }
    }

    public void Resume()
    {
        _paused = false;
        _mayRead.Set();
    }

    public bool ReadOne()
    {
        SlotMessage? message;
        lock (_reading)
        {
            if (_server.Info.NextMessageSize == MailslotInfo.NoMessage || _server.Read(_buffer, out var read) != MailslotReadResult.Message)
                return false;
            message = Take(read);
        }

        return Deliver(message);
    }

    public void Dispose()
    {
        _closed.Set();
        _server.Dispose();
        _mayRead.Set();
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            return;
        _thread.Join();
        _mayRead.Dispose();
        _closed.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _mayRead.Wait();
            SlotMessage? message = null;
            lock (_reading)
            {
                if (_closed.IsSet)
                    return;
                if (_paused)
                    continue;
                switch (_server.Read(_buffer, out var read))
                {
                    case MailslotReadResult.Closed:
                        return;
                    case MailslotReadResult.Message:
                        message = Take(read);
                        break;
                }
            }

            if (message is null)
                CountTimeout();
            else if (!Deliver(message))
                return;
        }
    }

    private SlotMessage Take(in MailslotMessage read)
    {
        Interlocked.Increment(ref _received);
        return new SlotMessage(_network, read.Origin?.ToString() ?? "", _buffer[..read.Size]);
    }

    private void CountTimeout()
    {
        if (_paused)
            return;
        Interlocked.Increment(ref _timedOut);
        TimeSpan timeout;
        lock (_settings)
            timeout = _timeout;
        if (timeout >= TimeSpan.Zero && timeout < ShortestWait)
            _closed.Wait(ShortestWait - timeout);
    }

    /// <summary>Waits while the command is behind. False: the slot is closed.</summary>
    private bool Deliver(SlotMessage message)
    {
        while (!_messages.TryWrite(message))
        {
            if (_closed.IsSet || !_messages.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
                return false;
        }

        return true;
    }
}
