using System.ComponentModel;
using System.Diagnostics;

namespace PeerSlot.Commands.Doctor;

/// <summary>Programs of the system that are asked about it.</summary>
internal static class SystemPrograms
{
    /// <summary>Bytes of an answer that are looked at.</summary>
    public const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Status and output; null where the program is not there or does not end.</summary>
    public static (int Status, string Output)? Run(string program, string[] arguments) =>
        OperatingSystem.IsLinux() ? ShellPipe.Run(program, arguments, Limit) : RunProcess(program, arguments);

    private static (int Status, string Output)? RunProcess(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            process.StandardInput.Close();
            _ = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(Limit) && output.Wait(Limit))
                return (process.ExitCode, output.Result[..Math.Min(output.Result.Length, LongestAnswer)]);
            process.Kill();
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
