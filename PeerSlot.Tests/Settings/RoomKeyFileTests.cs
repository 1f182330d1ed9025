using PeerSlot.Protocol.Room;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

public sealed class RoomKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private DataFolder Data => new(_temporary["data"]);

    [Fact]
    public void The_key_is_the_documented_one() =>
        // PBKDF2-HMAC-SHA-256 as Python's hashlib computes it.
        Assert.Equal(
            "35a3d0eb8ca27bab6ebf3367959a2a3ee998bab7902c748ef167c48219e4ddcf",
            Convert.ToHexStringLower(RoomKey.FromPassphrase("correct horse", "lab").Bytes));

    [Fact]
    public void A_key_is_derived_once_and_another_passphrase_or_room_makes_another()
    {
        var first = RoomKeyFile.LoadOrDerive(Data, "lab", "one", out var wasKept);
        Assert.False(wasKept);
        Assert.Equal(first.Bytes, RoomKeyFile.LoadOrDerive(Data, "lab", "one", out wasKept).Bytes);
        Assert.True(wasKept);
        Assert.NotEqual(first.Bytes.ToArray(), RoomKeyFile.LoadOrDerive(Data, "lab", "two", out wasKept).Bytes.ToArray());
        Assert.False(wasKept);
        RoomKeyFile.LoadOrDerive(Data, "lab", "two", out wasKept);
        Assert.True(wasKept);
        Assert.NotEqual(first.Bytes.ToArray(), RoomKeyFile.LoadOrDerive(Data, "b204", "one", out wasKept).Bytes.ToArray());
        Assert.False(wasKept);
        Assert.Equal(2, Directory.GetFileSystemEntries(Data.Root).Length);
    }

    [SkippableFact]
    public void Only_the_account_reads_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        RoomKeyFile.LoadOrDerive(Data, "lab", "one", out _);
#pragma warning disable CA1416 // skipped on Windows above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Data.RoomKeyOf("lab")));
#pragma warning restore CA1416
    }

    [Fact]
    public void A_file_that_holds_something_else_is_replaced()
    {
        var key = RoomKeyFile.LoadOrDerive(Data, "lab", "one", out _);
        File.WriteAllBytes(Data.RoomKeyOf("lab"), new byte[79]);
        Assert.Equal(key.Bytes, RoomKeyFile.LoadOrDerive(Data, "lab", "one", out var wasKept).Bytes);
        Assert.False(wasKept);
        RoomKeyFile.LoadOrDerive(Data, "lab", "one", out wasKept);
        Assert.True(wasKept);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_costs_time_and_nothing_else()
    {
        File.WriteAllText(_temporary["file"], "");
        var folder = new DataFolder(Path.Combine(_temporary["file"], "data"));
        Assert.Equal(RoomKey.FromPassphrase("one", "lab").Bytes, RoomKeyFile.LoadOrDerive(folder, "lab", "one", out var wasKept).Bytes);
        Assert.False(wasKept);
    }
}
