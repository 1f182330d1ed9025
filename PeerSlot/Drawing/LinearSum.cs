using PeerSlot.Pictures.Colors;

namespace PeerSlot.Drawing;

/// <summary>A sum of sRGB colours in linear light, where averages look right: black and white give 188, not 128.</summary>
internal struct LinearSum
{
    private float _red;
    private float _green;
    private float _blue;
    private int _count;

    /// <param name="color">0xRRGGBB.</param>
    public void Add(int color)
    {
        _red += LinearLight.ToLight((byte)(color >> 16));
        _green += LinearLight.ToLight((byte)(color >> 8));
        _blue += LinearLight.ToLight((byte)color);
        _count++;
    }

    /// <summary>0xRRGGBB; <paramref name="ofNothing"/> where nothing was added.</summary>
    public readonly int Average(int ofNothing) => _count == 0 ? ofNothing : LinearLight.ToColor(_red / _count, _green / _count, _blue / _count);
}
