using System.Diagnostics;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>A program in a pane of a tmux server of its own; killed, with the program, when it is disposed.</summary>
public sealed class TmuxPane : IDisposable
{
    /// <summary>Something changes a screen without a byte: a resize, the end of the program.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly AutoResetEvent _written = new(false);

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Added to the test's own environment.</param>
    public TmuxPane(Size size, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // The pane outlives a program that fails, so that its words stand in the exception.
        string[] variables = [.. environment.Append(new("LC_ALL", "C.UTF-8")).Select(v => $"{v.Key}={v.Value}")];
        var line = string.Join(' ', variables.Prepend("env").Concat(command).Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
        Tmux("-f", "/dev/null", "-u", "new-session", "-d", "-x", $"{size.Width}", "-y", $"{size.Height}", $"{line}; sleep 600");
        Listen();
    }

    public static string? Missing => Tools.Exists("tmux") ? null : "tmux is missing: apt-get install tmux";

    /// <summary>What the pane shows, row by row, without blanks at the ends.</summary>
    public string[] Rows => Tmux("capture-pane", "-p").Split('\n');

    /// <summary>Presses keys by tmux's names for them; what is no name is typed.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Sends bytes as a terminal would.</summary>
    public void Send(string bytes) => Tmux("send-keys", "-l", bytes);

    /// <summary>Pastes as a person does, in brackets where the program asked for them.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", text);
        Tmux("paste-buffer", "-p");
    }

    public void Resize(Size size) => Tmux("resize-window", "-x", $"{size.Width}", "-y", $"{size.Height}");

    /// <summary>Waits until the rows fit; looked at after each output of the program.</summary>
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
            _written.WaitOne(LookAgain);
        }
    }

    public string[] WaitFor(string text) => WaitFor(rows => Array.Exists(rows, r => r.Contains(text, StringComparison.Ordinal)), text);

    public void Dispose()
    {
        Tools.TryRun("tmux", "-S", _folder["tmux"], "kill-server");
        _folder.Dispose();
    }

    /// <summary>A copy of all that the program writes comes through a pipe with a name.</summary>
    private void Listen()
    {
        var pipe = _folder["output"];
        Tools.Run("mkfifo", pipe);
        var reader = new Thread(() =>
        {
            using var output = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var buffer = new byte[4096];
            while (output.Read(buffer) > 0)
                _written.Set();
        }) { IsBackground = true, Name = "pane" };
        reader.Start();
        Tmux("pipe-pane", $"cat > '{pipe}'");
    }

    private string Tmux(params string[] arguments) => Tools.Run("tmux", ["-S", _folder["tmux"], .. arguments]);
}
