namespace PeerSlot.Pictures;

/// <summary>
/// One kind of picture file. <see cref="PictureFile"/> chooses among the decoders by the first bytes; a library's decoders
/// would come in here.
/// </summary>
public interface IPictureDecoder
{
    PictureFormat Format { get; }

    /// <summary>Whether the first bytes (at least 32, or the whole of a shorter file) are those of this kind.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads the header alone; checks no limits.</summary>
    /// <exception cref="PictureException">The header is broken or cut off.</exception>
    PictureInfo Identify(ReadOnlySpan<byte> file);

    /// <summary>
    /// The picture (of an animation, the first frame), turned as EXIF says. The file's pixels are counted against <paramref name="limits"/>
    /// before anything is allocated, however few of them are asked for.
    /// </summary>
    /// <exception cref="PictureException">The file is broken, cut off, or larger than the limits.</exception>
    Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box);
}
