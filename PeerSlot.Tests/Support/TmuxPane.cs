using System.Diagnostics;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>A program in a pane of a tmux server of its own; killed, with the program, when it is disposed.</summary>
public sealed class TmuxPane : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Added to the test's own environment.</param>
    public TmuxPane(Size size, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // The pane outlives a program that fails, so that its words stand in the exception.
        string[] variables = [.. environment.Append(new("LC_ALL", "C.UTF-8")).Select(v => $"{v.Key}={v.Value}")];
        var line = string.Join(' ', variables.Prepend("env").Concat(command).Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
        Tmux("-f", "/dev/null", "-u", "new-session", "-d", "-x", $"{size.Width}", "-y", $"{size.Height}", $"{line}; sleep 600");
    }

    public static string? Missing => Tools.Exists("tmux") ? null : "tmux is missing: apt-get install tmux";

    /// <summary>What the pane shows, row by row, without blanks at the ends.</summary>
    public string[] Rows => Tmux("capture-pane", "-p").Split('\n');

    /// <summary>Waits until the rows fit.</summary>
    /// <returns>The rows.</returns>
    public string[] WaitFor(Func<string[], bool> fits, string what)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var rows = Rows;
            if (fits(rows))
                return rows;
            if (waited.Elapsed > PeerSlotProcess.Limit)
                throw new TimeoutException($"The pane never showed {what}:\n{string.Join('\n', rows)}");
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        Tools.TryRun("tmux", "-S", _folder["tmux"], "kill-server");
        _folder.Dispose();
    }

    private string Tmux(params string[] arguments) => Tools.Run("tmux", ["-S", _folder["tmux"], .. arguments]);
}
