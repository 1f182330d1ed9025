using System.Diagnostics;

namespace PeerSlot.Tests.Support;

/// <summary>Programs of the system that tests use: ip, nft, kill.</summary>
public static class Tools
{
    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    public static bool Exists(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end; what it printed. A status other than 0 is an exception with its words.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var (status, output) = TryRun(program, arguments);
        return status == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {status}: {output}");
    }

    public static (int Status, string Output) TryRun(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
