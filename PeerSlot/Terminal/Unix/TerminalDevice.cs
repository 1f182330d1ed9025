using System.Runtime.InteropServices;

namespace PeerSlot.Terminal.Unix;

/// <summary>The file descriptors of a terminal. Errors mean that it is gone; nothing here throws.</summary>
internal sealed unsafe class TerminalDevice : IDisposable
{
    private const int MostColumns = 1000;
    private const int MostRows = 500;

    /// <summary>Bytes of one write(2): where the terminal's description blocks, whether to go on is asked between two of them.</summary>
    private const int Chunk = 16 * 1024;

    private readonly int _input;
    private readonly int _output;
    private readonly bool _ownsThem;
    private readonly byte[] _saved = new byte[Libc.TermiosSize];
    private bool _hasSaved;

    public TerminalDevice(int input, int output, bool ownsThem) => (_input, _output, _ownsThem) = (input, output, ownsThem);

    /// <summary>
    /// The controlling terminal under a description of our own, which alone is made non-blocking; where that fails, and on macOS, whose
    /// poll does not know /dev/tty, standard input and output.
    /// </summary>
    public static TerminalDevice? Open()
    {
        const int ReadWriteNoTtyNonBlockingCloseOnExec = 0x2 | 0x100 | 0x800 | 0x80000; // Of Linux.
        if (Libc.IsTerminal(0) == 0 || Libc.IsTerminal(1) == 0)
            return null;
        var own = OperatingSystem.IsLinux() ? Libc.Open("/dev/tty", ReadWriteNoTtyNonBlockingCloseOnExec) : -1;
        return own < 0 ? new TerminalDevice(0, 1, false) : new TerminalDevice(own, own, true);
    }

    public Libc.WindowSize Window
    {
        get
        {
            if (!Libc.TryGetWindow(_output, out var window) || window.Columns == 0 || window.Rows == 0)
                (window.Columns, window.Rows) = (80, 24);

            // A frame is 16 bytes a cell; a size beyond these is a mistake or malice.
            window.Columns = Math.Min(window.Columns, (ushort)MostColumns);
            window.Rows = Math.Min(window.Rows, (ushort)MostRows);
            return window;
        }
    }

    /// <summary>Every byte as it comes and goes (cfmakeraw(3)); what was set before is kept from the first call on.</summary>
    public void MakeRaw()
    {
        fixed (byte* saved = _saved)
        {
            _hasSaved = _hasSaved || Libc.GetAttributes(_input, saved) == 0;
            if (!_hasSaved)
                return;
            var raw = stackalloc byte[Libc.TermiosSize];
            _saved.CopyTo(new Span<byte>(raw, Libc.TermiosSize));
            Libc.MakeRaw(raw);
            _ = Libc.SetAttributes(_input, Libc.Now, raw);
        }
    }

    /// <summary>Puts back what was set before, and drops what was typed and not read.</summary>
    public void Restore()
    {
        if (!_hasSaved)
            return;
        _ = Libc.Flush(_input, Libc.FlushInput);
        fixed (byte* saved = _saved)
            _ = Libc.SetAttributes(_input, Libc.Now, saved);
        _hasSaved = false;
    }

    /// <summary>Waits for input, or for <paramref name="alsoOn"/> (-1 for none) to become readable.</summary>
    public void Wait(int alsoOn, int milliseconds, out bool input)
    {
        var entries = stackalloc Libc.PollEntry[2];
        entries[0] = new Libc.PollEntry { File = _input, Events = Libc.PollIn };
        entries[1] = new Libc.PollEntry { File = alsoOn, Events = Libc.PollIn };
        input = Libc.Poll(entries, 2, milliseconds) > 0 && entries[0].Returned != 0;
    }

    /// <returns>Bytes read; 0 where there are none now; -1 at the end of input.</returns>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = Libc.Read(_input, start, (nuint)buffer.Length);
            if (count > 0)
                return (int)count;
            var error = Marshal.GetLastPInvokeError();
            return count < 0 && (error == Libc.Interrupted || error == Libc.Again) ? 0 : -1;
        }
    }

    /// <summary>Writes all of it, waiting for the terminal as long as <paramref name="goOn"/> says (asked 10 times a second).</summary>
    public bool Write(ReadOnlySpan<byte> bytes, Func<bool> goOn)
    {
        fixed (byte* start = bytes)
        {
            for (var written = 0; written < bytes.Length;)
            {
                var count = Libc.Write(_output, start + written, (nuint)Math.Min(Chunk, bytes.Length - written));
                if (count >= 0)
                {
                    written += (int)count;
                    if (written < bytes.Length && !goOn())
                        return false;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Libc.Again)
                    WaitForRoom();
                else if (error != Libc.Interrupted)
                    return false;
                if (!goOn())
                    return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        if (_ownsThem)
            _ = Libc.Close(_input);
    }

    private void WaitForRoom()
    {
        var entry = new Libc.PollEntry { File = _output, Events = Libc.PollOut };
        _ = Libc.Poll(&entry, 1, 100);
    }
}
