namespace PeerSlot.Terminal.Unix;

/// <summary>Ends a poll from another thread. At most one byte is ever in the pipe, so that neither end can block.</summary>
internal sealed unsafe class WakePipe : IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _writeEnd;
    private bool _isWoken;
    private bool _isClosed;

    public WakePipe()
    {
        if (!Libc.TryOpenPipe(out var readEnd, out _writeEnd))
            throw new IOException("No pipe can be opened: the process has too many open files.");
        ReadEnd = readEnd;
    }

    public int ReadEnd { get; }

    public bool IsWoken
    {
        get
        {
            lock (_gate)
                return _isWoken;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            byte value = 1;
            if (!_isWoken && !_isClosed)
                _isWoken = Libc.Write(_writeEnd, &value, 1) == 1;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            byte value;
            if (_isWoken && !_isClosed)
                _isWoken = Libc.Read(ReadEnd, &value, 1) != 1;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _ = Libc.Close(ReadEnd);
            _ = Libc.Close(_writeEnd);
        }
    }
}
