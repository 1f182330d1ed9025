namespace PeerSlot.Tests.Support;

/// <summary>Makes a program throw on a thread of its own, when a test says so.</summary>
internal sealed class ThrowingPipe
{
    public const string Variable = "PEERSLOT_TEST_THROWS";

    private readonly string _path;

    public ThrowingPipe(TemporaryFolder folder)
    {
        _path = folder["throw"];
        Tools.Run("mkfifo", _path);
    }

    /// <summary>What the program needs in its environment; a trimmed one has no startup hooks.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        [Variable] = _path, ["DOTNET_STARTUP_HOOKS"] = typeof(ThrowingPipe).Assembly.Location,
    };

    /// <summary>Opening the writing end lets the reader's open return.</summary>
    public void Throw() => new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0).Dispose();
}
