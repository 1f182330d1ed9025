
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Languages;

/// <summary>Real errors of the system: which number stands for what is the system's business.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_not_there() => Assert.Equal(DiskFault.NotThere, Fault(() => File.OpenRead(_folder["no.png"])));

    [Fact]
    public void A_folder_that_is_not_there_is_not_there() => Assert.Equal(DiskFault.NotThere, Fault(() => File.OpenRead(_folder["no", "no.png"])));

    [Fact]
    public void A_name_that_is_taken_is_there_already()
    {
        File.WriteAllText(_folder["a"], "");
        Assert.Equal(DiskFault.Exists, Fault(() => new FileStream(_folder["a"], FileMode.CreateNew)));
        Assert.Equal(DiskFault.Exists, Fault(() => Directory.CreateDirectory(_folder["a"])));
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal(DiskFault.NotAllowed, Fault(() => File.OpenRead(_folder.Sub("folder"))));

    [Fact]
    public void A_file_that_is_held_is_in_use()
    {
        using var holder = new FileStream(_folder["a"], FileMode.Create, FileAccess.Write, FileShare.None);
        Assert.Equal(DiskFault.InUse, Fault(() => new FileStream(_folder["a"], FileMode.Open, FileAccess.Write, FileShare.None)));
    }

    [SkippableFact]
    public void A_full_disk_is_full()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/dev/full is Linux's");
        Assert.Equal(DiskFault.Full, Fault(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.WriteByte(1);
        }));
    }

    [SkippableFact]
    public void Links_in_a_circle_are_told()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.CreateSymbolicLink(_folder["a"], _folder["b"]);
        File.CreateSymbolicLink(_folder["b"], _folder["a"]);
        Assert.Equal(DiskFault.TooManyLinks, Fault(() => File.ReadAllText(_folder["a"])));
    }

    [Fact]
    public void A_name_of_300_letters_is_too_long() =>
        Assert.Equal(OperatingSystem.IsWindows() ? DiskFault.BadName : DiskFault.NameTooLong, Fault(() => File.Create(_folder[new string('a', 300)])));

    [Fact]
    public void What_no_system_call_said_keeps_its_own_words() => Assert.Equal("Too often.", DiskFault.Of(new IOException("Too often.")).ToString());

    [Fact]
    public void A_stream_that_ends_ends_too_early() => Assert.Equal(DiskFault.EndsTooEarly, DiskFault.Of(new EndOfStreamException("Arg_EndOfStreamException")));

    private static Text Fault(Action cause)
    {
        var fault = Record.Exception(cause);
        Assert.True(fault is IOException or UnauthorizedAccessException, $"{fault}");
        return DiskFault.Of(fault);
    }
}
