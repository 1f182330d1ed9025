namespace PeerSlot.Pictures.WebP;

/// <summary>Smooths the borders of blocks (RFC 6386, 15), after the whole frame is predicted: prediction takes samples unfiltered.</summary>
internal static class Vp8LoopFilter
{
    /// <param name="level">1 to 63; 0 is for the caller to leave out.</param>
    /// <param name="inner">Whether the borders of subblocks are smoothed, too.</param>
    public static void Filter(Vp8Plane[] planes, int mbX, int mbY, int level, int sharpness, bool inner, bool simple)
    {
        var limits = Limits.Of(level, sharpness);
        for (var i = 0; i < (simple ? 1 : planes.Length); i++)
        {
            var plane = planes[i];
            var side = i == 0 ? 16 : 8;
            var at = plane.At(mbX * side, mbY * side);
            if (mbX > 0)
                Border(plane.Samples, at, 1, plane.Stride, side, limits, simple);
            for (var x = 4; inner && x < side; x += 4)
                Inner(plane.Samples, at + x, 1, plane.Stride, side, limits, simple);
            if (mbY > 0)
                Border(plane.Samples, at, plane.Stride, 1, side, limits, simple);
            for (var y = 4; inner && y < side; y += 4)
                Inner(plane.Samples, at + y * plane.Stride, plane.Stride, 1, side, limits, simple);
        }
    }

    /// <summary>A border between macroblocks.</summary>
    /// <param name="across">From a sample to the next one over the border.</param>
    /// <param name="along">From a sample to the next one along it.</param>
    private static void Border(byte[] s, int at, int across, int along, int length, Limits limits, bool simple)
    {
        for (; length-- > 0; at += along)
        {
            if (simple)
            {
                if (IsSmooth(s, at, across, limits.Edge + 4))
                    Adjust(s, at, across, outer: true);
                continue;
            }

            if (!IsSmooth(s, at, across, limits.Edge + 4) || !IsCalm(s, at, across, limits.Interior))
                continue;
            if (IsRough(s, at, across, limits.Roughness))
            {
                Adjust(s, at, across, outer: true);
                continue;
            }

            int p2 = Signed(s[at - 3 * across]), p1 = Signed(s[at - 2 * across]), p0 = Signed(s[at - across]);
            int q0 = Signed(s[at]), q1 = Signed(s[at + across]), q2 = Signed(s[at + 2 * across]);
            var w = Clamp(Clamp(p1 - q1) + 3 * (q0 - p0));
            int near = (27 * w + 63) >> 7, middle = (18 * w + 63) >> 7, far = (9 * w + 63) >> 7;
            s[at - across] = Unsigned(p0 + near);
            s[at] = Unsigned(q0 - near);
            s[at - 2 * across] = Unsigned(p1 + middle);
            s[at + across] = Unsigned(q1 - middle);
            s[at - 3 * across] = Unsigned(p2 + far);
            s[at + 2 * across] = Unsigned(q2 - far);
        }
    }

    /// <summary>A border between subblocks.</summary>
    private static void Inner(byte[] s, int at, int across, int along, int length, Limits limits, bool simple)
    {
        for (; length-- > 0; at += along)
        {
            if (!IsSmooth(s, at, across, limits.Edge) || (!simple && !IsCalm(s, at, across, limits.Interior)))
                continue;
            var rough = simple || IsRough(s, at, across, limits.Roughness);
            var a = Adjust(s, at, across, outer: rough);
            if (rough)
                continue;
            a = (a + 1) >> 1;
            s[at + across] = Unsigned(Signed(s[at + across]) - a);
            s[at - 2 * across] = Unsigned(Signed(s[at - 2 * across]) + a);
        }
    }

    /// <summary>RFC 6386, 15.2, common_adjust: moves the samples on both sides towards each other.</summary>
    /// <returns>By how much the one behind the border.</returns>
    private static int Adjust(byte[] s, int at, int across, bool outer)
    {
        int p1 = Signed(s[at - 2 * across]), p0 = Signed(s[at - across]), q0 = Signed(s[at]), q1 = Signed(s[at + across]);
        var a = Clamp((outer ? Clamp(p1 - q1) : 0) + 3 * (q0 - p0));
        var before = Clamp(a + 3) >> 3;
        a = Clamp(a + 4) >> 3;
        s[at] = Unsigned(q0 - a);
        s[at - across] = Unsigned(p0 + before);
        return a;
    }

    private static bool IsSmooth(byte[] s, int at, int across, int limit) =>
        Distance(s, at - across, at) * 2 + (Distance(s, at - 2 * across, at + across) >> 1) <= limit;

    private static bool IsCalm(byte[] s, int at, int across, int limit) =>
        Distance(s, at - 4 * across, at - 3 * across) <= limit && Distance(s, at - 3 * across, at - 2 * across) <= limit
        && Distance(s, at - 2 * across, at - across) <= limit && Distance(s, at + across, at) <= limit
        && Distance(s, at + 2 * across, at + across) <= limit && Distance(s, at + 3 * across, at + 2 * across) <= limit;

    private static bool IsRough(byte[] s, int at, int across, int limit) =>
        Distance(s, at - 2 * across, at - across) > limit || Distance(s, at + across, at) > limit;

    private static int Distance(byte[] s, int a, int b) => Math.Abs(s[a] - s[b]);

    private static int Signed(byte sample) => sample - 128;

    private static byte Unsigned(int value) => (byte)(Clamp(value) + 128);

    private static int Clamp(int value) => Math.Clamp(value, -128, 127);

    /// <summary>RFC 6386, 15.2 to 15.4: thresholds of a macroblock.</summary>
    /// <param name="Roughness">Above it, high edge variance, only the samples beside the border are touched.</param>
    private readonly record struct Limits(int Edge, int Interior, int Roughness)
    {
        public static Limits Of(int level, int sharpness)
        {
            var interior = sharpness switch { 0 => level, > 4 => level >> 2, _ => level >> 1 };
            if (sharpness > 0)
                interior = Math.Min(interior, 9 - sharpness);
            interior = Math.Max(1, interior);
            return new Limits(level * 2 + interior, interior, level switch { >= 40 => 2, >= 15 => 1, _ => 0 });
        }
    }
}
