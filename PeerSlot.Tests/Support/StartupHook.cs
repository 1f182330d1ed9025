using PeerSlot.Tests.Support;

/// <summary>
/// Runs inside the program where <c>DOTNET_STARTUP_HOOKS</c> names this assembly (the runtime asks for a class of this name without a namespace): throws
/// on a thread of its own as soon as the pipe that <see cref="ThrowingPipe"/> names is opened by a test.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ThrowingPipe.Variable) is { Length: > 0 } pipe)
            new Thread(() => ThrowOnceOpened(pipe)) { IsBackground = true }.Start();
    }

    private static void ThrowOnceOpened(string pipe)
    {
        File.OpenRead(pipe).Dispose();
        throw new InvalidOperationException("The sky falls.");
    }
}
