using System.Text.RegularExpressions;
using PeerSlot.Gallery;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Gallery;

public sealed class PictureGalleryTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FixedTime _time = new(Arrivals.Time);

    public void Dispose() => _temporary.Dispose();

    private string Folder => _temporary["gallery"];

    private PictureGallery Open(long quota = 1 << 30) => PictureGallery.Open(Folder, new GallerySettings { QuotaBytes = quota }, _time);

    private string[] Visible => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_filed_picture_is_whole_and_listed_with_all_that_is_known_of_it()
    {
        var picture = Arrivals.Picture("s1 1") with { Stripped = true };
        var result = Open().File(picture);

        Assert.False(result.WasThere);
        Assert.Equal(picture.Content.ToArray(), File.ReadAllBytes(result.Entry.Path));
        var entry = Assert.Single(Open().Load());
        Assert.Equal(result.Entry, entry);
        Assert.Equal(
            new GalleryEntry(
                entry.Path, "s1 1", Arrivals.Time, GalleryDirection.Received, Arrivals.Sender, "lab-03", "cat.png", "lan", 1000, 80, 48,
                picture.Sha256, 3) { Stripped = true },
            entry);
    }

    [Fact]
    public void A_name_begins_with_the_time_and_the_sender()
    {
        Open().File(Arrivals.Picture("s1 1"));
        Assert.Matches(@"^2026-11-22 14\.02\.11 lab-03 cat [0-9a-f]{8}\.png$", Assert.Single(Visible));
    }

    [Fact]
    public void A_hostile_sender_cannot_leave_the_folder()
    {
        var entry = Open().File(Arrivals.Picture("s1 1", "../../x.sh") with { PeerName = "../\u001b[2J" }).Entry;
        Assert.Equal(Folder, Path.GetDirectoryName(entry.Path));
        Assert.Matches(@"^2026-11-22 14\.02\.11 _\[2J x\.sh [0-9a-f]{8}\.png$", Assert.Single(Visible));
    }

    [SkippableFact]
    public void Only_the_account_sees_the_gallery()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        var entry = Open().File(Arrivals.Picture("s1 1")).Entry;
#pragma warning disable CA1416 // skipped on Windows above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(entry.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
#pragma warning restore CA1416
    }

    [Fact]
    public void A_picture_is_filed_once_for_each_key()
    {
        var first = Open().File(Arrivals.Picture("s1 1"));
        _time.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(new FilingResult(first.Entry, WasThere: true), Open().File(Arrivals.Picture("s1 1")));
        Assert.False(Open().File(Arrivals.Picture("s1 2")).WasThere);
        Assert.Equal(2, Visible.Length);
    }

    [Fact]
    public void A_screen_files_what_its_own_account_sends()
    {
        var gallery = Open();
        var p = Arrivals.Picture("s1 1");
        var sent = gallery.RecordSent(new SentPicture(p.Key, p.PeerId, "", p.FileName, "lan", p.Content, 80, 48, p.Sha256));
        Assert.Equal(sent, gallery.RecordSent(new SentPicture(p.Key, p.PeerId, "", p.FileName, "lan", p.Content, 80, 48, p.Sha256)));
        Assert.False(gallery.File(p).WasThere);
        Assert.Equal([GalleryDirection.Received, GalleryDirection.Sent], gallery.Load().Select(e => e.Direction).Order());
        Assert.Contains(" sent cat ", sent.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_picture_comes_first()
    {
        var gallery = Open();
        foreach (var minutes in new[] { 2, 0, 3, 1 })
        {
            _time.Now = Arrivals.Time + TimeSpan.FromMinutes(minutes);
            gallery.File(Arrivals.Picture($"s1 {minutes}"));
        }

        Assert.Equal(["s1 3", "s1 2", "s1 1", "s1 0"], gallery.Load().Select(e => e.Key));
    }

    [Fact]
    public void A_picture_that_the_user_put_there_is_listed_with_an_unknown_sender()
    {
        var gallery = Open();
        File.WriteAllBytes(Path.Combine(Folder, "mine.JPG"), [1, 2, 3]);
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "");
        File.WriteAllText(Path.Combine(Folder, ".hidden.png"), "");
        var entry = Assert.Single(gallery.Load());
        Assert.Equal(("mine.JPG", "", 3L, Guid.Empty), (entry.FileName, entry.Key, entry.Bytes, entry.PeerId));
        Assert.Equal([1, 2, 3], gallery.ReadContent(entry));
        gallery.Delete(entry);
        Assert.Empty(gallery.Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"file\": ")]
    [InlineData("[]")]
    [InlineData("{ \"file\": \"../../x\", \"part\": \"y\" }")]
    public void A_broken_sidecar_hides_no_picture(string json)
    {
        var gallery = Open();
        var path = gallery.File(Arrivals.Picture("s1 1")).Entry.Path;
        File.WriteAllText(Assert.Single(Index("*.json")), json);
        var entry = Assert.Single(gallery.Load());
        Assert.Equal((path, "", 1000L), (entry.Path, entry.Key, entry.Bytes));
        Assert.False(gallery.File(Arrivals.Picture("s1 2")).WasThere);
    }

    [Fact]
    public void A_sidecar_that_lacks_what_this_version_knows_still_serves()
    {
        var gallery = Open();
        gallery.File(Arrivals.Picture("s1 1"));
        var sidecar = Assert.Single(Index("*.json"));
        File.WriteAllText(sidecar, Regex.Replace(File.ReadAllText(sidecar), "\"(width|network|sha256|peerName)\"", "\"of a later version\""));
        var entry = Assert.Single(gallery.Load());
        Assert.Equal(("s1 1", "", "", 0), (entry.Key, entry.Network, entry.PeerName, entry.Width));
    }

    [Fact]
    public void A_picture_that_was_deleted_is_gone_and_may_come_again()
    {
        var gallery = Open();
        var entry = gallery.File(Arrivals.Picture("s1 1")).Entry;
        gallery.Delete(entry);
        Assert.Empty(gallery.Load());
        Assert.Empty(Visible);
        Assert.Equal(GalleryErrorKind.NotFound, Assert.Throws<GalleryException>(() => gallery.ReadContent(entry)).Kind);
        gallery.Delete(entry);

        for (var again = 0; again < 3; again++)
        {
            var filed = gallery.File(Arrivals.Picture("s1 1"));
            Assert.False(filed.WasThere);
            Assert.True(gallery.File(Arrivals.Picture("s1 1")).WasThere);
            Assert.Single(gallery.Load());
            File.Delete(filed.Entry.Path);
        }
    }

    [Fact]
    public void Only_pictures_of_the_gallery_are_read_or_deleted()
    {
        var gallery = Open();
        var entry = gallery.File(Arrivals.Picture("s1 1")).Entry with { Path = _temporary.Write("other.png", "x") };
        Assert.Throws<GalleryException>(() => gallery.Delete(entry));
        Assert.Throws<GalleryException>(() => gallery.ReadContent(entry));
        Assert.True(File.Exists(entry.Path));
    }

    [Fact]
    public void A_full_gallery_refuses_what_is_new_and_keeps_what_is_old()
    {
        var gallery = Open(quota: 2500);
        gallery.File(Arrivals.Picture("s1 1"));
        gallery.File(Arrivals.Picture("s1 2"));
        var e = Assert.Throws<GalleryException>(() => gallery.File(Arrivals.Picture("s1 3")));
        Assert.Equal(GalleryErrorKind.QuotaReached, e.Kind);
        Assert.Contains(Folder, e.Message, StringComparison.Ordinal);
        Assert.True(gallery.File(Arrivals.Picture("s1 1")).WasThere);
        Assert.Equal(2, Visible.Length);
        Assert.Empty(Index("*.part"));
        Assert.False(gallery.File(Arrivals.Picture("s1 3", length: 500)).WasThere);
    }

    [Fact]
    public void A_file_in_the_folders_place_gives_a_plain_sentence()
    {
        File.WriteAllText(Folder, "");
        Assert.Contains(Folder, Assert.Throws<GalleryException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private string[] Index(string pattern) => Directory.GetFiles(Path.Combine(Folder, ".index"), pattern);
}
