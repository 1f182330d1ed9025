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
    private static readonly byte[] CodeOfRoot = BuildCodes();

    /// <summary>256 lights, 0 to 1.</summary>
    public static ReadOnlySpan<float> Lights => LightOfCode;

    public static float ToLight(byte code) => LightOfCode[code];

    /// <param name="light">Below 0 and above 1 is clamped.</param>
    public static byte ToCode(float light) => CodeOfRoot[(int)(MathF.Sqrt(Math.Clamp(light, 0f, 1f)) * Steps + 0.5f)];

    /// <summary>0xRRGGBB.</summary>
    public static int ToColor(float red, float green, float blue) => ToCode(red) << 16 | ToCode(green) << 8 | ToCode(blue);

    private static float[] BuildLights()
    {
        var lights = new float[256];
        for (var code = 0; code < lights.Length; code++)
        {
            var value = code / 255.0;
            lights[code] = (float)(value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
        }

        return lights;
    }

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
}
