using PeerSlot.Pictures;

namespace PeerSlot.Tests.Pictures;

/// <summary>Bitmaps made by a rule.</summary>
internal static class Drawn
{
    /// <param name="pixel">From column and row to 0xRRGGBBAA.</param>
    public static Bitmap By(int width, int height, Func<int, int, uint> pixel)
    {
        var bitmap = new Bitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var value = pixel(x, y);
                var at = bitmap.Row(y)[(x * 4)..];
                (at[0], at[1], at[2], at[3]) = ((byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value);
            }
        }

        return bitmap;
    }

    public static Bitmap Plain(int width, int height, uint color) => By(width, height, (_, _) => color);

    public static Bitmap Noise(int width, int height, int seed, bool opaque = false)
    {
        var random = new Random(seed);
        return By(width, height, (_, _) => (uint)random.NextInt64(1L << 32) | (opaque ? 255u : 0));
    }

    public static uint At(Bitmap bitmap, int x, int y)
    {
        var pixel = bitmap.Row(y).Slice(x * 4, 4);
        return (uint)(pixel[0] << 24 | pixel[1] << 16 | pixel[2] << 8 | pixel[3]);
    }
}
