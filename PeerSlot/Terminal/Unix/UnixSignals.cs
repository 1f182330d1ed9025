using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerSlot.Terminal.Unix;

/// <summary>
/// Signals that concern a terminal. To end: it is put back at once, the program is let finish (save, say goodbye), and
/// the process ends with 128 + n in any case.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixSignals : IDisposable
{
    /// <summary>What a program may take to finish after SIGTERM; service managers wait longer, people do not.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly UnixTerminal _terminal;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly ManualResetEventSlim _continued = new();
    private PosixSignalRegistration _stop;
    private int _isStopping;
    private int _exitCode;

    public UnixSignals(UnixTerminal terminal)
    {
        _terminal = terminal;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, OnStop);
        Register(PosixSignal.SIGCONT, OnContinue);
        Register(PosixSignal.SIGWINCH, _ => terminal.NoteResize());
        Register(PosixSignal.SIGHUP, context => OnEnd(context, 1));
        Register(PosixSignal.SIGINT, context => OnEnd(context, 2));
        Register(PosixSignal.SIGQUIT, context => OnEnd(context, 3));
        Register(PosixSignal.SIGTERM, context => OnEnd(context, 15));
    }

    /// <summary>
    /// Stops the process group, as Ctrl-Z does, so that a shell takes over; returns when it is continued. Where nobody could continue
    /// it (an orphaned process group) the system does not stop it, and this returns after half a second.
    /// </summary>
    public void StopUntilContinued()
    {
        Volatile.Write(ref _isStopping, 1);
        _continued.Reset();
        _stop.Dispose(); // Back to the default action, which stops.
        _ = Libc.Kill(0, Libc.TerminalStop);
        _continued.Wait(TimeSpan.FromMilliseconds(500));
        _stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, OnStop);
        Volatile.Write(ref _isStopping, 0);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        if (_exitCode == 0)
            AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _stop.Dispose();
        foreach (var registration in _registrations)
            registration.Dispose();
        _continued.Dispose();
    }

    private void Register(PosixSignal signal, Action<PosixSignalContext> handler) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, handler));

    private void OnStop(PosixSignalContext context)
    {
        context.Cancel = true;
        _terminal.Suspend();
    }

    private void OnContinue(PosixSignalContext context)
    {
        context.Cancel = true; // The runtime's own handling would put its line mode over our raw mode.
        if (Volatile.Read(ref _isStopping) != 0)
            _continued.Set();
        else
            _terminal.EnterAgain(); // Stopped by SIGSTOP, which nobody sees coming.
    }

    private void OnEnd(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        var first = Interlocked.CompareExchange(ref _exitCode, 128 + signal, 0) == 0;
        _terminal.End();
        if (!first)
            Environment.Exit(_exitCode);
        var watchdog = new Thread(() =>
        {
            Thread.Sleep(Grace);
            Environment.Exit(_exitCode);
        }) { IsBackground = true };
        watchdog.Start();
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => _terminal.LeaveNow();

    private void OnProcessExit(object? sender, EventArgs e)
    {
        _terminal.LeaveNow();
        if (_exitCode != 0)
            Environment.ExitCode = _exitCode;
    }
}
