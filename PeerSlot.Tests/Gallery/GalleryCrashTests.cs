using System.Collections.Concurrent;
using PeerSlot.Gallery;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Gallery;

/// <summary>Several processes in one gallery, and what one leaves that is killed at any point of filing.</summary>
public sealed class GalleryCrashTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FixedTime _time = new(Arrivals.Time);

    public void Dispose() => _temporary.Dispose();

    private string Folder => _temporary["gallery"];

    private PictureGallery Open() => PictureGallery.Open(Folder, new GallerySettings(), _time);

    [Fact]
    public void Whoever_files_at_the_same_moment_there_is_one_picture_and_one_winner()
    {
        const int Keys = 40, Processes = 4;
        var results = new ConcurrentBag<FilingResult>();
        var galleries = Enumerable.Range(0, Processes).Select(_ => Open()).ToArray();
        for (var key = 0; key < Keys; key++)
        {
            var k = key;
            Parallel.ForEach(galleries, new ParallelOptions { MaxDegreeOfParallelism = Processes },
                g => results.Add(g.File(Arrivals.Picture($"s1 {k}", fill: (byte)k))));
        }

        Assert.Equal(Keys, Directory.GetFiles(Folder).Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, ".index"), "*.part"));
        Assert.Equal(Keys, Open().Load().Count);
        foreach (var ofKey in results.GroupBy(r => r.Entry.Key))
        {
            Assert.Equal(Processes - 1, ofKey.Count(r => r.WasThere));
            Assert.Single(ofKey.Select(r => r.Entry).Distinct());
            Assert.Equal(
                Arrivals.Picture(ofKey.Key, fill: byte.Parse(ofKey.Key[3..])).Content.ToArray(), File.ReadAllBytes(ofKey.First().Entry.Path));
        }
    }

    [Fact]
    public void Killed_while_writing_it_leaves_nothing_visible_and_the_next_start_removes_it()
    {
        Open();
        var part = WritePart("0123.abcd.part", age: TimeSpan.FromHours(1));
        Assert.Empty(Open().Load());
        Assert.False(File.Exists(part));
    }

    [Fact]
    public void What_another_process_is_writing_is_left_alone()
    {
        Open();
        var young = WritePart("0123.aaaa.part", age: TimeSpan.FromMinutes(1));
        var locked = WritePart("0123.bbbb.part", age: TimeSpan.FromHours(1));
        using (new FileStream(locked, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            File.SetLastWriteTimeUtc(locked, Arrivals.Time.UtcDateTime - TimeSpan.FromHours(1));
            Open();
            Assert.True(File.Exists(young) && File.Exists(locked));
        }

        Open();
        Assert.True(File.Exists(young) && !File.Exists(locked));
    }

    [Fact]
    public void Killed_after_its_claim_the_next_start_finishes_its_picture()
    {
        var entry = KilledAfterItsClaim();
        Assert.Equal(entry, Assert.Single(Open().Load()));
    }

    [Fact]
    public void Killed_after_its_claim_another_process_finishes_its_picture()
    {
        var other = Open();
        var entry = KilledAfterItsClaim();
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(new FilingResult(entry, WasThere: true), other.File(Arrivals.Picture("s1 1")));
        Assert.Equal(entry, Assert.Single(other.Load()));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Killed_before_it_removed_the_first_name_the_picture_stays()
    {
        var entry = Open().File(Arrivals.Picture("s1 1")).Entry;
        File.Copy(entry.Path, PartOf(entry));
        File.SetLastWriteTimeUtc(PartOf(entry), Arrivals.Time.UtcDateTime - TimeSpan.FromHours(1));
        Assert.Equal(entry, Assert.Single(Open().Load()));
        Assert.False(File.Exists(PartOf(entry)));
    }

    /// <summary>The state between claim and last name: the bytes are whole under their first name.</summary>
    private GalleryEntry KilledAfterItsClaim()
    {
        var entry = Open().File(Arrivals.Picture("s1 1")).Entry;
        File.Move(entry.Path, PartOf(entry));
        return entry;
    }

    private string PartOf(GalleryEntry entry)
    {
        var sidecar = Sidecar.TryRead(Assert.Single(Directory.GetFiles(Path.Combine(Folder, ".index"), "*.json")))!;
        Assert.Equal(Path.GetFileName(entry.Path), sidecar.File);
        return Path.Combine(Folder, ".index", sidecar.Part!);
    }

    private string WritePart(string name, TimeSpan age)
    {
        var path = _temporary.Write($"gallery/.index/{name}", "half");
        File.SetLastWriteTimeUtc(path, Arrivals.Time.UtcDateTime - age);
        return path;
    }
}
