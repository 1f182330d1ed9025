using System.Diagnostics;
using PeerSlot.Commands.Deploy;
using PeerSlot.Exchange.Bridges;

namespace PeerSlot.Commands.Bridges;

/// <summary>The system's ssh with <c>peerslot relay</c> at its far end.</summary>
internal sealed class SshLine : IFarLine
{
    /// <summary>Where <c>peerslot deploy</c> puts it, or else where the account finds it.</summary>
    private const string Anywhere = "sh -c 'if [ -x ./peerslot ]; then exec ./peerslot relay; else exec peerslot relay; fi'";

    /// <summary>Characters of what ssh and the far program said at last.</summary>
    private const int LongestWords = 4_096;

    /// <summary>What a program is given to end when its pipes are closed.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3);

    private readonly string _host;
    private readonly Process _ssh;
    private readonly Task<string> _words;

    private SshLine(string host, Process ssh)
    {
        (_host, _ssh) = (host, ssh);
        _words = Task.Run(() => LastOf(ssh.StandardError));
    }

    public Stream FromRelay => _ssh.StandardOutput.BaseStream;

    public Stream ToRelay => _ssh.StandardInput.BaseStream;

    /// <summary>Connects, and waits for the relay's greeting.</summary>
    /// <param name="far">The program's path there; null = the usual places.</param>
    /// <param name="mayAsk">Whether ssh may ask for a password or about a key, on the terminal.</param>
    /// <exception cref="CommandException">There is no line; the message says why and what to do.</exception>
    public static SshLine Open(string ssh, string host, string? far, bool mayAsk, CancellationToken cancelled)
    {
        // A dead line is noticed by ssh within 45 s; the relay asks less.
        var line = new SshLine(host, new FarShell(ssh, cancelled).Start(
            host, far is null ? Anywhere : $"{Word(far)} relay",
            ["-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3", .. mayAsk ? (string[])[] : ["-o", "BatchMode=yes"]]));
        using (cancelled.Register(line.Kill))
        {
            var greeting = RelayGreeting.Read(line.FromRelay);
            if (greeting is { IsUnderstood: true })
                return line;
            using (line)
            {
                cancelled.ThrowIfCancellationRequested();
                var why = greeting is null
                    ? line.WhyNot()
                    : (Text)$"On {host} is PeerSlot {greeting.Version}, whose relay speaks otherwise than this one ({ProgramVersion.Text}): peerslot deploy {host} brings it this version.";
                line.Kill();
                throw new CommandException(ExitStatus.CannotOpen, why);
            }
        }
    }

    public Text Reason()
    {
        if (!_ssh.WaitForExit(EndLimit))
            Kill();
        _ssh.WaitForExit();
        var words = Words();
        return _ssh.ExitCode switch
        {
            FarShell.NoLine when SshComplaint.LastLine(words) is { Length: > 0 } last => (Text)$"ssh says: {last}",
            126 or 127 => $"There is no PeerSlot on {_host} that can be run: peerslot deploy {_host} puts it there, and --far names another path.",
            ExitStatus.Usage => $"The PeerSlot on {_host} knows no relay: peerslot deploy {_host} brings it this version.",
            _ when SshComplaint.LastLine(words) is { Length: > 0 } last => $"PeerSlot on {_host} ended: {last}",
            _ => $"PeerSlot on {_host} ended without a word.",
        };
    }

    /// <summary>Its input is closed already where all was said; then it ends by itself.</summary>
    public void Dispose()
    {
        if (!_ssh.HasExited && !_ssh.WaitForExit(EndLimit))
            Kill();
        _ssh.Dispose();
    }

    /// <summary>A connection that ssh shares with others (ControlMaster) may keep its errors open for ever.</summary>
    private string Words() => _words.Wait(EndLimit) ? _words.Result : "";

    /// <summary>Why it never came to be.</summary>
    private Text WhyNot()
    {
        var reason = Reason();
        return _ssh.ExitCode == FarShell.NoLine ? $"{_host} is not reached. {SshComplaint.Sentence(Words())}" : reason;
    }

    /// <summary>Quoted only where it must be, as shells that are no POSIX ones quote otherwise.</summary>
    private static string Word(string path)
    {
        foreach (var c in path)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('/' or '\\' or '.' or '-' or '_' or ':' or '~'))
                return $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        }

        return path;
    }

    private static string LastOf(StreamReader stream)
    {
        var last = "";
        while (stream.ReadLine() is { } line)
        {
            // "Permanently added ... to the list of known hosts": no reason of anything.
            if (line.StartsWith("Warning: ", StringComparison.Ordinal))
                continue;
            last = $"{last}{line}\n";
            if (last.Length > LongestWords)
                last = last[^LongestWords..];
        }

        return last;
    }

    private void Kill()
    {
        try
        {
            _ssh.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }
}
