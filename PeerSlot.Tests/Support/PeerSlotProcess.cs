using System.Diagnostics;
using System.Text;
using Xunit;

namespace PeerSlot.Tests.Support;

/// <summary>
/// The real program in a process of its own, with its output collected line by line. Killed, with what it started, when it is disposed.
/// </summary>
public sealed class PeerSlotProcess : IDisposable
{
    /// <summary>What anything here may take on a busy machine before a test gives up.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly object _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly string _commandLine;

    private PeerSlotProcess(Process process, string commandLine)
    {
        (_process, _commandLine) = (process, commandLine);
        process.OutputDataReceived += (_, e) => Add(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Add(_errors, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The published file that <c>PEERSLOT_EXECUTABLE</c> names, else the one that was built beside the tests.</summary>
    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("PEERSLOT_EXECUTABLE") is { Length: > 0 } published
            ? published
            : Built;

    /// <summary>As the build made it, untrimmed: with the runtime's startup hooks.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "peerslot.exe" : "peerslot");

    public int Id => _process.Id;

    /// <summary>A copy of the published file that other accounts can run; the built one, which is several files, where it is.</summary>
    public static string CopyFor(TemporaryFolder folder)
    {
        if (Environment.GetEnvironmentVariable("PEERSLOT_EXECUTABLE") is not { Length: > 0 })
            return Executable;
        var copy = folder["peerslot"];
        File.Copy(Executable, copy);
        return copy;
    }

    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_gate)
                return [.. _output];
        }
    }

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_gate)
                return [.. _errors];
        }
    }

    /// <param name="prefix">A program that runs it, with its arguments: <c>ip netns exec NAME</c>, <c>runuser -u nobody --</c>.</param>
    /// <param name="arguments">The arguments of peerslot.</param>
    /// <param name="executable">Another copy of the program.</param>
    /// <param name="environment">Added to a minimal environment without any PEERSLOT_ variable.</param>
    public static PeerSlotProcess Start(
        IEnumerable<string> arguments, IEnumerable<string>? prefix = null, IReadOnlyDictionary<string, string>? environment = null,
        string? directory = null,
        string? executable = null)
    {
        string[] command = [.. prefix ?? [], executable ?? Executable, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("PEERSLOT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new PeerSlotProcess(new Process { StartInfo = start }, string.Join(' ', command));
    }

    /// <summary>Waits until a line of standard output fits.</summary>
    public string WaitForLine(Func<string, bool> fits, string what) => WaitFor(_output, fits, what);

    /// <summary>Waits until a line of standard error fits.</summary>
    public string WaitForMessage(Func<string, bool> fits, string what) => WaitFor(_errors, fits, what);

    public int WaitForExit(TimeSpan? limit = null)
    {
        if (!_process.WaitForExit(limit ?? Limit))
            throw new TimeoutException($"{_commandLine} did not end.\n{Report()}");
        _process.WaitForExit(); // Now also the output is complete.
        return _process.ExitCode;
    }

    /// <summary>Waits for the end and asserts its status.</summary>
    public PeerSlotProcess Ends(int status)
    {
        var ended = WaitForExit();
        Assert.True(ended == status, $"{_commandLine} ended with {ended} instead of {status}.\n{Report()}");
        return this;
    }

    /// <summary>Sends a signal by its name: <c>INT</c>, <c>TERM</c>, <c>KILL</c>.</summary>
    public void Signal(string name) => Tools.Run("kill", $"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void CloseInput() => _process.StandardInput.Close();

    public Stream Input => _process.StandardInput.BaseStream;

    public string Report() => $"standard output:\n{string.Join('\n', Output)}\nstandard error:\n{string.Join('\n', Errors)}";

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Add(List<string> lines, string? line)
    {
        lock (_gate)
        {
            if (line is not null)
                lines.Add(line);
            Monitor.PulseAll(_gate);
        }
    }

    private string WaitFor(List<string> lines, Func<string, bool> fits, string what)
    {
        var waited = Stopwatch.StartNew();
        lock (_gate)
        {
            while (true)
            {
                if (lines.FirstOrDefault(fits) is { } line)
                    return line;
                if (waited.Elapsed > Limit || (_process.HasExited && !Monitor.Wait(_gate, 500)))
                    break;
                Monitor.Wait(_gate, 200);
            }
        }

        throw new TimeoutException($"{_commandLine}: no line with {what}.\n{Report()}");
    }
}
