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
    /// <summary>Columns and rows of parts that a cell is looked at in, as glyphs are drawn.</summary>
    public const int Side = 8;
    public const int Parts = Side * Side;

    /// <summary>What all glyphs can be put together from: the sums of the 8 columns, then of the left and right half of each of the 8 rows.</summary>
    public const int Strips = Side + Side * 2;

    /// <param name="lights">Red, green and blue of each part, two parts a vector.</param>
    public static PictureCell Fit(ReadOnlySpan<Vector256<float>> lights, GlyphSet glyphs)
    {
        Span<Vector128<float>> strips = stackalloc Vector128<float>[Strips];
        var (light, code) = Sum(lights, strips);
        var index = Best(strips, code, light, glyphs);
        return index < 0 ? OneColor(light) : TwoColors(strips, code, light, glyphs, index);
    }

    /// <param name="strips">Filled with sums of codes.</param>
    /// <returns>The sums of all parts.</returns>
    private static (Vector128<float> Light, Vector128<float> Code) Sum(ReadOnlySpan<Vector256<float>> lights, Span<Vector128<float>> strips)
    {
        Vector256<float> light = default, columns01 = default, columns23 = default, columns45 = default, columns67 = default;
        for (var row = 0; row < Side; row++)
        {
            var parts = lights.Slice(row * (Side / 2), Side / 2);
            light += parts[0] + parts[1] + parts[2] + parts[3];
            Vector256<float> a = CodeCurve.Code(parts[0]), b = CodeCurve.Code(parts[1]), c = CodeCurve.Code(parts[2]), d = CodeCurve.Code(parts[3]);
            columns01 += a;
            columns23 += b;
            columns45 += c;
            columns67 += d;
            strips[Side + row * 2] = Halves(a + b);
            strips[Side + row * 2 + 1] = Halves(c + d);
        }

        MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(strips)[0] = columns01;
        MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(strips)[1] = columns23;
        MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(strips)[2] = columns45;
        MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(strips)[3] = columns67;
        return (Halves(light), Halves(columns01 + columns23 + columns45 + columns67));
    }

    private static Vector128<float> Halves(Vector256<float> two) => two.GetLower() + two.GetUpper();

    /// <summary>
    /// The squared error of two means is the sum of all squares less |sum|^2 / count of either side, so that only each glyph's sums are needed.
    /// What the colours move to keep the light is taken off that gain: it costs more to find out, so only of glyphs that may still win.
    /// </summary>
    /// <returns>-1 where one colour does as well.</returns>
    private static int Best(ReadOnlySpan<Vector128<float>> strips, Vector128<float> all, Vector128<float> light, GlyphSet glyphs)
    {
        Span<Vector256<float>> sums = stackalloc Vector256<float>[GlyphSet.MostGroups * 3];
        Span<Vector256<float>> gains = stackalloc Vector256<float>[GlyphSet.MostGroups];
        var highest = Vector256<float>.Zero;
        var first = 0;
        for (var group = 0; group < glyphs.Groups; group++)
        {
            gains[group] = Cover(strips, all, glyphs, group, sums.Slice(group * 3, 3));
            if (Vector256.GreaterThanAny(gains[group], highest))
                (first, highest) = (group, Vector256.Create(Highest(gains[group]).Value));
        }

        // With one colour c: sum of squares less (2 c sum - parts c^2).
        var one = CodeCurve.Code(light / Parts);
        var gain1 = one * all * 2 - one * one * Parts;
        var best = (Gain: gain1[0] + gain1[1] + gain1[2] + 1e-3f, Index: -1);
        for (var i = 0; i < glyphs.Groups; i++)
        {
            // The likeliest one comes first, so that most of the others need not be looked at.
            var group = i == 0 ? first : i <= first ? i - 1 : i;
            if (!Vector256.GreaterThanAny(gains[group], Vector256.Create(best.Gain)))
                continue;
            var (gain, lane) = Highest(gains[group] - Cost(sums.Slice(group * 3, 3), all, light, glyphs, group));
            if (gain > best.Gain)
                best = (gain, group * 8 + lane);
        }

        return best.Index;
    }

    /// <summary>The codes that each of 8 glyphs covers, and what the means of both sides are better than black.</summary>
    private static Vector256<float> Cover(
        ReadOnlySpan<Vector128<float>> strips, Vector128<float> all, GlyphSet glyphs, int group, Span<Vector256<float>> sums)
    {
        var channels = MemoryMarshal.Cast<Vector128<float>, float>(strips);
        var covers = glyphs.Covers(group);
        Vector256<float> red = default, green = default, blue = default;
        for (var strip = 0; strip < covers.Length; strip++)
        {
            var cover = covers[strip];
            red = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[strip * 4]), red);
            green = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[strip * 4 + 1]), green);
            blue = Vector256.MultiplyAddEstimate(cover, Vector256.Create(channels[strip * 4 + 2]), blue);
        }

        (sums[0], sums[1], sums[2]) = (red, green, blue);
        Vector256<float> red2 = Vector256.Create(all[0]) - red, green2 = Vector256.Create(all[1]) - green, blue2 = Vector256.Create(all[2]) - blue;
        var share = glyphs.Shares(group);
        return (red * red + green * green + blue * blue) * share.OneOverFront + (red2 * red2 + green2 * green2 + blue2 * blue2) * share.OneOverBack;
    }

    private static (float Value, int Lane) Highest(Vector256<float> gains)
    {
        var lane = 0;
        for (var i = 1; i < 8; i++)
        {
            if (gains[i] > gains[lane])
                lane = i;
        }

        return (gains[lane], lane);
    }

    private static Vector256<float> Cost(
        ReadOnlySpan<Vector256<float>> sums, Vector128<float> all, Vector128<float> light, GlyphSet glyphs, int group)
    {
        var share = glyphs.Shares(group);
        return Cost(sums[0], all[0], light[0], share) + Cost(sums[1], all[1], light[1], share) + Cost(sums[2], all[2], light[2], share);
    }

    /// <summary>By how much a channel's error grows when its two means move until they give off <paramref name="light"/>.</summary>
    private static Vector256<float> Cost(Vector256<float> covered, float all, float light, GlyphShares share)
    {
        Vector256<float> front = covered * share.OneOverFront, back = (Vector256.Create(all) - covered) * share.OneOverBack;
        Vector256<float> frontSlope = CodeCurve.Slope(front), backSlope = CodeCurve.Slope(back);
        var missing = Vector256.Create(light) - CodeCurve.Light(front) * share.Front - CodeCurve.Light(back) * share.Back;
        var weight = frontSlope * frontSlope * share.Front + backSlope * backSlope * share.Back;
        var bend = frontSlope * frontSlope * CodeCurve.Bend(front) * share.Front + backSlope * backSlope * CodeCurve.Bend(back) * share.Back;
        var move = Move(missing, weight, bend);
        return move * move * weight;
    }

    private static PictureCell OneColor(Vector128<float> light)
    {
        light /= Parts;
        var color = LinearLight.ToColor(light[0], light[1], light[2]);
        return new PictureCell(BlockGlyphs.Space, color, color);
    }

    private static PictureCell TwoColors(
        ReadOnlySpan<Vector128<float>> strips, Vector128<float> all, Vector128<float> light, GlyphSet glyphs, int index)
    {
        var covers = MemoryMarshal.Cast<Vector256<float>, float>(glyphs.Covers(index / 8));
        var covered = Vector128<float>.Zero;
        for (var strip = 0; strip < covers.Length / 8; strip++)
            covered += strips[strip] * covers[strip * 8 + index % 8];
        var share = glyphs.Shares(index / 8).Front[index % 8];
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
