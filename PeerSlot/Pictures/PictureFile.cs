namespace PeerSlot.Pictures;

/// <summary>Picture files of every kind that PeerSlot reads.</summary>
public static class PictureFile
{
    /// <summary>Reads the header alone and checks it against the limits.</summary>
    /// <exception cref="PictureException">No picture, of an unknown kind, cut off in the header, or larger than the limits.</exception>
    public static PictureInfo Identify(ReadOnlySpan<byte> file, PictureLimits limits) => throw new NotSupportedException();

    /// <exception cref="PictureException">No picture, broken, cut off, or larger than the limits.</exception>
    public static Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits) => throw new NotSupportedException();
}
