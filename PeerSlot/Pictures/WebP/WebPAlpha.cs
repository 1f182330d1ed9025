namespace PeerSlot.Pictures.WebP;

/// <summary>The ALPH chunk (RFC 9649, 2.7.1.2): a byte of flags, then the alpha of each pixel, plain or as the green of a lossless picture.</summary>
internal static class WebPAlpha
{
    /// <exception cref="PictureException">Cut off or broken.</exception>
    public static void Apply(ReadOnlySpan<byte> data, Bitmap picture)
    {
        var (compression, filter) = (data[0] & 3, data[0] >> 2 & 3);
        data = data[1..];
        var alphas = compression switch
        {
            0 => data,
            1 => Greens(Vp8LDecoder.DecodeHeadless(data, picture.Width, picture.Height)),
            _ => throw new PictureException($"The WebP file is broken: alpha compression {compression} does not exist."),
        };
        if (alphas.Length < picture.Width * picture.Height)
            throw new PictureException("The WebP file is cut off in its alpha.");
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            var above = y > 0 ? picture.Row(y - 1) : default;
            for (var x = 0; x < picture.Width; x++)
                row[x * 4 + 3] = (byte)(alphas[y * picture.Width + x] + Predict(filter, row, above, x));
        }
    }

    private static int Predict(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int x)
    {
        int left = x > 0 ? row[x * 4 - 1] : 0, up = above.IsEmpty ? 0 : above[x * 4 + 3];
        if (filter == 0 || (x == 0 && above.IsEmpty))
            return 0;
        // At the border, whichever neighbour there is.
        if (x == 0)
            return up;
        if (above.IsEmpty)
            return left;
        return filter switch
        {
            1 => left,
            2 => up,
            _ => Math.Clamp(left + up - above[x * 4 - 1], 0, 255),
        };
    }

    private static byte[] Greens(uint[] pixels)
    {
        var greens = new byte[pixels.Length];
        for (var i = 0; i < greens.Length; i++)
            greens[i] = (byte)(pixels[i] >> 8);
        return greens;
    }
}
