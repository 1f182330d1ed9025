namespace PeerSlot.Pictures;

/// <summary>
/// A decoded picture: 8-bit sRGB with straight (not premultiplied) alpha, 4 bytes a pixel in the order R, G, B, A, rows from
/// the top without padding.
/// </summary>
public sealed class Bitmap
{
    /// <param name="width">Pixels, 1 or more.</param>
    /// <param name="height">Pixels, 1 or more.</param>
    /// <param name="rgba"><c>width * height * 4</c> bytes; not copied.</param>
    public Bitmap(int width, int height, byte[] rgba)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (rgba.LongLength != (long)width * height * 4)
            throw new ArgumentException($"{width}x{height} pixels need {(long)width * height * 4} bytes, not {rgba.LongLength}.", nameof(rgba));
        Width = width;
        Height = height;
        Rgba = rgba;
    }

    public Bitmap(int width, int height) : this(width, height, new byte[checked(width * height * 4)])
    {
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgba { get; }

    public Span<byte> Row(int y) => Rgba.AsSpan(y * Width * 4, Width * 4);
}
