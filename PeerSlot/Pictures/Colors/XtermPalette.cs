namespace PeerSlot.Pictures.Colors;

/// <summary>
/// The fixed part of xterm's 256 colours: a cube of 6 x 6 x 6 (16 to 231) and 24 greys (232 to 255). The 16 below are the user's own and are
/// never used.
/// </summary>
public static class XtermPalette
{
    private const int FirstCube = 16;
    private const int FirstGrey = 232;
    private const int Greys = 24;

    // How much a difference in each channel is seen (ITU-R BT.601 luma), in hundredths.
    private const int RedWeight = 30;
    private const int GreenWeight = 59;
    private const int BlueWeight = 11;

    private static ReadOnlySpan<byte> Levels => [0, 95, 135, 175, 215, 255];

    /// <param name="index">16 to 255.</param>
    /// <returns>0xRRGGBB.</returns>
    public static int ColorOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, FirstCube);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 255);
        if (index >= FirstGrey)
            return (8 + (index - FirstGrey) * 10) * 0x010101;
        var place = index - FirstCube;
        return Levels[place / 36] << 16 | Levels[place / 6 % 6] << 8 | Levels[place % 6];
    }

    /// <summary>
    /// The colour with the least weighted square difference of all 240. No search is needed: in the cube each channel has its own nearest level, and
    /// the nearest grey is the one nearest to the weighted mean.
    /// </summary>
    /// <param name="color">0xRRGGBB.</param>
    /// <returns>16 to 255.</returns>
    public static int NearestIndex(int color)
    {
        int red = (color >> 16) & 0xFF, green = (color >> 8) & 0xFF, blue = color & 0xFF;
        var cube = FirstCube + NearestLevel(red) * 36 + NearestLevel(green) * 6 + NearestLevel(blue);
        // (mean - 8) / 10 rounded, with the mean in hundredths.
        var mean = red * RedWeight + green * GreenWeight + blue * BlueWeight;
        var grey = FirstGrey + Math.Clamp((mean - 800 + 500) / 1000, 0, Greys - 1);
        return Distance(color, ColorOf(grey)) < Distance(color, ColorOf(cube)) ? grey : cube;
    }

    /// <summary>The nearest palette colour itself, 0xRRGGBB.</summary>
    public static int Nearest(int color) => ColorOf(NearestIndex(color));

    internal static int Distance(int a, int b)
    {
        int red = ((a >> 16) & 0xFF) - ((b >> 16) & 0xFF), green = ((a >> 8) & 0xFF) - ((b >> 8) & 0xFF), blue = (a & 0xFF) - (b & 0xFF);
        return red * red * RedWeight + green * green * GreenWeight + blue * blue * BlueWeight;
    }

    private static int NearestLevel(int code)
    {
        var best = 0;
        for (var level = 1; level < Levels.Length; level++)
        {
            if (Math.Abs(code - Levels[level]) < Math.Abs(code - Levels[best]))
                best = level;
        }

        return best;
    }
}
