using System.Security.Cryptography;
using System.Text;

namespace PeerSlot.Gallery;

/// <summary>
/// Pictures received and sent, in one folder: files with names that sort by time, and a hidden folder <c>.index</c> with what is known of
/// them. Any number of processes may use it at once; the user may add pictures to it, rename and remove them.
/// </summary>
/// <remarks>Limitation: a renamed picture is listed with an unknown sender, and filed again if it arrives again.</remarks>
public sealed partial class PictureGallery : IPictureStore
{
    /// <summary>Bytes of the largest file that is read; the largest that the settings allow to be received.</summary>
    private const long MaximumContent = 1L << 30;

    private readonly GallerySettings _settings;
    private readonly TimeProvider _time;
    private readonly string _index;

    private PictureGallery(string folder, GallerySettings settings, TimeProvider time)
    {
        Folder = folder;
        _index = Path.Combine(folder, ".index");
        _settings = settings;
        _time = time;
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>
    /// Opens or makes the folder (for the account alone), and finishes or removes what a process left that was killed while filing.
    /// </summary>
    /// <exception cref="GalleryException">The folder cannot be made or read.</exception>
    public static PictureGallery Open(string folder, GallerySettings settings, TimeProvider time)
    {
        var gallery = new PictureGallery(Path.GetFullPath(folder), settings, time);
        try
        {
            AtomicFile.CreateFolder(gallery.Folder);
            AtomicFile.CreateFolder(gallery._index);
            gallery.FinishClaims();
            AtomicFile.RemoveStale(gallery._index, "*" + AtomicFile.Suffix, time.GetUtcNow());
            return gallery;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryException(
                GalleryErrorKind.NotWritable, $"The gallery {gallery.Folder} cannot be opened; --data-dir names another folder. {DiskFault.Of(e)}",
                e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The name is the time, the sender, the picture's own name and 8 digits of the key: <c>2026-11-22 14.02.11 lab-03 cat 5d41402a.png</c>.
    /// </remarks>
    public FilingResult File(ArrivedPicture picture) => File(
        new Sidecar(
            null, null, picture.Key, _time.GetLocalNow(), GalleryDirection.Received, picture.PeerId, picture.PeerName, picture.FileName,
            picture.Network, picture.Width, picture.Height, picture.Sha256, picture.Repaired)
        { Stripped = picture.Stripped },
        SafeFileName.Part(picture.PeerName, "unknown", 40), picture.Content);

    /// <summary>Keeps a copy of a picture that was sent, once for each key.</summary>
    /// <exception cref="GalleryException">Disk full, not writable, quota reached.</exception>
    public GalleryEntry RecordSent(SentPicture picture) => File(
        new Sidecar(
            null, null, picture.Key, _time.GetLocalNow(), GalleryDirection.Sent, picture.OwnId, picture.Recipients, picture.FileName,
            picture.Network, picture.Width, picture.Height, picture.Sha256, Repaired: 0),
        "sent", picture.Content).Entry;

    /// <summary>Every picture, the newest first. A file that the user put there has no key and an unknown sender.</summary>
    /// <exception cref="GalleryException">The folder cannot be read.</exception>
    public IReadOnlyList<GalleryEntry> Load()
    {
        try
        {
            var known = new Dictionary<string, Sidecar>();
            foreach (var path in Directory.EnumerateFiles(_index, "*.json"))
            {
                if (Sidecar.TryRead(path) is { } sidecar)
                    known[sidecar.File!] = sidecar;
            }

            var entries = new List<GalleryEntry>();
            foreach (var file in VisibleFiles())
            {
                if (known.TryGetValue(file.Name, out var sidecar))
                    entries.Add(sidecar.ToEntry(file.FullName, file.Length));
                else if (PictureExtension.FormatOf(file.Extension) != default)
                    entries.Add(Unknown(file));
            }

            return [.. entries.OrderByDescending(e => e.Time).ThenByDescending(e => e.Path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryException(GalleryErrorKind.Unreadable, $"The gallery {Folder} cannot be read. {DiskFault.Of(e)}", e);
        }
    }

    /// <summary>The picture's file.</summary>
    /// <exception cref="GalleryException">It is no longer there, cannot be read, or is larger than 1 GiB.</exception>
    public byte[] ReadContent(GalleryEntry entry) => BoundedFile.Read(Own(entry), MaximumContent);

    /// <summary>Removes the picture; if it is gone already, what is known of it.</summary>
    /// <exception cref="GalleryException">It cannot be removed.</exception>
    public void Delete(GalleryEntry entry)
    {
        var path = Own(entry);
        try
        {
            System.IO.File.Delete(path);
            if (entry.Key.Length == 0)
                return;
            foreach (var claim in Claims(entry.Direction, entry.Key).TakeWhile(System.IO.File.Exists).ToList())
            {
                if (Sidecar.TryRead(claim)?.File == Path.GetFileName(path))
                    Retire(claim);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryException(GalleryErrorKind.NotWritable, $"{path} cannot be removed. {DiskFault.Of(e)}", e);
        }
    }

    /// <summary>The entry's path, which must be in this gallery.</summary>
    private string Own(GalleryEntry entry) => Path.GetDirectoryName(entry.Path) == Folder
        ? entry.Path
        : throw new GalleryException(GalleryErrorKind.NotFound, $"{entry.Path} is not in the gallery {Folder}.");

    private IEnumerable<FileInfo> VisibleFiles() => new DirectoryInfo(Folder).EnumerateFiles().Where(f => !f.Name.StartsWith('.'));

    private static GalleryEntry Unknown(FileInfo file) => new(
        file.FullName, "", new DateTimeOffset(file.LastWriteTimeUtc), GalleryDirection.Received, Guid.Empty, "", file.Name, "", file.Length,
        Width: 0, Height: 0, Sha256: "", Repaired: 0);

    /// <summary>Hex of what a key and a direction make together: a screen of ours receives what our own command sends.</summary>
    private static string HashOf(GalleryDirection direction, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{direction} {key}")), 0, 16);
}
