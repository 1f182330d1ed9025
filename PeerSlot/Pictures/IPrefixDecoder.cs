namespace PeerSlot.Pictures;

/// <summary>A decoder that can show the beginning of a file while the rest is still on its way.</summary>
public interface IPrefixDecoder
{
    /// <summary>
    /// What is certain of the picture: rows, or passes over all of it. Pixels that are not known are transparent. The bitmap has the size that
    /// <see cref="IPictureDecoder.Decode"/> gives the whole file.
    /// </summary>
    /// <returns>Null where no pixel is certain yet.</returns>
    /// <exception cref="PictureException">However much follows, it will be no picture, or one larger than the limits.</exception>
    Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box);
}
