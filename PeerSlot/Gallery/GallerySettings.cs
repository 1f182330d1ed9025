namespace PeerSlot.Gallery;

public sealed record GallerySettings
{
    /// <summary>
    /// Bytes that the pictures in the gallery may take together. When it is full, new pictures are refused and nothing old is removed. 2 GiB
    /// holds a term's photographs and leaves a student's usual disk quota room to work.
    /// </summary>
    public long QuotaBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
