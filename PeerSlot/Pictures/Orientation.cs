using System.Runtime.InteropServices;

namespace PeerSlot.Pictures;

/// <summary>Turns a decoded picture as its file asks (Exif 2.32 4.6.5.1.6, tag Orientation: 1 to 8, 1 is upright).</summary>
internal static class Orientation
{
    public const int Upright = 1;

    /// <summary>Orientations 5 to 8 lay the picture on its side: rows become columns.</summary>
    public static bool SwapsSides(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>The same bitmap where nothing is to be turned.</summary>
    public static Bitmap Apply(Bitmap picture, int orientation)
    {
        int w = picture.Width, h = picture.Height;
        // Where the first pixel shown lies in the picture as stored, and the steps to the next one shown to its right and below.
        var (first, right, down) = orientation switch
        {
            2 => (w - 1, -1, w),
            3 => (h * w - 1, -1, -w),
            4 => ((h - 1) * w, 1, -w),
            5 => (0, w, 1),
            6 => ((h - 1) * w, -w, 1),
            7 => (h * w - 1, -w, -1),
            8 => (w - 1, w, -1),
            _ => (0, 1, w),
        };
        if (orientation is < 2 or > 8)
            return picture;

        var turned = SwapsSides(orientation) ? new Bitmap(h, w) : new Bitmap(w, h);
        var source = MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan());
        for (var y = 0; y < turned.Height; y++)
        {
            var row = MemoryMarshal.Cast<byte, uint>(turned.Row(y));
            var from = first + y * down;
            for (var x = 0; x < row.Length; x++, from += right)
                row[x] = source[from];
        }

        return turned;
    }
}
