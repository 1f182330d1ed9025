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
    public static ITerminal? Open(TerminalSettings settings, Func<string, string?> environment, out string reason)
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
}
