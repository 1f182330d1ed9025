namespace PeerSlot.Pictures.WebP;

/// <summary>A lossless WebP picture (RFC 9649, 3 to 6).</summary>
internal static class Vp8LDecoder
{
    private const int MaxTransforms = 4;

    /// <exception cref="PictureException">Cut off or broken.</exception>
    public static Bitmap Decode(ReadOnlySpan<byte> data)
    {
        var header = Vp8LHeader.Read(data);
        var pixels = DecodeHeadless(data[Vp8LHeader.Length..], header.Width, header.Height);
        var picture = new Bitmap(header.Width, header.Height);
        var opaque = header.HasAlpha ? 0 : 0xFF000000;
        for (var i = 0; i < pixels.Length; i++)
        {
            var argb = pixels[i] | opaque;
            picture.Rgba[i * 4] = (byte)(argb >> 16);
            picture.Rgba[i * 4 + 1] = (byte)(argb >> 8);
            picture.Rgba[i * 4 + 2] = (byte)argb;
            picture.Rgba[i * 4 + 3] = (byte)(argb >> 24);
        }

        return picture;
    }

    /// <returns>ARGB, one a pixel.</returns>
    public static uint[] DecodeHeadless(ReadOnlySpan<byte> data, int width, int height)
    {
        var bits = new Vp8LBitReader(data);
        var transforms = new List<Vp8LTransform>();
        var coded = width;
        while (bits.ReadBit())
        {
            var transform = Vp8LTransform.Read(ref bits, coded, height);
            if (transforms.Count == MaxTransforms || transforms.Exists(t => t.Kind == transform.Kind))
                throw new PictureException("The WebP file is broken: a transform stands twice.");
            transforms.Add(transform);
            coded = transform.CodedWidth;
        }

        var pixels = Vp8LPixels.Read(ref bits, coded, height, isMain: true);
        for (var i = transforms.Count - 1; i >= 0; i--)
            pixels = transforms[i].Undo(pixels, height);
        return pixels;
    }
}
