using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Scaling;

/// <summary>
/// Scales by exact area averaging in linear light: each pixel is the mean of the light that falls on it, with shares for pixels on its border.
/// Enlarging works the same way and so gives sharp squares, softened only where a border lies within a pixel.
/// </summary>
public static class AreaScaler
{
    /// <summary>The same bitmap where the size is the same.</summary>
    public static Bitmap Scale(Bitmap picture, int width, int height)
    {
        if (picture.Width == width && picture.Height == height)
            return picture;
        return ToBitmap(ScaleLinear(picture, width, height));
    }

    internal static Bitmap ToBitmap(LinearImage linear)
    {
        var picture = new Bitmap(linear.Width, linear.Height);
        for (var y = 0; y < picture.Height; y++)
            Unmultiply(linear.Row(y), picture.Row(y));
        return picture;
    }

    /// <summary>For renderers, which blend what they get before they turn it into codes.</summary>
    internal static LinearImage ScaleLinear(Bitmap picture, int width, int height)
    {
        var scaled = new LinearImage(width, height);
        var rows = new AreaRows(picture, width, height);
        for (var y = 0; y < height; y++)
            rows.Read(scaled.Row(y));
        return scaled;
    }

    private static void Unmultiply(ReadOnlySpan<float> lights, Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += 4)
        {
            var alpha = lights[i + 3];
            var scale = alpha > 0 ? 1 / alpha : 0;
            rgba[i] = LinearLight.ToCode(lights[i] * scale);
            rgba[i + 1] = LinearLight.ToCode(lights[i + 1] * scale);
            rgba[i + 2] = LinearLight.ToCode(lights[i + 2] * scale);
            rgba[i + 3] = (byte)(alpha * 255 + 0.5f);
        }
    }
}
