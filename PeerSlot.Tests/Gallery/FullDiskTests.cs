using PeerSlot.Gallery;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Gallery;

/// <summary>On a disk of 256 KiB, in memory.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private bool _mounted;

    private string Disk => _temporary["disk"];

    [SkippableFact]
    public void A_full_disk_refuses_the_picture_and_loses_nothing_old()
    {
        Mount();
        var gallery = PictureGallery.Open(Path.Combine(Disk, "gallery"), new GallerySettings(), new FixedTime(Arrivals.Time));
        var old = gallery.File(Arrivals.Picture("s1 1", length: 100_000)).Entry;

        var e = Assert.Throws<GalleryException>(() => gallery.File(Arrivals.Picture("s1 2", length: 200_000)));

        Assert.Equal(GalleryErrorKind.DiskFull, e.Kind);
        Assert.Equal(
            $"The disk of {gallery.Folder} is full: the picture needs 195 KiB. Nothing was lost; make room and have it sent again.", e.Message);
        Assert.Empty(Directory.GetFiles(gallery.Folder, "*.part", SearchOption.AllDirectories));
        Assert.Equal(old, Assert.Single(gallery.Load()));
        Assert.Equal(Arrivals.Png(100_000), gallery.ReadContent(old));
        Assert.False(gallery.File(Arrivals.Picture("s1 3", length: 100_000)).WasThere);
    }

    [SkippableFact]
    public void A_full_disk_leaves_nothing_in_a_folder_of_the_users_choice()
    {
        Mount();
        var folder = PictureFolder.Open(Disk, new FixedTime(Arrivals.Time));
        Assert.Equal(GalleryErrorKind.DiskFull, Assert.Throws<GalleryException>(() => folder.File(Arrivals.Picture("s1 1", length: 300_000))).Kind);
        Assert.Empty(Directory.GetFileSystemEntries(Disk));
    }

    [SkippableFact]
    public void A_disk_that_fills_up_at_the_last_step_leaves_no_picture_without_its_sidecar()
    {
        Mount();
        var gallery = PictureGallery.Open(Path.Combine(Disk, "gallery"), new GallerySettings(), new FixedTime(Arrivals.Time));
        // Exactly the picture fits: its sidecar no longer does.
        Assert.Equal(
            GalleryErrorKind.DiskFull, Assert.Throws<GalleryException>(() => gallery.File(Arrivals.Picture("s1 1", length: 256 * 1024))).Kind);
        Assert.Empty(Directory.GetFiles(gallery.Folder, "*", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public void An_identity_on_a_full_disk_gives_a_plain_sentence()
    {
        Mount();
        File.WriteAllBytes(Path.Combine(Disk, "fill"), new byte[256 * 1024]);
        var data = new DataFolder(Path.Combine(Disk, "data"));
        Assert.Contains("--data-dir", Assert.Throws<DataFolderException>(() => IdentityFile.LoadOrCreate(data)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(data.Root));
    }

    [SkippableFact]
    public void A_disk_that_cannot_be_written_gives_a_plain_sentence()
    {
        Mount();
        var time = new FixedTime(Arrivals.Time);
        var gallery = PictureGallery.Open(Path.Combine(Disk, "gallery"), new GallerySettings(), time);
        var entry = gallery.File(Arrivals.Picture("s1 1")).Entry;
        Tools.Run("mount", "-o", "remount,ro", Disk);

        Assert.Equal(GalleryErrorKind.NotWritable, Assert.Throws<GalleryException>(() => gallery.File(Arrivals.Picture("s1 2"))).Kind);
        Assert.Equal(GalleryErrorKind.NotWritable, Assert.Throws<GalleryException>(() => gallery.Delete(entry)).Kind);
        Assert.Equal(entry, Assert.Single(gallery.Load()));
        Assert.Throws<GalleryException>(() => PictureGallery.Open(Path.Combine(Disk, "other"), new GallerySettings(), time));
    }

    public void Dispose()
    {
        if (_mounted)
            Tools.Run("umount", Disk);
        _temporary.Dispose();
    }

    private void Mount()
    {
        Skip.IfNot(Tools.IsRoot, "Mounting a small disk needs root on Linux: run the tests with sudo.");
        Directory.CreateDirectory(Disk);
        _mounted = Tools.TryRun("mount", "-t", "tmpfs", "-o", "size=256k", "peerslot-test", Disk).Status == 0;
        Skip.IfNot(_mounted, "This container may not mount: give it CAP_SYS_ADMIN.");
    }
}
