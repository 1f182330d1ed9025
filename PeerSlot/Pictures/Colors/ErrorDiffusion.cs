using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Colors;

/// <summary>
/// Floyd and Steinberg's error diffusion ("An adaptive algorithm for spatial grey scale", 1976) in serpentine rows. The error is carried as light,
/// not as codes: light is what the eye adds up from afar.
/// </summary>
internal static class ErrorDiffusion
{
    /// <summary>Errors that a palette without strong colours can never pay back are cut here, beyond black and white by this much light.</summary>
    private const float Overshoot = 0.1f;

    /// <param name="nearest">From 0xRRGGBB to the nearest colour of a palette.</param>
    /// <returns>Palette colours, 0xRRGGBB, rows from the top.</returns>
    public static int[] Diffuse(LinearImage image, Backdrop ground, Func<int, int> nearest)
    {
        var colors = new int[image.Width * image.Height];
        // One pixel more on either side takes what falls off the edge.
        float[] here = new float[(image.Width + 2) * 3], below = new float[here.Length];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var step = y % 2 == 0 ? 1 : -1;
            for (var i = 0; i < image.Width; i++)
            {
                var x = step > 0 ? i : image.Width - 1 - i;
                var error = here.AsSpan((x + 1) * 3, 3);
                var (red, green, blue) = ground.LightBehind(row.Slice(x * 4, 4));
                (red, green, blue) = (Bound(red + error[0]), Bound(green + error[1]), Bound(blue + error[2]));
                var color = nearest(LinearLight.ToColor(red, green, blue));
                colors[y * image.Width + x] = color;
                error[0] = red - LinearLight.ToLight((byte)(color >> 16));
                error[1] = green - LinearLight.ToLight((byte)(color >> 8));
                error[2] = blue - LinearLight.ToLight((byte)color);
                Spread(error, here, below, x + 1, step);
            }

            here.AsSpan().Clear();
            (here, below) = (below, here);
        }

        return colors;
    }

    private static void Spread(ReadOnlySpan<float> error, float[] here, float[] below, int at, int step)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            here[(at + step) * 3 + channel] += error[channel] * (7f / 16);
            below[(at - step) * 3 + channel] += error[channel] * (3f / 16);
            below[at * 3 + channel] += error[channel] * (5f / 16);
            below[(at + step) * 3 + channel] += error[channel] * (1f / 16);
        }
    }

    private static float Bound(float light) => Math.Clamp(light, -Overshoot, 1 + Overshoot);
}
