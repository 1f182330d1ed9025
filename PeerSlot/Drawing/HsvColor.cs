namespace PeerSlot.Drawing;

/// <summary>A colour by hue, saturation and value (A. R. Smith, "Color Gamut Transform Pairs", 1978).</summary>
/// <param name="Hue">Degrees, 0 to 359.</param>
/// <param name="Saturation">Percent.</param>
/// <param name="Value">Percent.</param>
public readonly record struct HsvColor(int Hue, int Saturation, int Value)
{
    /// <param name="rgb">0xRRGGBB.</param>
    public static HsvColor FromRgb(int rgb)
    {
        int red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
        int most = Math.Max(red, Math.Max(green, blue)), range = most - Math.Min(red, Math.Min(green, blue));
        if (range == 0)
            return new HsvColor(0, 0, Percent(most / 255.0));
        var sextant = most == red ? (green - blue) / (double)range
            : most == green ? 2 + (blue - red) / (double)range
            : 4 + (red - green) / (double)range;
        return new HsvColor(((int)Math.Round(sextant * 60) + 360) % 360, Percent(range / (double)most), Percent(most / 255.0));
    }

    /// <returns>0xRRGGBB.</returns>
    public int ToRgb()
    {
        var (hue, saturation, value) = (Hue % 360, Saturation / 100.0, Value / 100.0);
        return Channel(5) << 16 | Channel(3) << 8 | Channel(1);

        int Channel(int n)
        {
            var k = (n + hue / 60.0) % 6;
            return (int)Math.Round(255 * (value - value * saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
    }

    private static int Percent(double share) => (int)Math.Round(share * 100);
}
