using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var scaled = new LinearImage(width, height);
        var columns = new RowAverage(picture.Width, width);
        var row = new float[width * 4];
        var rowInUse = -1;
        var step = picture.Height / (double)height;
        for (var y = 0; y < height; y++)
        {
            var sums = scaled.Row(y);
            double top = y * step, bottom = (y + 1) * step;
            var last = Math.Min(picture.Height, (int)Math.Ceiling(bottom));
            for (var from = (int)top; from < last; from++)
            {
                var share = (float)((Math.Min(from + 1, bottom) - Math.Max(from, top)) / step);
                // A row on the border serves the row above it and this one.
                if (from != rowInUse)
                    columns.Average(picture.Row(from), row);
                rowInUse = from;
                Add(row, share, sums);
            }
        }

        return scaled;
    }

    internal static void Add(float[] row, float share, Span<float> sums)
    {
        var from = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var to = MemoryMarshal.Cast<float, Vector128<float>>(sums);
        for (var x = 0; x < to.Length; x++)
            to[x] += from[x] * share;
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
