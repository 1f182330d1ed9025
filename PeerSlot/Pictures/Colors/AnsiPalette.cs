namespace PeerSlot.Pictures.Colors;

/// <summary>
/// The 16 colours of SGR 30 to 37 and 90 to 97 as xterm has them (XTerm-col.ad). People choose their own, so that a picture in these is
/// a likeness and no more.
/// </summary>
public static class AnsiPalette
{
    private static ReadOnlySpan<int> Colors =>
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    /// <param name="index">0 to 15.</param>
    /// <returns>0xRRGGBB.</returns>
    public static int ColorOf(int index) => Colors[index];

    /// <returns>0 to 15, by the distance of <see cref="XtermPalette"/>.</returns>
    public static int NearestIndex(int color)
    {
        var best = 0;
        for (var index = 1; index < Colors.Length; index++)
        {
            if (XtermPalette.Distance(color, Colors[index]) < XtermPalette.Distance(color, Colors[best]))
                best = index;
        }

        return best;
    }

    public static int Nearest(int color) => ColorOf(NearestIndex(color));
}
