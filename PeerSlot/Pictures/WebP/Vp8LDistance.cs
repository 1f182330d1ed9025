namespace PeerSlot.Pictures.WebP;

/// <summary>Lengths and distances of copies (RFC 9649, 3.6.2).</summary>
internal static class Vp8LDistance
{
    /// <summary>
    /// RFC 9649, 3.6.2.2: the 120 shortest distances are places near the pixel: columns to the left (or, negative, to the right), rows up.
    /// </summary>
    private static readonly (sbyte X, sbyte Y)[] Near =
    [
        (0, 1), (1, 0), (1, 1), (-1, 1), (0, 2), (2, 0), (1, 2), (-1, 2), (2, 1), (-2, 1), (2, 2), (-2, 2),
        (0, 3), (3, 0), (1, 3), (-1, 3), (3, 1), (-3, 1), (2, 3), (-2, 3), (3, 2), (-3, 2), (0, 4), (4, 0),
        (1, 4), (-1, 4), (4, 1), (-4, 1), (3, 3), (-3, 3), (2, 4), (-2, 4), (4, 2), (-4, 2), (0, 5), (3, 4),
        (-3, 4), (4, 3), (-4, 3), (5, 0), (1, 5), (-1, 5), (5, 1), (-5, 1), (2, 5), (-2, 5), (5, 2), (-5, 2),
        (4, 4), (-4, 4), (3, 5), (-3, 5), (5, 3), (-5, 3), (0, 6), (6, 0), (1, 6), (-1, 6), (6, 1), (-6, 1),
        (2, 6), (-2, 6), (6, 2), (-6, 2), (4, 5), (-4, 5), (5, 4), (-5, 4), (3, 6), (-3, 6), (6, 3), (-6, 3),
        (0, 7), (7, 0), (1, 7), (-1, 7), (5, 5), (-5, 5), (7, 1), (-7, 1), (4, 6), (-4, 6), (6, 4), (-6, 4),
        (2, 7), (-2, 7), (7, 2), (-7, 2), (3, 7), (-3, 7), (7, 3), (-7, 3), (5, 6), (-5, 6), (6, 5), (-6, 5),
        (8, 0), (4, 7), (-4, 7), (7, 4), (-7, 4), (8, 1), (8, 2), (6, 6), (-6, 6), (8, 3), (5, 7), (-5, 7),
        (7, 5), (-7, 5), (8, 4), (6, 7), (-6, 7), (7, 6), (-7, 6), (8, 5), (7, 7), (-7, 7), (8, 6), (8, 7),
    ];

    /// <summary>A prefix and its extra bits.</summary>
    /// <returns>1 or more.</returns>
    public static int ReadValue(ref Vp8LBitReader bits, int prefix)
    {
        if (prefix < 4)
            return prefix + 1;
        var extra = (prefix - 2) >> 1;
        return ((2 + (prefix & 1)) << extra) + bits.Read(extra) + 1;
    }

    /// <returns>Pixels back, 1 or more.</returns>
    public static int Read(ref Vp8LBitReader bits, Vp8LPrefixCode code, int width)
    {
        var value = ReadValue(ref bits, code.Read(ref bits));
        if (value > Near.Length)
            return value - Near.Length;
        var (x, y) = Near[value - 1];
        return Math.Max(1, x + y * width);
    }
}
