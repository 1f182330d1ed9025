using PeerSlot.Terminal.Unix;

namespace PeerSlot.Terminal;

/// <summary>Standard output and standard error, for who writes lines and owns no screen.</summary>
public static class StandardStreams
{
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1);

    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(2);
}
