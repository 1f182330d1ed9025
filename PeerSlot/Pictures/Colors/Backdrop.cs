using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Colors;

/// <summary>The colour that shows through a transparent picture.</summary>
internal readonly struct Backdrop
{
    private readonly float _red;
    private readonly float _green;
    private readonly float _blue;

    /// <param name="color">0xRRGGBB.</param>
    public Backdrop(int color)
    {
        _red = LinearLight.ToLight((byte)(color >> 16));
        _green = LinearLight.ToLight((byte)(color >> 8));
        _blue = LinearLight.ToLight((byte)color);
    }

    /// <param name="light">Red, green and blue light multiplied by alpha, then alpha.</param>
    /// <returns>0xRRGGBB.</returns>
    public int Behind(ReadOnlySpan<float> light)
    {
        var (red, green, blue) = LightBehind(light);
        return LinearLight.ToColor(red, green, blue);
    }

    public (float Red, float Green, float Blue) LightBehind(ReadOnlySpan<float> light)
    {
        var through = 1 - light[3];
        return (light[0] + _red * through, light[1] + _green * through, light[2] + _blue * through);
    }

    /// <summary>The same for many pixels, two a vector, which keep their light.</summary>
    public void Behind(Span<Vector256<float>> lights)
    {
        var ground = Vector256.Create(Vector128.Create(_red, _green, _blue, 1f));
        foreach (ref var light in lights)
            light += ground * (Vector256<float>.One - Vector256.Shuffle(light, Vector256.Create(3, 3, 3, 3, 7, 7, 7, 7)));
    }
}
