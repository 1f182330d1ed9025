using PeerSlot.Terminal.Unix;
using PeerSlot.Terminal.Windows;

namespace PeerSlot.Terminal;

/// <summary>The terminal of this process.</summary>
public static class Terminals
{
    /// <summary>Opens it, without changing anything on it yet.</summary>
    /// <param name="settings">What the person said.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="reason">Where there is none: why, as part of a sentence.</param>
    /// <returns>Null where there is no terminal that a screen could be drawn on.</returns>
    public static ITerminal? Open(TerminalSettings settings, Func<string, string?> environment, out Text reason)
    {
        var variables = new TerminalEnvironment(environment);
        reason = "standard input and output are no terminal";
        if (OperatingSystem.IsWindows())
            return ConsoleDevice.Open(out reason) is { } console ? new WindowsTerminal(console, settings, variables) : null;
        if (TerminalDevice.Open() is not { } device)
            return null;
        if (!variables.IsDumb)
            return new UnixTerminal(device, settings, variables, handlesSignals: true);
        device.Dispose();
        reason = "the terminal cannot place its cursor (TERM is unset or dumb)";
        return null;
    }

    /// <summary>Whether the environment says that nothing moves a cursor on this terminal. On Windows it says nothing.</summary>
    public static bool IsDumb(Func<string, string?> environment) => !OperatingSystem.IsWindows() && new TerminalEnvironment(environment).IsDumb;

    /// <summary>Standard output's size in cells; null where it is no terminal.</summary>
    public static Size? OutputSize()
    {
        if (OperatingSystem.IsWindows())
            return Kernel32.GetScreenBuffer(Kernel32.GetStandardHandle(Kernel32.StandardOutput), out var info) == 0 ? null : ConsoleDevice.SizeOf(info);
        return Libc.TryGetWindow(1, out var window) && window is { Columns: > 0, Rows: > 0 }
            ? new Size(Math.Min((int)window.Columns, 1000), Math.Min((int)window.Rows, 1000))
            : null;
    }

    /// <summary>Standard output's cells in pixels, as the system tells them; null where it does not.</summary>
    public static (double Width, double Height)? OutputCellPixels() =>
        !OperatingSystem.IsWindows() && Libc.TryGetWindow(1, out var window) && window.PixelWidth >= window.Columns
            && window.PixelHeight >= window.Rows && window is { Columns: > 0, Rows: > 0 }
            ? ((double)window.PixelWidth / window.Columns, (double)window.PixelHeight / window.Rows)
            : null;

    /// <summary>
    /// Asks the terminal what it can show, with nothing left on the screen. Standard input and output have to be that terminal; keys that are typed
    /// meanwhile are lost. Limitation: on Windows nothing is asked.
    /// </summary>
    /// <param name="limit">How long answers are waited for; less where the terminal answers DA1, as nearly all do.</param>
    public static TerminalAnswers Ask(Func<string, string?> environment, TimeSpan limit)
    {
        var variables = new TerminalEnvironment(environment);
        if (OperatingSystem.IsWindows() || variables.IsDumb || !variables.MayBeAsked || TerminalDevice.Open() is not { } device)
            return new TerminalAnswers();
        using (device)
            return TerminalInterview.Ask(device, !variables.IsInsideScreen, limit);
    }
}
