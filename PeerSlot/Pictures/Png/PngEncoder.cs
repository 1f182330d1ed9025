namespace PeerSlot.Pictures.Png;

/// <summary>Writes PNG files.</summary>
public static class PngEncoder
{
    /// <summary>A whole PNG file of the bitmap, without metadata; the smallest colour type that holds every pixel exactly.</summary>
    public static byte[] Encode(Bitmap picture) => throw new NotSupportedException();
}
