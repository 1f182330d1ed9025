using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>
/// Where a command writes: results to standard output, everything else to standard error. Lines are flushed one by one, so that a
/// pipe sees them as they happen. <see cref="Console"/> itself is not touched on Unix (<see cref="StandardStreams"/>).
/// </summary>
internal sealed class CommandOutput(Stream output, Stream error, bool outputIsTerminal, bool errorIsTerminal) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Lock _gate = new();

    /// <summary>Standard output for binary results: escapes of a picture.</summary>
    public Stream Raw => output;

    public TextWriter Results { get; } = new StreamWriter(output, Utf8) { AutoFlush = true, NewLine = "\n" };

    public TextWriter Messages { get; } = new StreamWriter(error, Utf8) { AutoFlush = true, NewLine = "\n" };

    public bool OutputIsTerminal => outputIsTerminal;

    /// <summary>That people read here; found out before the first line is said.</summary>
    public Language Language { get; set; } = Language.English;

    /// <summary>Of results: in a pipe programs read them, and words that they look for never change.</summary>
    public Language ResultLanguage => outputIsTerminal ? Language : Language.English;

    public bool ErrorIsTerminal => errorIsTerminal;

    /// <summary>Of the terminal that standard output is; 80x24 where it is none or does not say.</summary>
    public (int Columns, int Rows) TerminalSize => outputIsTerminal && Terminals.OutputSize() is var (width, height) ? (width, height) : (80, 24);

    public static CommandOutput OfProcess()
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = Utf8;
        return new CommandOutput(
            StandardStreams.OpenOutput(), StandardStreams.OpenError(), StandardStreams.OutputIsTerminal, StandardStreams.ErrorIsTerminal);
    }

    /// <summary>A line of results; text from elsewhere is made harmless by the caller.</summary>
    public void Result(string line)
    {
        lock (_gate)
            Results.WriteLine(line);
    }

    /// <summary>A line of a report that is for people even in a pipe.</summary>
    public void Report(Text line) => Result(line.In(Language));

    /// <summary>A line for people.</summary>
    public void Say(Text line)
    {
        lock (_gate)
            Messages.WriteLine(line.In(Language));
    }

    public void Error(Text message) => Say($"peerslot: {message}");

    public void Dispose()
    {
        Results.Dispose();
        Messages.Dispose();
    }
}
