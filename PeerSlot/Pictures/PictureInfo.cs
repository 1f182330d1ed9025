namespace PeerSlot.Pictures;

/// <summary>Kinds of picture files that are told apart by their first bytes.</summary>
public enum PictureFormat
{
    Unknown,
    Png,
    Jpeg,
    Bmp,
    Gif,
    Pnm,
    Qoi,
    Tga,
    WebP,
}

/// <summary>What a file's header says, before anything is decoded.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="Width">Pixels, as shown: after the EXIF orientation.</param>
/// <param name="Height">Pixels, as shown: after the EXIF orientation.</param>
public readonly record struct PictureInfo(PictureFormat Format, int Width, int Height);

/// <summary>Limits that hold before anything is allocated.</summary>
/// <param name="MaxPixels">Width times height; a larger picture is refused. 64 Mpx decode into 256 MiB.</param>
/// <param name="MaxFrames">Of an animation; what follows is not shown. A minute and a half at 25 a second.</param>
/// <param name="MaxFramePixels">Pixels of all frames of an animation together: half an hour of decoding is nobody's picture.</param>
public sealed record PictureLimits(long MaxPixels = 64L * 1024 * 1024, int MaxFrames = 2400, long MaxFramePixels = 1L << 30)
{
    public static PictureLimits Default { get; } = new();

    /// <exception cref="PictureException">No pixels at all, or more than the limit.</exception>
    internal void Check(long width, long height)
    {
        if (width < 1 || height < 1)
            throw new PictureException($"The picture is empty: its header says {width} x {height} pixels.");
        // The second bound is that of .NET's arrays: 4 bytes a pixel.
        if (width > Math.Min(MaxPixels, Array.MaxLength / 4) / height)
            throw new PictureException($"The picture is too large: {width} x {height} pixels, where {MaxPixels} are allowed.");
    }
}

/// <summary>
/// A file that is no picture, or a broken one. The message is one or two plain sentences that name the chunk, marker or header and its
/// offset in bytes where that helps.
/// </summary>
public sealed class PictureException : WordedException
{
    public PictureException(Text text, Exception? inner = null) : base(text, inner)
    {
    }
}
