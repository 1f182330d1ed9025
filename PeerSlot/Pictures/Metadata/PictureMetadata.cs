namespace PeerSlot.Pictures.Metadata;

/// <summary>
/// Takes out of a picture file what it says besides the picture: where and when it was taken, with what, thumbnails, comments, and whatever stands
/// behind its end. Pixels are not touched: nothing is encoded anew.
/// </summary>
public static class PictureMetadata
{
    /// <summary>
    /// Colour profiles stay, and so does the orientation, alone in a block of its own. JPEG, PNG, GIF and WebP; other kinds are left as they are.
    /// </summary>
    /// <returns>The smaller file, or null where there is nothing to strip.</returns>
    /// <exception cref="PictureException">The file is so broken that nobody can say what in it is metadata.</exception>
    public static byte[]? Strip(ReadOnlySpan<byte> file)
    {
        var stripped = PictureFile.FormatOf(file) switch
        {
            PictureFormat.Jpeg => JpegMetadata.Strip(file),
            PictureFormat.Png => PngMetadata.Strip(file),
            PictureFormat.Gif => GifMetadata.Strip(file),
            PictureFormat.WebP => WebPMetadata.Strip(file),
            _ => null,
        };
        return stripped is null || file.SequenceEqual(stripped) ? null : stripped;
    }
}
