using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using PeerSlot.Terminal.Frames;
using PeerSlot.Terminal.Input;

namespace PeerSlot.Terminal.Windows;

/// <summary>
/// The Windows console by escapes. Limitation: keys come as characters of the layout in use, so that shortcuts under a Russian layout
/// depend on <see cref="KeyLayout"/>; and there is no suspending.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTerminal : ITerminal
{
    private static readonly TimeSpan EscapeTime = TimeSpan.FromMilliseconds(50);

    private readonly ConsoleDevice _console;
    private readonly TerminalDialogue _dialogue;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Lock _gate = new();
    private readonly EscapeWriter _controls = new();
    private readonly List<char> _characters = [];
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private volatile bool _isEntered;
    private volatile bool _isGone;
    private Size _lastSize;

    public WindowsTerminal(ConsoleDevice console, TerminalSettings settings, TerminalEnvironment environment)
    {
        _console = console;

        // Every console with escapes has 24-bit colours (Windows 10 1703); no variable says so.
        settings.TryReadColors(out var depth);
        var colors = depth is null && !environment.NoColor ? settings with { Colors = "16m" } : settings;
        _dialogue = new TerminalDialogue(colors, environment);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, OnEnd));
    }

    public Size Size => _console.Size;

    public ColorDepth ColorDepth => _dialogue.Renderer.Depth;

    public void Enter()
    {
        lock (_gate)
        {
            if (_isEntered || _isGone)
                return;
            _isEntered = true;
            _lastSize = Size;
            _console.MakeRaw();
            _controls.Clear();
            _dialogue.WriteEnter(_controls);
            _console.Write(_controls.Written);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (!_isEntered)
                return;
            _isEntered = false;
            _controls.Clear();
            _dialogue.WriteLeave(_controls);
            _console.Write(_controls.Written);
            _console.Restore();
        }
    }

    /// <summary>Windows stops no process from its console: nothing happens.</summary>
    public void Suspend()
    {
    }

    public void Draw(CellBuffer frame, (int Column, int Row)? cursor)
    {
        lock (_gate)
        {
            if (_isEntered)
                _console.Write(_dialogue.Renderer.Render(frame, Size, cursor));
        }
    }

    public void Invalidate()
    {
        lock (_gate)
            _dialogue.Renderer.Invalidate();
    }

    public void WriteControl(ReadOnlySpan<byte> escapes)
    {
        lock (_gate)
        {
            if (_isEntered)
                _console.Write(escapes);
        }
    }

    public bool Read(List<InputEvent> events, TimeSpan timeout)
    {
        var before = events.Count;
        var begun = Stopwatch.GetTimestamp();
        while (!_isGone)
        {
            var left = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromHours(1) : timeout - Stopwatch.GetElapsedTime(begun);
            var awaitsMore = _dialogue.Parser.AwaitsMore;
            var input = _console.Wait(_wake.SafeWaitHandle.DangerousGetHandle(), Milliseconds(awaitsMore && EscapeTime < left ? EscapeTime : left));
            if (input)
                TakeInput(events);
            else if (awaitsMore)
                _dialogue.Parser.Flush(events);
            if (events.Count > before || (!input && !awaitsMore) || left <= TimeSpan.Zero)
                break;
        }

        return !_isGone || events.Count > before;
    }

    public void Wake() => _wake.Set();

    public void Dispose()
    {
        Leave();
        _isGone = true;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        foreach (var signal in _signals)
            signal.Dispose();
        _wake.Dispose();
    }

    private void TakeInput(List<InputEvent> events)
    {
        _characters.Clear();
        _isGone |= !_console.Read(_characters, out var resized);
        Span<byte> bytes = stackalloc byte[512]; // 128 characters at once, 3 bytes each.
        var count = _encoder.GetBytes(CollectionsMarshal.AsSpan(_characters), bytes, flush: false);
        _dialogue.Parser.Feed(bytes[..count], events);
        if (!resized || Size == _lastSize)
            return;
        _lastSize = Size;
        events.Add(new ResizeInput(_lastSize));
    }

    /// <summary>Ctrl-Break, the window's close button, logging off: Windows ends the process when this returns, or some seconds later.</summary>
    private void OnEnd(PosixSignalContext context)
    {
        context.Cancel = true;
        _isGone = true;
        Leave();
        Wake();
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => Leave();

    private void OnProcessExit(object? sender, EventArgs e) => Leave();

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue);
}
