namespace PeerSlot.Pictures.WebP;

/// <summary>The predictor transform (RFC 9649, 4.1): each pixel was written as its difference to a guess from its neighbours.</summary>
internal static class Vp8LPredictor
{
    private const uint Black = 0xFF000000;

    public static void Undo(uint[] pixels, int width, int height, uint[] modes, int bits)
    {
        var tilesWide = Vp8LPixels.TilesOf(width, bits);
        // The first row has no row above, the first column none to the left.
        pixels[0] = Add(pixels[0], Black);
        for (var x = 1; x < width; x++)
            pixels[x] = Add(pixels[x], pixels[x - 1]);
        for (var y = 1; y < height; y++)
        {
            var at = y * width;
            pixels[at] = Add(pixels[at], pixels[at - width]);
            for (var x = 1; x < width; x++)
            {
                var mode = (int)(modes[(y >> bits) * tilesWide + (x >> bits)] >> 8 & 15);
                // Right of the last column, the pixel above is taken for the first one of this row, as it lies in memory.
                pixels[at + x] = Add(pixels[at + x], Guess(mode, pixels, at + x, at + x - width));
            }
        }
    }

    /// <summary>Each channel on its own, modulo 256.</summary>
    public static uint Add(uint a, uint b) =>
        (a & 0xFF00FF00) + (b & 0xFF00FF00) & 0xFF00FF00 | (a & 0x00FF00FF) + (b & 0x00FF00FF) & 0x00FF00FF;

    private static uint Guess(int mode, uint[] pixels, int at, int above)
    {
        uint left = pixels[at - 1], top = pixels[above], corner = pixels[above - 1], right = pixels[above + 1];
        return mode switch
        {
            1 => left,
            2 => top,
            3 => right,
            4 => corner,
            5 => Average(Average(left, right), top),
            6 => Average(left, corner),
            7 => Average(left, top),
            8 => Average(corner, top),
            9 => Average(top, right),
            10 => Average(Average(left, corner), Average(top, right)),
            11 => Select(left, top, corner),
            12 => Each(left, top, corner, static (l, t, c) => l + t - c),
            13 => Each(Average(left, top), corner, 0, static (a, c, _) => a + (a - c) / 2),
            _ => Black,
        };
    }

    private static uint Average(uint a, uint b) => ((a ^ b) & 0xFEFEFEFE) / 2 + (a & b);

    /// <summary>Left or top, whichever is nearer to left plus top less corner.</summary>
    private static uint Select(uint left, uint top, uint corner)
    {
        int toLeft = 0, toTop = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            int l = (byte)(left >> shift), t = (byte)(top >> shift), c = (byte)(corner >> shift);
            toLeft += Math.Abs(t - c);
            toTop += Math.Abs(l - c);
        }

        return toLeft < toTop ? left : top;
    }

    private static uint Each(uint a, uint b, uint c, Func<int, int, int, int> guess)
    {
        uint guessed = 0;
        for (var shift = 0; shift < 32; shift += 8)
            guessed |= (uint)Math.Clamp(guess((byte)(a >> shift), (byte)(b >> shift), (byte)(c >> shift)), 0, 255) << shift;
        return guessed;
    }
}
