using PeerSlot.Pictures;

namespace PeerSlot.Gallery;

/// <summary>A folder of the user's choice that gets the pictures and nothing else, under their own names.</summary>
/// <remarks>A picture is filed once in this process only: nothing is kept that another could know it by.</remarks>
public sealed class PictureFolder : IPictureStore
{
    private const string Prefix = ".peerslot";
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GalleryEntry> _filed = [];

    private PictureFolder(string folder, TimeProvider time) => (Folder, _time) = (folder, time);

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>Opens or makes the folder, and removes what a process of ours left that was killed while filing.</summary>
    /// <exception cref="GalleryException">The folder cannot be made or read.</exception>
    public static PictureFolder Open(string folder, TimeProvider time)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
            AtomicFile.RemoveStale(path, $"{Prefix}.*{AtomicFile.Suffix}", time.GetUtcNow());
            return new PictureFolder(path, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryException(GalleryErrorKind.NotWritable, $"The folder {path} cannot be opened. {DiskFault.Of(e)}", e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Where the name is taken, a number follows: <c>cat (2).png</c>.</remarks>
    public FilingResult File(ArrivedPicture picture)
    {
        lock (_lock)
        {
            if (_filed.TryGetValue(picture.Key, out var there))
                return new FilingResult(there, WasThere: true);
            try
            {
                var entry = Write(picture);
                _filed.Add(picture.Key, entry);
                return new FilingResult(entry, WasThere: false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw GalleryException.OfWriting(Folder, picture.Content.Length, e);
            }
        }
    }

    private GalleryEntry Write(ArrivedPicture picture)
    {
        var name = SafeFileName.From(picture.FileName, "picture", PictureFile.FormatOf(picture.Content.Span));
        using var part = AtomicFile.Write(Folder, Prefix, picture.Content.Span, ownerOnly: false);
        for (var n = 1; n < 10_000; n++)
        {
            var path = Path.Combine(Folder, n == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)} ({n}){Path.GetExtension(name)}");
            if (part.TryPublish(path))
            {
                return new GalleryEntry(
                    path, picture.Key, _time.GetLocalNow(), GalleryDirection.Received, picture.PeerId, picture.PeerName, name, picture.Network,
                    picture.Content.Length, picture.Width, picture.Height, picture.Sha256, picture.Repaired)
                { Stripped = picture.Stripped };
            }
        }

        throw new IOException($"There are too many files named like {name}.");
    }
}
