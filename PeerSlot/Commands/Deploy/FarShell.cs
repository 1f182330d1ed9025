using System.ComponentModel;
using System.Diagnostics;

namespace PeerSlot.Commands.Deploy;

/// <summary>The system's ssh, for commands on a machine. It asks for passwords on the terminal by itself.</summary>
/// <param name="ssh">The program and options of its own, split at blanks: <c>ssh -p 2222</c>.</param>
internal sealed class FarShell(string ssh, CancellationToken cancelled)
{
    /// <summary>ssh's own status where the line or the login failed.</summary>
    public const int NoLine = 255;

    private readonly string[] _words = ssh.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="CommandException">There is no ssh here.</exception>
    public (int Status, string Output, string Errors) Run(string host, string command, Action<Stream> writeInput)
    {
        using var process = Start(host, command, []);
        using var end = cancelled.Register(process.Kill);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            using var input = process.StandardInput.BaseStream;
            writeInput(input);
        }
        catch (IOException)
        {
            // It ended before it had read all; its status and words say why.
        }

        process.WaitForExit();
        cancelled.ThrowIfCancellationRequested();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <param name="options">Of ssh, besides its own.</param>
    /// <exception cref="CommandException">There is no ssh here.</exception>
    public Process Start(string host, string command, string[] options)
    {
        // A machine that is off must not hold up a row of thirty; -- so that no host's name is an option.
        var start = new ProcessStartInfo(
            _words.Length > 0 ? _words[0] : "ssh", [.. _words.Skip(1), "-T", "-o", "ConnectTimeout=10", .. options, "--", host, command])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CommandException(
                ExitStatus.CannotOpen, $"{start.FileName} cannot be started (error {e.NativeErrorCode}). sudo apt-get install openssh-client, on Windows the optional feature \"OpenSSH Client\".");
        }
    }
}
