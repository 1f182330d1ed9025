using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>Where the published win-x64 file runs: Wine with a prefix of a test class's own, or Windows itself.</summary>
public sealed class WindowsMachine : IDisposable
{
    private readonly WinePrefix _prefix = new();

    /// <summary>The first program makes the prefix, which takes longer than any test, and two at once get into each other's way.</summary>
    public WindowsMachine()
    {
        if (Missing is not null || OperatingSystem.IsWindows())
            return;
        using var first = Start(["--version"]);
        first.WaitForExit(TimeSpan.FromMinutes(4));
    }

    /// <summary>What must be installed or done before; null = nothing.</summary>
    public static string? Missing =>
        !File.Exists(Executable) ? "the file for Windows is not published: dotnet build publish -p:Platforms=win-x64"
        : !OperatingSystem.IsWindows() && WinePrefix.Program is null ? WinePrefix.Missing
        : null;

    /// <summary>The one that <c>PEERSLOT_EXECUTABLE_WINDOWS</c> names, else the one in artifacts/.</summary>
    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("PEERSLOT_EXECUTABLE_WINDOWS") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository.Root, "artifacts", "win-x64", "peerslot.exe");

    /// <summary>Starts the published file.</summary>
    /// <param name="before">What runs Wine: <c>ip netns exec NAME</c>.</param>
    public PeerSlotProcess Start(IEnumerable<string> arguments, IEnumerable<string>? before = null, string? directory = null) => PeerSlotProcess.Start(
        arguments, OperatingSystem.IsWindows() ? before : [.. before ?? [], WinePrefix.Program!], _prefix.Environment, directory, Executable);

    /// <summary>Starts it under Wine in a pane of tmux, whose terminal becomes its console.</summary>
    public TmuxPane StartInPane(Size size, IEnumerable<string> arguments) =>
        new(size, [WinePrefix.Program!, Executable, .. arguments], _prefix.Environment);

    /// <inheritdoc cref="WinePrefix.StopServer"/>
    public void StopServer() => _prefix.StopServer();

    /// <summary>A path that the program printed, as this system knows it: Wine's drive Z is the root.</summary>
    public static string PathOf(string printed) =>
        OperatingSystem.IsWindows() || !printed.StartsWith("Z:", StringComparison.OrdinalIgnoreCase) ? printed : printed[2..].Replace('\\', '/');

    public void Dispose() => _prefix.Dispose();
}
