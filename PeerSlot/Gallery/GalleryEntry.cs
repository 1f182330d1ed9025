namespace PeerSlot.Gallery;

/// <summary>A picture on disk, received or sent.</summary>
/// <param name="Path">Full path of the picture file.</param>
/// <param name="Key">What makes a transfer the same for every session of this identity: <c>sender session-number</c>.</param>
/// <param name="Time">When it was filed.</param>
/// <param name="Direction">Received or sent.</param>
/// <param name="PeerId">The sender; for a sent picture our own identity.</param>
/// <param name="PeerName">The sender's nickname; for a sent picture the recipients' names, or empty = everybody.</param>
/// <param name="FileName">The picture's own name, harmless to show.</param>
/// <param name="Network">The network it came by.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Width">Pixels; 0 = unknown.</param>
/// <param name="Height">Pixels; 0 = unknown.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Repaired">Datagrams that had to be asked for again.</param>
public sealed record GalleryEntry(
    string Path, string Key, DateTimeOffset Time, GalleryDirection Direction, Guid PeerId, string PeerName, string FileName,
    string Network, long Bytes, int Width, int Height, string Sha256, int Repaired)
{
    /// <summary>EXIF, GPS or text was taken out before it was sent; of a received one the sender says so.</summary>
    public bool Stripped { get; init; }
}

public enum GalleryDirection
{
    Received,
    Sent,
}
