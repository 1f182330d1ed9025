using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Colors;

/// <summary>A picture in the colours of a palette, such that areas have the right colour from afar.</summary>
internal static class ErrorDiffusion
{
    /// <param name="nearest">From 0xRRGGBB to the nearest colour of a palette.</param>
    /// <returns>Palette colours, 0xRRGGBB, rows from the top.</returns>
    public static int[] Diffuse(LinearImage image, Backdrop ground, Func<int, int> nearest)
    {
        var colors = new int[image.Width * image.Height];
        var owed = new DiffusedLight(image.Width);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var i = 0; i < image.Width; i++)
            {
                var x = owed.PlaceOf(i);
                var error = owed.At(x);
                var (red, green, blue) = ground.LightBehind(row.Slice(x * 4, 4));
                red = DiffusedLight.Bound(red + error[0]);
                green = DiffusedLight.Bound(green + error[1]);
                blue = DiffusedLight.Bound(blue + error[2]);
                var color = nearest(LinearLight.ToColor(red, green, blue));
                colors[y * image.Width + x] = color;
                owed.Spread(
                    x, red - LinearLight.ToLight((byte)(color >> 16)), green - LinearLight.ToLight((byte)(color >> 8)), blue - LinearLight.ToLight((byte)color));
            }

            owed.EndRow();
        }

        return colors;
    }
}
