using PeerSlot.Terminal.Unix;

namespace PeerSlot.Terminal;

/// <summary>Standard output and standard error, for who writes lines and owns no screen.</summary>
public static class StandardStreams
{
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1);

    /// <remarks>On Unix without <see cref="Console"/>, whose assembly is compiled when it is needed: 3 ms before the first frame.</remarks>
    public static bool OutputIsTerminal => OperatingSystem.IsWindows() ? !Console.IsOutputRedirected : Libc.IsTerminal(1) == 1;

    public static bool ErrorIsTerminal => OperatingSystem.IsWindows() ? !Console.IsErrorRedirected : Libc.IsTerminal(2) == 1;

    /// <summary>
    /// Calls <paramref name="gone"/> once nobody reads standard output any more, where it is a pipe or a socket: a far shell's after its SSH line
    /// was cut, as only terminals get a signal then. Never on Windows, whose pipes tell it to who writes only.
    /// </summary>
    public static void WatchReader(Action gone)
    {
        if (!OperatingSystem.IsWindows())
            new Thread(() => DescriptorStream.AwaitBreak(1, gone)) { IsBackground = true, Name = "reader of standard output" }.Start();
    }

    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(2, ignoresFaults: true);
}
