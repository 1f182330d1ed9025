namespace PeerSlot.Pictures.Colors;

/// <summary>
/// sRGB codes to amounts of light and back (IEC 61966-2-1). Light adds up, codes do not: averages are taken here.
/// </summary>
internal static class LinearLight
{
    /// <summary>
    /// Steps of the way back. They are even in the square root of light, which is roughly how codes lie, so that the darkest code, 71 steps wide,
    /// is found as exactly as the brightest.
    /// </summary>
    private const int Steps = 4096;

    private static readonly float[] LightOfCode = BuildLights();

    /// <summary>The code at the lower end of each step.</summary>
    private static readonly byte[] CodeOfRoot = BuildCodes();

    /// <summary>The light half-way between each code and the next, which decides between the two within a step.</summary>
    private static readonly float[] Borders = BuildBorders();

    /// <summary>256 lights, 0 to 1.</summary>
    public static ReadOnlySpan<float> Lights => LightOfCode;

    public static float ToLight(byte code) => LightOfCode[code];

    /// <summary>The nearest code.</summary>
    /// <param name="light">Below 0 and above 1 is clamped.</param>
    public static byte ToCode(float light)
    {
        light = Math.Clamp(light, 0f, 1f);
        var code = CodeOfRoot[(int)(MathF.Sqrt(light) * Steps)];
        return light >= Borders[code] ? (byte)(code + 1) : code;
    }

    /// <summary>0xRRGGBB.</summary>
    public static int ToColor(float red, float green, float blue) => ToCode(red) << 16 | ToCode(green) << 8 | ToCode(blue);

    private static float[] BuildLights() => [.. Enumerable.Range(0, 256).Select(code => (float)LightOf(code))];

    private static float[] BuildBorders() => [.. Enumerable.Range(0, 255).Select(code => (float)LightOf(code + 0.5)), float.PositiveInfinity];

    private static byte[] BuildCodes()
    {
        var codes = new byte[Steps + 1];
        for (var step = 0; step < codes.Length; step++)
        {
            var root = step / (double)Steps;
            var light = root * root;
            codes[step] = (byte)Math.Round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.Pow(light, 1 / 2.4) - 0.055));
        }

        return codes;
    }

    private static double LightOf(double code)
    {
        var value = code / 255;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
