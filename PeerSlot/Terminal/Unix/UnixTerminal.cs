using System.Diagnostics;
using System.Runtime.Versioning;
using PeerSlot.Terminal.Frames;
using PeerSlot.Terminal.Input;

namespace PeerSlot.Terminal.Unix;

/// <summary>
/// A terminal of Linux or macOS, on file descriptors of its own. System.Console is never touched: its first use switches the
/// keypad on and never off (dotnet/runtime, TerminalFormatStrings). One thread reads, one draws; the rest may come from anywhere.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : ITerminal
{
    /// <summary>How long a lone ESC waits for more of its sequence. Longer is felt by a person, shorter breaks keys on slow lines.</summary>
    private static readonly TimeSpan EscapeTime = TimeSpan.FromMilliseconds(50);

    /// <summary>How long leaving waits for answers that are on their way.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(200);

    /// <summary>How long leaving waits for a terminal that takes no bytes (Ctrl-S, a dead line).</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    /// <summary>Input that one <see cref="Read"/> takes, so that a flood of it cannot keep the screen from being drawn.</summary>
    private const int MostInput = 32 * 1024;

    private readonly TerminalDevice _device;
    private readonly TerminalDialogue _dialogue;
    private readonly UnixSignals? _signals;
    private readonly WakePipe _wake = new();
    private readonly Lock _outputGate = new();
    private readonly Lock _inputGate = new();
    private readonly EscapeWriter _controls = new();
    private readonly byte[] _input = new byte[4096];
    private readonly Func<bool> _isDrawing;
    private volatile bool _isEntered;
    private volatile bool _isLeaving;
    private volatile bool _isGone;
    private volatile bool _resized;
    private long _lastInput;
    private int _isSuspending;

    public UnixTerminal(TerminalDevice device, TerminalSettings settings, TerminalEnvironment environment, bool handlesSignals)
    {
        _device = device;
        _dialogue = new TerminalDialogue(settings, environment);
        _isDrawing = () => !_isLeaving;
        if (handlesSignals)
            _signals = new UnixSignals(this);
    }

    public Size Size
    {
        get
        {
            var window = _device.Window;
            return new Size(window.Columns, window.Rows);
        }
    }

    public ColorDepth ColorDepth => _dialogue.Renderer.Depth;

    public void Enter()
    {
        lock (_outputGate)
        {
            if (_isEntered || _isGone)
                return;
            _isEntered = true;
            UpdateWindow();
            WriteEnter();
        }
    }

    /// <summary>Enters again after something else had the terminal, as when a stopped process is continued.</summary>
    public void EnterAgain()
    {
        lock (_outputGate)
        {
            if (!_isEntered)
                return;
            WriteEnter();
        }

        NoteResize();
    }

    public void Leave()
    {
        // Where another thread reads, it takes the answers.
        if (_isEntered && _inputGate.TryEnter())
        {
            try
            {
                AwaitAnswers();
            }
            finally
            {
                _inputGate.Exit();
            }
        }

        LeaveNow();
    }

    /// <summary>Leaves without waiting for anything but a moment for the terminal to take the bytes.</summary>
    public void LeaveNow()
    {
        _isLeaving = true;
        var mine = _outputGate.TryEnter(LeaveTime);
        try
        {
            if (!_isEntered)
                return;
            _isEntered = false;
            var output = new EscapeWriter();
            _dialogue.WriteLeave(output);
            var begun = Stopwatch.GetTimestamp();
            _device.Write(output.Written, () => Stopwatch.GetElapsedTime(begun) < LeaveTime);
            _device.Restore();
        }
        finally
        {
            _isLeaving = false;
            if (mine)
                _outputGate.Exit();
        }
    }

    public void Suspend()
    {
        if (_signals is null || Interlocked.Exchange(ref _isSuspending, 1) != 0)
            return;
        try
        {
            Leave();
            _signals.StopUntilContinued();
            Enter();
            NoteResize();
        }
        finally
        {
            Volatile.Write(ref _isSuspending, 0);
        }
    }

    public void Draw(CellBuffer frame, (int Column, int Row)? cursor)
    {
        lock (_outputGate)
        {
            if (!_isEntered)
                return;
            Send(_dialogue.Renderer.Render(frame, Size, cursor));
            _controls.Clear();
            _dialogue.WriteQuestions(_controls);
            Send(_controls.Written);
        }
    }

    public void Apply(TerminalSettings settings)
    {
        lock (_outputGate)
        {
            _controls.Clear();
            _dialogue.Apply(settings, _controls);
            if (_isEntered)
                Send(_controls.Written);
        }
    }

    public void Invalidate()
    {
        lock (_outputGate)
            _dialogue.Renderer.Invalidate();
    }

    public void WriteControl(ReadOnlySpan<byte> escapes)
    {
        lock (_outputGate)
        {
            if (_isEntered)
                Send(escapes);
        }
    }

    public bool Read(List<InputEvent> events, TimeSpan timeout)
    {
        lock (_inputGate)
        {
            if (_isGone)
                return false;
            var before = events.Count;
            var begun = Stopwatch.GetTimestamp();
            var limit = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout;
            var left = limit;
            while (!_resized)
            {
                var escapeLeft = EscapeTime - Stopwatch.GetElapsedTime(_lastInput);
                var awaitsMore = _dialogue.Parser.AwaitsMore;
                _device.Wait(_wake.ReadEnd, Milliseconds(awaitsMore && escapeLeft < left ? escapeLeft : left), out var input);
                if (input)
                    TakeInput(events);
                else if (awaitsMore && Stopwatch.GetElapsedTime(_lastInput) >= EscapeTime)
                    _dialogue.Parser.Flush(events);
                left = limit - Stopwatch.GetElapsedTime(begun);
                if (events.Count > before || _isGone || left <= TimeSpan.Zero || _wake.IsWoken)
                    break;
            }

            _wake.Clear();
            if (_resized)
            {
                _resized = false;
                UpdateWindow();
                events.Add(new ResizeInput(Size));
            }

            return !_isGone || events.Count > before;
        }
    }

    public void Wake() => _wake.Wake();

    /// <summary>The size may have changed, or everything has to be painted again: <see cref="Read"/> says so.</summary>
    public void NoteResize()
    {
        _resized = true;
        Wake();
    }

    /// <summary>The process was told to end: the terminal is put back at once, and <see cref="Read"/> says that it is gone.</summary>
    public void End()
    {
        _isGone = true;
        LeaveNow();
        Wake();
    }

    public void Dispose()
    {
        _signals?.Dispose();
        Leave();
        _isGone = true;
        _wake.Dispose();
        _device.Dispose();
    }

    private void WriteEnter()
    {
        _device.MakeRaw();
        _controls.Clear();
        _dialogue.WriteEnter(_controls);
        Send(_controls.Written);
    }

    private void UpdateWindow()
    {
        var window = _device.Window;
        _dialogue.SetWindow(new Size(window.Columns, window.Rows), window.PixelWidth, window.PixelHeight);
    }

    /// <summary>A cut frame leaves the screen unknown; a terminal that is gone shows at the next read.</summary>
    private void Send(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && !_device.Write(bytes, _isDrawing))
            _dialogue.Renderer.Invalidate();
    }

    /// <summary>All that is there, so that a burst of mouse reports becomes one frame.</summary>
    private void TakeInput(List<InputEvent> events)
    {
        var input = true;
        for (var taken = 0; input && taken < MostInput;)
        {
            var count = _device.Read(_input);
            if (count < 0)
            {
                _isGone = true;
                break;
            }

            taken += count;
            _lastInput = Stopwatch.GetTimestamp();
            _dialogue.Parser.Feed(_input.AsSpan(0, count), events);
            _device.Wait(-1, 0, out input);
        }

        lock (_outputGate)
        {
            _controls.Clear();
            if (_dialogue.Learn(_controls))
                _resized = true;
            if (_isEntered)
                Send(_controls.Written);
        }
    }

    private void AwaitAnswers()
    {
        var begun = Stopwatch.GetTimestamp();
        var dropped = new List<InputEvent>();
        while (_dialogue.AwaitsAnswers && !_isGone && Stopwatch.GetElapsedTime(begun) < AnswerTime)
        {
            _device.Wait(-1, Milliseconds(AnswerTime - Stopwatch.GetElapsedTime(begun)), out var input);
            var count = input ? _device.Read(_input) : 0;
            _isGone |= count < 0;
            _dialogue.Parser.Feed(_input.AsSpan(0, Math.Max(0, count)), dropped);
        }
    }

    /// <summary>For poll: rounded up, so that it does not spin through the last millisecond.</summary>
    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue);
}
