namespace PeerSlot.Gallery;

/// <summary>Where pictures that arrive are filed: the gallery, or a folder of the user's choice. Members may be called from any thread.</summary>
public interface IPictureStore
{
    /// <summary>Files the picture whole or not at all, and once for each key.</summary>
    /// <exception cref="GalleryException">Disk full, not writable, quota reached.</exception>
    FilingResult File(ArrivedPicture picture);
}

/// <summary>A picture that is complete, with the right hash. The names come from the network.</summary>
/// <param name="Key">What makes a transfer the same for every session of this identity.</param>
/// <param name="FileName">Not harmless yet.</param>
/// <param name="Content">The whole file.</param>
/// <param name="Sha256">Of the content, lower-case hex.</param>
/// <param name="Repaired">Datagrams that had to be asked for again.</param>
public sealed record ArrivedPicture(
    string Key, Guid PeerId, string PeerName, string FileName, string Network, ReadOnlyMemory<byte> Content, int Width, int Height, string Sha256,
    int Repaired)
{
    /// <summary>The sender took EXIF, GPS or text out of it, as it says.</summary>
    public bool Stripped { get; init; }
}

/// <param name="WasThere">Another session of this identity had filed it already, or this one had; the entry is the one from then.</param>
public sealed record FilingResult(GalleryEntry Entry, bool WasThere);

/// <summary>A picture that was sent.</summary>
/// <param name="Recipients">Names; empty = everybody.</param>
public sealed record SentPicture(
    string Key, Guid OwnId, string Recipients, string FileName, string Network, ReadOnlyMemory<byte> Content, int Width, int Height, string Sha256);
