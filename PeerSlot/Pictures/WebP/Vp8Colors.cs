namespace PeerSlot.Pictures.WebP;

/// <summary>
/// From luma and halved chroma to pixels: chroma is interpolated by a triangle in both directions, colours are those of BT.601 in studio range, both
/// with the rounding of libwebp, so that pictures look the same as elsewhere.
/// </summary>
internal sealed class Vp8Colors(Vp8Plane[] planes, int width, int height)
{
    private readonly byte[] _blue = new byte[width + 1];
    private readonly byte[] _red = new byte[width + 1];
    private readonly int _chromaWidth = (width + 1) / 2;
    private readonly int _chromaHeight = (height + 1) / 2;

    public void Convert(int y, Span<byte> rgba)
    {
        Widen(planes[1], y, _blue);
        Widen(planes[2], y, _red);
        var luma = planes[0].Row(y, width);
        for (var x = 0; x < luma.Length; x++)
        {
            int scaled = luma[x] * 19077 >> 8, u = _blue[x], v = _red[x];
            var pixel = rgba.Slice(x * 4, 4);
            pixel[0] = Clamp(scaled + (v * 26149 >> 8) - 14234);
            pixel[1] = Clamp(scaled - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
            pixel[2] = Clamp(scaled + (u * 33050 >> 8) - 17685);
            pixel[3] = 255;
        }
    }

    private void Widen(Vp8Plane plane, int y, Span<byte> target)
    {
        var near = plane.Row(y / 2, _chromaWidth);
        var far = plane.Row(Math.Clamp((y & 1) == 0 ? y / 2 - 1 : y / 2 + 1, 0, _chromaHeight - 1), _chromaWidth);
        target[0] = (byte)((near[0] * 3 + far[0] + 2) >> 2);
        for (var x = 1; x < near.Length; x++)
        {
            int a = near[x - 1], b = near[x], c = far[x - 1], d = far[x];
            target[x * 2 - 1] = (byte)((((a + 3 * (b + c) + d + 8) >> 3) + a) >> 1);
            target[x * 2] = (byte)((((b + 3 * (a + d) + c + 8) >> 3) + b) >> 1);
        }

        target[near.Length * 2 - 1] = (byte)((near[^1] * 3 + far[^1] + 2) >> 2);
    }

    /// <summary>Six bits of fraction.</summary>
    private static byte Clamp(int value) => (byte)Math.Clamp(value >> 6, 0, 255);
}
