namespace PeerSlot.Drawing;

/// <summary>A sum of sRGB colours in linear light (IEC 61966-2-1), where averages look right: black and white give 188, not 128.</summary>
internal struct LinearSum
{
    private static readonly float[] ToLinear = CreateToLinear();

    private double _red;
    private double _green;
    private double _blue;
    private int _count;

    /// <param name="color">0xRRGGBB.</param>
    public void Add(int color)
    {
        _red += ToLinear[color >> 16 & 255];
        _green += ToLinear[color >> 8 & 255];
        _blue += ToLinear[color & 255];
        _count++;
    }

    /// <param name="rgba">Straight alpha.</param>
    /// <param name="paper">What shines through, 0xRRGGBB.</param>
    public void Add(ReadOnlySpan<byte> rgba, int paper)
    {
        var alpha = rgba[3] / 255.0;
        _red += ToLinear[rgba[0]] * alpha + ToLinear[paper >> 16 & 255] * (1 - alpha);
        _green += ToLinear[rgba[1]] * alpha + ToLinear[paper >> 8 & 255] * (1 - alpha);
        _blue += ToLinear[rgba[2]] * alpha + ToLinear[paper & 255] * (1 - alpha);
        _count++;
    }

    /// <summary>0xRRGGBB; <paramref name="ofNothing"/> where nothing was added.</summary>
    public readonly int Average(int ofNothing) =>
        _count == 0 ? ofNothing : ToSrgb(_red / _count) << 16 | ToSrgb(_green / _count) << 8 | ToSrgb(_blue / _count);

    private static int ToSrgb(double linear)
    {
        var value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (int)(Math.Clamp(value, 0, 1) * 255 + 0.5);
    }

    private static float[] CreateToLinear()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i / 255.0;
            table[i] = (float)(value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
        }

        return table;
    }
}
