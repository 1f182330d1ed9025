using PeerSlot.Gallery;

namespace PeerSlot.Commands;

/// <summary>For sessions that only send: nothing arrives there.</summary>
internal sealed class NoStore : IPictureStore
{
    public static NoStore Instance { get; } = new();

    public FilingResult File(ArrivedPicture picture) =>
        throw new GalleryException(GalleryErrorKind.NotWritable, "This command does not keep pictures.");
}
