using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using PeerSlot.Terminal.Frames;

namespace PeerSlot.Terminal.Windows;

/// <summary>
/// The Windows console: escapes or cells out, records in. Limitations: pasted text comes as keys, and there is no suspending.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTerminal : ITerminal
{
    private readonly ConsoleDevice _console;
    private readonly TerminalDialogue _dialogue;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Lock _gate = new();
    private readonly EscapeWriter _controls = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly bool _mouse;
    private volatile bool _isEntered;
    private volatile bool _isGone;
    private Size _lastSize;

    public WindowsTerminal(ConsoleDevice console, TerminalSettings settings, TerminalEnvironment environment)
    {
        (_console, _mouse) = (console, settings.Mouse);

        // Every console with escapes has 24-bit colours (Windows 10 1703); no variable says so.
        settings.TryReadColors(out var depth);
        var colors = depth is null && !environment.NoColor ? settings with { Colors = "16m" } : settings;
        // The mouse comes as records; escapes for it would give it a second time.
        _dialogue = new TerminalDialogue(colors with { Mouse = false }, environment);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, OnEnd));
    }

    public Size Size => _console.Size;

    public ColorDepth ColorDepth => _console.Cells is not null && _dialogue.Renderer.Depth != ColorDepth.Monochrome
        ? ColorDepth.Colors16
        : _dialogue.Renderer.Depth;

    public void Enter()
    {
        lock (_gate)
        {
            if (_isEntered || _isGone)
                return;
            _isEntered = true;
            _lastSize = Size;
            _console.MakeRaw(_mouse);
            _console.Cells?.Enter();
            _controls.Clear();
            _dialogue.WriteEnter(_controls);
            WriteEscapes(_controls.Written);
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
            WriteEscapes(_controls.Written);
            _console.Cells?.Leave();
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
            if (!_isEntered)
                return;
            if (_console.Cells is { } cells)
                cells.Draw(frame, Size, ColorDepth, cursor);
            else
                _console.Write(_dialogue.Renderer.Render(frame, Size, cursor));
        }
    }

    /// <remarks>Limitation: the mouse stays as it was at the start.</remarks>
    public void Apply(TerminalSettings settings)
    {
        lock (_gate)
        {
            _controls.Clear();
            _dialogue.Apply(settings with { Colors = settings.Colors == "auto" ? "16m" : settings.Colors, Mouse = false }, _controls);
            WriteEscapes(_controls.Written);
            _console.Cells?.Invalidate();
        }
    }

    public void Invalidate()
    {
        lock (_gate)
        {
            _dialogue.Renderer.Invalidate();
            _console.Cells?.Invalidate();
        }
    }

    public void WriteControl(ReadOnlySpan<byte> escapes)
    {
        lock (_gate)
        {
            if (_isEntered)
                WriteEscapes(escapes);
        }
    }

    public bool Read(List<InputEvent> events, TimeSpan timeout)
    {
        var before = events.Count;
        var begun = Stopwatch.GetTimestamp();
        while (!_isGone)
        {
            var left = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromHours(1) : timeout - Stopwatch.GetElapsedTime(begun);
            var input = _console.Wait(_wake.SafeWaitHandle.DangerousGetHandle(), Milliseconds(left));
            if (input)
                TakeInput(events);
            if (events.Count > before || !input || left <= TimeSpan.Zero)
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

    /// <summary>Where they would be shown as text there are none.</summary>
    private void WriteEscapes(ReadOnlySpan<byte> escapes)
    {
        if (_console.Cells is null)
            _console.Write(escapes);
    }

    private void TakeInput(List<InputEvent> events)
    {
        _isGone |= !_console.Read(events, out var resized);
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
