using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Unix;

namespace PeerSlot.Tests.Support;

/// <summary>
/// The far side of a terminal: a pty whose output an emulator shows and whose keyboard is <see cref="Send(string)"/>. Linux only
/// (<see cref="IsSupported"/>).
/// </summary>
public unsafe partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoTtyCloseOnExec = 0x2 | 0x100 | 0x80000;

    private readonly object _gate = new();
    private readonly int _master;
    private readonly Thread _reader;
    private readonly WakePipe _close = new();
    private bool _isReading;
    private bool _ended;
    private bool _disposed;

    public PseudoTerminal(Size size)
    {
        _master = posix_openpt(ReadWriteNoTtyCloseOnExec);
        var name = new byte[128];
        if (_master < 0 || grantpt(_master) != 0 || unlockpt(_master) != 0 || ptsname_r(_master, name, (nuint)name.Length) != 0)
            throw new IOException("No pseudo-terminal can be opened.");
        SlavePath = Encoding.UTF8.GetString(name, 0, Array.IndexOf(name, (byte)0));
        Emulator = new VtEmulator(size) { Reply = reply => Send(reply) };
        SetWindow(size, 0, 0);
        _reader = new Thread(ReadAll) { IsBackground = true, Name = "pty" };
    }

    public static bool IsSupported => OperatingSystem.IsLinux();

    public string SlavePath { get; }

    /// <summary>Look at it through <see cref="Screen"/>, or while the program is known to be silent.</summary>
    public VtEmulator Emulator { get; }

    /// <summary>Every byte that came, for a look at what a failing test got.</summary>
    public MemoryStream Transcript { get; } = new();

    /// <summary>The screen's text as it is now.</summary>
    public string Screen => Look(e => e.Text);

    /// <summary>Asks the emulator while no byte comes in.</summary>
    public T Look<T>(Func<VtEmulator, T> ask)
    {
        lock (_gate)
            return ask(Emulator);
    }

    /// <summary>Waits until <paramref name="predicate"/> holds; looked at after each read from the terminal, never by polling.</summary>
    /// <exception cref="TimeoutException">It does not come true in <paramref name="limit"/> (60 s); the message shows the screen.</exception>
    public void WaitFor(Func<VtEmulator, bool> predicate, string what, TimeSpan? limit = null)
    {
        var begun = Stopwatch.GetTimestamp();
        var most = limit ?? TimeSpan.FromSeconds(60);
        lock (_gate)
        {
            while (!predicate(Emulator))
            {
                var left = most - Stopwatch.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero || (_ended && !predicate(Emulator)) || !Monitor.Wait(_gate, left))
                    throw new TimeoutException($"Waited for {what}{(_ended ? ", but the output ended" : "")}. The screen:\n{Emulator.Text}");
            }
        }
    }

    public void WaitForText(string text, TimeSpan? limit = null) => WaitFor(e => e.Find(text) is not null, $"'{text}'", limit);

    /// <summary>Waits until every descriptor of the other end is closed and all that it wrote is on the screen.</summary>
    public void WaitForEndOfOutput(TimeSpan? limit = null)
    {
        lock (_gate)
        {
            while (!_ended)
            {
                if (!Monitor.Wait(_gate, limit ?? TimeSpan.FromSeconds(60)))
                    throw new TimeoutException($"The other end keeps the terminal open. The screen:\n{Emulator.Text}");
            }
        }
    }

    /// <summary>Types text, or escapes as keys send them ("\e[A" is the arrow up).</summary>
    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written;
            fixed (byte* start = bytes)
                written = Libc.Write(_master, start, (nuint)bytes.Length);
            if (written < 0)
                return; // Nobody is at the other end.
            bytes = bytes[(int)written..];
        }
    }

    /// <summary>Changes the window's size; the program at the other end gets SIGWINCH.</summary>
    public void Resize(Size size, int pixelWidth = 0, int pixelHeight = 0)
    {
        lock (_gate)
        {
            Emulator.Resize(size);
            SetWindow(size, pixelWidth, pixelHeight);
        }
    }

    public void SetWindow(Size size, int pixelWidth, int pixelHeight)
    {
        var window = stackalloc ushort[4] { (ushort)size.Height, (ushort)size.Width, (ushort)pixelWidth, (ushort)pixelHeight };
        if (ioctl(_master, 0x5414, window) != 0) // TIOCSWINSZ
            throw new IOException("TIOCSWINSZ failed.");
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;

        // Closing it under a thread that reads from it would not hang up.
        _close.Wake();
        if (_isReading)
            _reader.Join();
        _ = Libc.Close(_master);
        _close.Dispose();
        Transcript.Dispose();
    }

    /// <summary>Begins to read what the other end writes.</summary>
    protected internal void Start()
    {
        _isReading = true;
        _reader.Start();
    }

    private void ReadAll()
    {
        var buffer = new byte[16384];
        var entries = stackalloc Libc.PollEntry[2];
        while (true)
        {
            entries[0] = new Libc.PollEntry { File = _master, Events = Libc.PollIn };
            entries[1] = new Libc.PollEntry { File = _close.ReadEnd, Events = Libc.PollIn };
            nint count = 0;
            if (Libc.Poll(entries, 2, -1) < 0)
                continue;
            if (entries[1].Returned == 0)
            {
                fixed (byte* start = buffer)
                    count = Libc.Read(_master, start, (nuint)buffer.Length);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
                continue;
            lock (_gate)
            {
                if (count <= 0)
                {
                    _ended = true; // EIO: the other end is closed.
                    Monitor.PulseAll(_gate);
                    break;
                }

                Transcript.Write(buffer, 0, (int)count);
                Emulator.Feed(buffer.AsSpan(0, (int)count));
                Monitor.PulseAll(_gate);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ptsname_r(int file, byte[] name, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int file, nuint request, ushort* window);
}
