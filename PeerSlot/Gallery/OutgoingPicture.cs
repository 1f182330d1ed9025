using PeerSlot.Pictures;
using PeerSlot.Pictures.Metadata;

namespace PeerSlot.Gallery;

/// <summary>Limits of what is sent.</summary>
/// <param name="MaxBytes">Bytes of the file, before anything is taken out of it.</param>
public sealed record OutgoingLimits(long MaxBytes, PictureLimits Pictures);

/// <summary>A picture file, ready to be sent.</summary>
/// <param name="Content">The file's bytes, without what was taken out.</param>
/// <param name="FileName">Harmless, without folders.</param>
/// <param name="Width">Pixels, as shown.</param>
/// <param name="Height">Pixels, as shown.</param>
/// <param name="Stripped">Whether EXIF, GPS or text was taken out; if not, the bytes are the file's.</param>
public sealed record OutgoingPicture(byte[] Content, string FileName, int Width, int Height, bool Stripped)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="GalleryException">Not there, a folder, unreadable, empty, too large, or no picture.</exception>
    public static OutgoingPicture Prepare(string path, bool keepMetadata, OutgoingLimits limits) =>
        Prepare(BoundedFile.Read(path, limits.MaxBytes), path, keepMetadata, limits);

    /// <summary>Takes a file that is in memory, and from then on owns the bytes.</summary>
    /// <param name="name">Its path or name, for messages and for the receiver.</param>
    /// <exception cref="GalleryException">Empty, too large, or no picture.</exception>
    public static OutgoingPicture Prepare(byte[] file, string name, bool keepMetadata, OutgoingLimits limits)
    {
        if (file.Length == 0)
            throw new GalleryException(GalleryErrorKind.Empty, $"{name} is empty.");
        if (file.Length > limits.MaxBytes)
            throw BoundedFile.TooLarge(Text.Verbatim(name), limits.MaxBytes);
        try
        {
            var info = PictureFile.Identify(file, limits.Pictures);
            var stripped = keepMetadata ? null : PictureMetadata.Strip(file);
            return new OutgoingPicture(
                stripped ?? file, SafeFileName.From(name, "picture", info.Format), info.Width, info.Height, stripped is not null);
        }
        catch (PictureException e)
        {
            throw new GalleryException(GalleryErrorKind.NotAPicture, $"{name} cannot be sent: {Text.Of(e)}", e);
        }
    }
}
