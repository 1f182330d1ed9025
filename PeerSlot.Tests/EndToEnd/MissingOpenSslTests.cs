using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>On a machine without libssl: an empty file lies over it, in a mount namespace of the test's own.</summary>
public sealed class MissingOpenSslTests
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/libssl.so.3";

    [SkippableTheory]
    [InlineData("peers")]
    [InlineData("receive")]
    [InlineData("--plain")]
    [InlineData("doctor")]
    public void A_command_that_needs_it_says_what_to_install(string command)
    {
        using var folder = Folder();
        using var process = Start(folder, command).Ends(3);
        Assert.Contains("libssl3", Assert.Single(process.Errors), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_needs_none_works()
    {
        using var folder = Folder();
        using var show = Start(folder, "show", TestPictures.Noise(folder, "a.bmp", 4, 4)).Ends(0);
        Assert.NotEmpty(show.Output);
    }

    private static TemporaryFolder Folder()
    {
        Skip.IfNot(Tools.IsRoot && Tools.Exists("unshare") && File.Exists(Library), "needs root, unshare (util-linux) and Debian's libssl3 on x86-64");
        return new TemporaryFolder();
    }

    private static PeerSlotProcess Start(TemporaryFolder folder, params string[] arguments) => PeerSlotProcess.Start(
        [.. arguments, "--data-dir", folder.Sub("data")], ["unshare", "-mn", "sh", "-c", $"ip link set lo up; mount --bind /dev/null {Library}; exec \"$@\"", "sh"]);
}
