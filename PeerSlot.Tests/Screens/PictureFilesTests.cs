using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class PictureFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("peerslot-files-").FullName;

    [Fact]
    public void A_folder_lists_folders_first_and_then_pictures_and_nothing_hidden()
    {
        foreach (var name in new[] { "b.PNG", "a.jpg", "notes.txt", ".hidden.png" })
            File.WriteAllBytes(Path.Combine(_folder, name), [1, 2]);
        Directory.CreateDirectory(Path.Combine(_folder, "zoo"));
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        Assert.Equal(
            [new DirectoryItem("..", true, 0), new DirectoryItem("zoo", true, 0), new DirectoryItem("a.jpg", false, 2),
                new DirectoryItem("b.PNG", false, 2), new DirectoryItem("notes.txt", false, 2)],
            PictureFiles.List(_folder));
    }

    [Fact]
    public void A_copy_never_overwrites()
    {
        var from = Directory.CreateDirectory(Path.Combine(_folder, "gallery")).FullName;
        var entry = ScreenPlayer.Entry("lab-03") with { Path = Path.Combine(from, "sketch.png") };
        File.WriteAllBytes(entry.Path, [1]);
        Assert.Equal("sketch.png", Path.GetFileName(PictureFiles.SaveCopy(entry, _folder)));
        Assert.Equal("sketch (2).png", Path.GetFileName(PictureFiles.SaveCopy(entry, _folder)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
