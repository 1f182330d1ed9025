using PeerSlot.Gallery;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Gallery;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FixedTime _time = new(Arrivals.Time);

    public void Dispose() => _temporary.Dispose();

    private string Folder => _temporary["out"];

    private string[] All => [.. Directory.GetFileSystemEntries(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_folder_gets_pictures_under_their_own_names_and_nothing_else()
    {
        var folder = PictureFolder.Open(Folder, _time);
        foreach (var key in new[] { "s1 1", "s1 2", "s1 3", "s1 1" })
            folder.File(Arrivals.Picture(key));
        folder.File(Arrivals.Picture("s1 4", "../dog"));
        Assert.Equal(["cat (2).png", "cat (3).png", "cat.png", "dog.png"], All);
    }

    [Fact]
    public void A_picture_is_filed_once_for_each_key()
    {
        var folder = PictureFolder.Open(Folder, _time);
        var first = folder.File(Arrivals.Picture("s1 1"));
        Assert.False(first.WasThere);
        Assert.Equal(first with { WasThere = true }, folder.File(Arrivals.Picture("s1 1")));
    }

    [Fact]
    public void What_the_user_has_there_is_never_overwritten()
    {
        _temporary.Write("out/cat.png", "mine");
        Directory.CreateDirectory(_temporary["out", "cat (2).png"]);
        var entry = PictureFolder.Open(Folder, _time).File(Arrivals.Picture("s1 1")).Entry;
        Assert.Equal(_temporary["out", "cat (3).png"], entry.Path);
        Assert.Equal("mine", File.ReadAllText(_temporary["out", "cat.png"]));
    }

    [Fact]
    public void Two_processes_never_give_two_pictures_one_name()
    {
        var folders = new[] { PictureFolder.Open(Folder, _time), PictureFolder.Open(Folder, _time) };
        for (var round = 0; round < 50; round++)
        {
            var r = round;
            Parallel.ForEach(folders, f => f.File(Arrivals.Picture($"s1 {r}")));
        }

        Assert.Equal(100, All.Length);
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_at_the_next_start_and_what_is_the_users_is_not()
    {
        foreach (var name in new[] { ".peerslot.abcd.part", "other.part" })
            File.SetLastWriteTimeUtc(_temporary.Write($"out/{name}", "half"), Arrivals.Time.UtcDateTime - TimeSpan.FromHours(1));
        PictureFolder.Open(Folder, _time);
        Assert.Equal(["other.part"], All);
    }
}
