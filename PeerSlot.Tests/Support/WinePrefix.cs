using System.Diagnostics;

namespace PeerSlot.Tests.Support;

/// <summary>A Windows of the test's own for Wine, in a temporary folder; its server ends with it.</summary>
public sealed class WinePrefix : IDisposable
{
    public const string Missing = "wine64 is missing: apt-get install wine64";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Debian keeps wine64 out of the path; null = not installed.</summary>
    public static string? Program { get; } = new[] { "/usr/lib/wine/wine64", "/usr/bin/wine64" }.FirstOrDefault(File.Exists);

    /// <summary>Without a display and without Wine's own messages.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["WINEPREFIX"] = _folder["prefix"], ["WINEDEBUG"] = "-all", ["DISPLAY"] = "",
    };

    public void Dispose()
    {
        StopServer();
        _folder.Dispose();
    }

    /// <summary>
    /// Sockets belong to the server, so to the network namespace of the program that started it: it is stopped before one starts on another machine.
    /// </summary>
    public void StopServer()
    {
        const string server = "/usr/lib/wine/wineserver64";
        if (!File.Exists(server) || !Directory.Exists(_folder["prefix"]))
            return;
        var start = new ProcessStartInfo(server, ["-k", "-w"]);
        start.Environment["WINEPREFIX"] = _folder["prefix"];
        using var process = Process.Start(start);
        process?.WaitForExit(TimeSpan.FromSeconds(20));
    }
}
