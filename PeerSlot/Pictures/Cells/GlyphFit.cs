using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Cells;

/// <summary>
/// The glyph and the two colours of one cell. Shapes are seen in sRGB codes, so the squared error of these decides; but a cell gives off as much
/// light as the picture does there, so that areas keep their brightness. Of all pairs of colours that do, it is the one nearest to the mean codes.
/// </summary>
internal static class GlyphFit
{
    /// <summary>Columns and rows that a cell is looked at in: half as many columns as glyphs are drawn in, as cells are twice as high as wide.</summary>
    public const int Columns = 4;
    public const int Rows = 8;
    public const int Parts = Columns * Rows;

    /// <param name="lights">Red, green and blue of each part.</param>
    public static PictureCell Fit(ReadOnlySpan<Vector128<float>> lights, GlyphSet glyphs)
    {
        Span<Vector128<float>> codes = stackalloc Vector128<float>[Parts];
        Vector128<float> light = default, code = default;
        for (var part = 0; part < Parts; part++)
        {
            codes[part] = CodeCurve.Code(lights[part]);
            light += lights[part];
            code += codes[part];
        }

        var index = Best(codes, code, light, glyphs);
        return index < 0 ? OneColor(light) : TwoColors(codes, code, light, glyphs, index);
    }

    /// <summary>
    /// The squared error of two means is the sum of all squares less |sum|^2 / count of either side, so that only each glyph's sums are needed.
    /// What the colours move to keep the light is added. 8 glyphs at once.
    /// </summary>
    /// <returns>-1 where one colour does as well.</returns>
    private static int Best(ReadOnlySpan<Vector128<float>> codes, Vector128<float> all, Vector128<float> light, GlyphSet glyphs)
    {
        var channels = MemoryMarshal.Cast<Vector128<float>, float>(codes);
        var one = light / Parts;
        var oneCode = CodeCurve.Code(one);
        // With one colour c: sum of squares less (2 c sum - parts c^2).
        var gain1 = oneCode * all * 2 - oneCode * oneCode * Parts;
        var bestGain = Vector256.Create(gain1[0] + gain1[1] + gain1[2] + 1e-3f);
        var bestGroup = Vector256.Create(-1f);
        for (var group = 0; group < glyphs.Groups; group++)
        {
            var covers = glyphs.Covers(group);
            Vector256<float> red = default, green = default, blue = default;
            for (var part = 0; part < Parts; part++)
            {
                var cover = covers[part];
                red = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[part * 4]), red);
                green = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[part * 4 + 1]), green);
                blue = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[part * 4 + 2]), blue);
            }

            var share = glyphs.Shares(group);
            var rest = Vector256.Create((float)Parts) - share;
            var gain = Gain(red, all[0], light[0], share, rest) + Gain(green, all[1], light[1], share, rest) + Gain(blue, all[2], light[2], share, rest);
            var better = Vector256.GreaterThan(gain, bestGain);
            bestGain = Vector256.ConditionalSelect(better, gain, bestGain);
            bestGroup = Vector256.ConditionalSelect(better, Vector256.Create((float)group), bestGroup);
        }

        var lane = 0;
        for (var i = 1; i < 8; i++)
        {
            if (bestGain[i] > bestGain[lane])
                lane = i;
        }

        return bestGroup[lane] < 0 ? -1 : (int)bestGroup[lane] * 8 + lane;
    }

    /// <summary>What a channel's two means are better than black, less what they move for <paramref name="light"/>.</summary>
    private static Vector256<float> Gain(Vector256<float> covered, float all, float light, Vector256<float> share, Vector256<float> rest)
    {
        var uncovered = Vector256.Create(all) - covered;
        Vector256<float> front = covered / share, back = uncovered / rest;
        Vector256<float> frontSlope = CodeCurve.Slope(front), backSlope = CodeCurve.Slope(back);
        var missing = Vector256.Create(light) - CodeCurve.Light(front) * share - CodeCurve.Light(back) * rest;
        var weight = frontSlope * frontSlope * share + backSlope * backSlope * rest;
        var bend = frontSlope * frontSlope * CodeCurve.Bend(front) * share + backSlope * backSlope * CodeCurve.Bend(back) * rest;
        var move = Move(missing, weight, bend);
        return covered * front + uncovered * back - move * move * weight;
    }

    private static PictureCell OneColor(Vector128<float> light)
    {
        light /= Parts;
        var color = LinearLight.ToColor(light[0], light[1], light[2]);
        return new PictureCell(BlockGlyphs.Space, color, color);
    }

    private static PictureCell TwoColors(
        ReadOnlySpan<Vector128<float>> codes, Vector128<float> all, Vector128<float> light, GlyphSet glyphs, int index)
    {
        var covers = MemoryMarshal.Cast<Vector256<float>, float>(glyphs.Covers(index / 8));
        var covered = Vector128<float>.Zero;
        for (var part = 0; part < Parts; part++)
            covered += codes[part] * covers[part * 8 + index % 8];
        var share = glyphs.Shares(index / 8)[index % 8];
        var rest = Parts - share;
        Vector128<float> front = covered / share, back = (all - covered) / rest;
        Vector128<float> frontSlope = CodeCurve.Slope(front), backSlope = CodeCurve.Slope(back);
        var missing = light - CodeCurve.Light(front) * share - CodeCurve.Light(back) * rest;
        var weight = frontSlope * frontSlope * share + backSlope * backSlope * rest;
        var bend = frontSlope * frontSlope * CodeCurve.Bend(front) * share + backSlope * backSlope * CodeCurve.Bend(back) * rest;
        var move = Move(missing, weight, bend);
        front += move * frontSlope;
        back += move * backSlope;
        int foreground = 0, background = 0;
        for (var channel = 0; channel < 3; channel++)
        {
            var (f, b) = Exact(front[channel], back[channel], light[channel], share, rest);
            foreground = foreground << 8 | f;
            background = background << 8 | b;
        }

        return new PictureCell(glyphs.At(index).Rune, foreground, background);
    }

    /// <summary>
    /// Rounds the colour that has less of the light, and gives the other one exactly what is left; where that is more than white or less than black,
    /// the first one takes the rest.
    /// </summary>
    private static (byte Front, byte Back) Exact(float front, float back, float light, float share, float rest)
    {
        if (front * share < back * rest)
        {
            var (less, more) = Exact(front, light, share, rest);
            return (less, more);
        }
        else
        {
            var (less, more) = Exact(back, light, rest, share);
            return (more, less);
        }
    }

    private static (byte Less, byte More) Exact(float less, float light, float lessShare, float moreShare)
    {
        var rounded = Round(less);
        var more = LinearLight.ToCode((light - LinearLight.ToLight(rounded) * lessShare) / moreShare);
        return more is > 0 and < 255 ? (rounded, more) : (LinearLight.ToCode((light - LinearLight.ToLight(more) * moreShare) / lessShare), more);
    }

    private static byte Round(float code) => (byte)Math.Clamp(code * 255 + 0.5f, 0, 255);

    /// <summary>
    /// By how many slopes both colours move to make up for the missing light: bend * t^2 + weight * t = missing. (By the slope, as the method of
    /// Lagrange multipliers says: that costs the least squared error.) Means of codes never give too much light, but for rounding.
    /// </summary>
    private static Vector128<float> Move(Vector128<float> missing, Vector128<float> weight, Vector128<float> bend)
    {
        missing = Vector128.Max(missing, Vector128<float>.Zero);
        return missing * 2 / (weight + Vector128.Sqrt(weight * weight + bend * missing * 4));
    }

    private static Vector256<float> Move(Vector256<float> missing, Vector256<float> weight, Vector256<float> bend)
    {
        missing = Vector256.Max(missing, Vector256<float>.Zero);
        return missing * 2 / (weight + Vector256.Sqrt(weight * weight + bend * missing * 4));
    }
}
