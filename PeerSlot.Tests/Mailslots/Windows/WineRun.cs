using System.Diagnostics;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Windows;

/// <summary>One run of PeerSlot.Tests.Wine for all tests of a class: on Windows itself, elsewhere under Wine with a prefix of its own.</summary>
public sealed class WineRun
{
    /// <summary>A new prefix takes half a minute on a busy machine, the tests a quarter.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static readonly string Runner =
        Environment.GetEnvironmentVariable("PEERSLOT_WINE_TESTS") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository.Root, "artifacts", "wine-tests", "PeerSlot.Tests.Wine.exe");

    private readonly Lazy<string[]> _lines = new(Run);

    /// <summary>What must be installed or done before; null = nothing.</summary>
    public static string? Missing =>
        !File.Exists(Runner) ? "the tests for Windows are not published: dotnet publish PeerSlot.Tests.Wine"
        : !OperatingSystem.IsWindows() && WinePrefix.Program is null ? WinePrefix.Missing
        : null;

    /// <summary>What the program printed, a line a test.</summary>
    public string[] Lines => _lines.Value;

    private static string[] Run()
    {
        using var prefix = new WinePrefix();
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(Runner) : new ProcessStartInfo(WinePrefix.Program!, [Runner]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in prefix.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();

            // Wine's server keeps the pipe open some seconds longer than the program that it was started for.
            Assert.True(process.WaitForExit(Limit) && output.Wait(Limit), $"{Runner} did not end.");
            return output.Result.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
