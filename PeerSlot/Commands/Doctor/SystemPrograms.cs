using System.ComponentModel;
using System.Diagnostics;

namespace PeerSlot.Commands.Doctor;

/// <summary>Programs of the system that are asked about it.</summary>
internal static class SystemPrograms
{
    /// <summary>Bytes of an answer that are looked at.</summary>
    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Status and output; null where the program is not there or does not end.</summary>
    public static (int Status, string Output)? Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        // They lie outside of the path of a plain account.
        if (!OperatingSystem.IsWindows())
            start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin";
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(FromPath(start));
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

    private static ProcessStartInfo FromPath(ProcessStartInfo start)
    {
        foreach (var folder in new[] { "/usr/sbin", "/sbin" })
        {
            if (!OperatingSystem.IsWindows() && File.Exists(Path.Combine(folder, start.FileName)))
                start.FileName = Path.Combine(folder, start.FileName);
        }

        return start;
    }
}
