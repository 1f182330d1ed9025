using System.Diagnostics;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>One line between a bridge and its relay: frames in and frames out, a thread each, until one of its streams ends or falls silent.</summary>
internal sealed class SshLink : IDisposable
{
    private const int StackSize = 256 * 1024;

    /// <summary>Who has nothing to say for so long says that it is there.</summary>
    private static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(15);

    /// <summary>So much silence is a line that is gone without a word: a cable, a sleeping notebook.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    /// <summary>For what waits to leave when this end hangs up.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly Stream _from;
    private readonly Stream _to;
    private readonly Handler _received;
    private readonly SshFrameQueue _queue = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _writer;
    private long _heard = Stopwatch.GetTimestamp();

    /// <param name="received">Called on the reading thread, one frame after the other.</param>
    public SshLink(Stream from, Stream to, Handler received)
    {
        (_from, _to, _received) = (from, to, received);
        _writer = new Thread(Write, StackSize) { IsBackground = true, Name = "ssh writer" };
    }

    public delegate void Handler(in SshFrame frame);

    /// <summary>Once whoever handles frames knows this link: answers to the first of them go into it.</summary>
    public void Start()
    {
        _writer.Start();
        new Thread(Read, StackSize) { IsBackground = true, Name = "ssh reader" }.Start();
    }

    /// <summary>False: the line is full, or over.</summary>
    public bool TrySend(in SshFrame frame)
    {
        Span<byte> buffer = stackalloc byte[SshFrame.SizeField + SshFrame.LargestContent];
        return _queue.TryAdd(buffer[..frame.Write(buffer)]);
    }

    public bool IsStuck => _queue.IsStuck;

    /// <summary>Returns when the line is over.</summary>
    public void WaitForEnd()
    {
        while (!_ended.Wait(AliveInterval))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _heard)) > SilenceLimit)
                return;
        }
    }

    /// <summary>Lets what waits leave, and hangs up: the other end reads to the end. A thread that is blocked in a dead line is left behind.</summary>
    public void Dispose()
    {
        _queue.Close();
        _writer.Join(FlushLimit);
        _ended.Set();
    }

    private void Read()
    {
        var buffer = new SshFrameBuffer();
        try
        {
            while (!buffer.IsBroken && buffer.Fill(_from))
            {
                Interlocked.Exchange(ref _heard, Stopwatch.GetTimestamp());
                while (buffer.TryTake(out var frame))
                    _received(frame);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Over, like one that ended.
        }

        _queue.Close();
        _ended.Set();
    }

    private void Write()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (_queue.Take(buffer, AliveInterval) is >= 0 and var size)
            {
                if (size == 0)
                    size = new SshFrame { Kind = SshFrameKind.Alive }.Write(buffer);
                _to.Write(buffer, 0, size);
                _to.Flush();
            }

            _to.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _queue.Close();
        }

        _ended.Set();
    }
}
