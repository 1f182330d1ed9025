using System.Collections.Concurrent;
using PeerSlot.Protocol.Wire;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

public sealed class IdentityFileTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private DataFolder Data => new(_temporary["a", "data"]);

    [Fact]
    public void An_identity_stays_the_same()
    {
        using var identity = IdentityFile.LoadOrCreate(Data);
        Assert.Equal(8, identity.Peer.Value.Version);
        using var again = IdentityFile.LoadOrCreate(Data);
        Assert.Equal(identity.PublicKey, again.PublicKey);
        Assert.Equal([Data.Identity], Directory.GetFileSystemEntries(Data.Root));
    }

    [SkippableFact]
    public void Only_the_account_reads_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        IdentityFile.LoadOrCreate(Data).Dispose();
#pragma warning disable CA1416 // skipped on Windows above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Data.Identity));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data.Root));
#pragma warning restore CA1416
    }

    [Fact]
    public void Processes_that_start_at_once_get_the_same_identity()
    {
        for (var round = 0; round < 50; round++)
        {
            var data = new DataFolder(_temporary[$"round{round}"]);
            var ids = new ConcurrentBag<PeerId>();
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            {
                using var identity = IdentityFile.LoadOrCreate(data);
                ids.Add(identity.Peer);
            });
            Assert.Single(ids.Distinct());
            Assert.Single(Directory.GetFileSystemEntries(data.Root));
        }
    }

    [Fact]
    public void A_key_takes_the_place_of_an_identity_without_one()
    {
        Directory.CreateDirectory(Data.Root);
        var former = Path.Combine(Data.Root, "identity");
        File.WriteAllText(former, $"{Guid.NewGuid():D}\n");
        IdentityFile.LoadOrCreate(Data).Dispose();
        Assert.Equal([Data.Identity], Directory.GetFileSystemEntries(Data.Root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("3f0c")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PEERSLOT PRIVATE KEY-----\nAAAA\n-----END PEERSLOT PRIVATE KEY-----")]
    public void A_broken_identity_names_the_file_and_the_remedy(string text)
    {
        Directory.CreateDirectory(Data.Root);
        File.WriteAllText(Data.Identity, text);
        Assert.Equal(
            $"{Data.Identity} holds no identity. Delete it, and a new one is made; the others then see you as somebody new.",
            Assert.Throws<SettingsException>(() => IdentityFile.LoadOrCreate(Data)).Message);
        Assert.Equal(text, File.ReadAllText(Data.Identity));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_gives_a_plain_sentence()
    {
        File.WriteAllText(_temporary["a"], "");
        Assert.Contains("--data-dir", Assert.Throws<DataFolderException>(() => IdentityFile.LoadOrCreate(Data)).Message, StringComparison.Ordinal);
    }
}
