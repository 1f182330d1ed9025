namespace PeerSlot.Terminal.Frames;

/// <summary>The nearest colours of the palettes that terminals have.</summary>
internal static class Palette
{
    /// <summary>The 16 colours of VGA, in the order of SGR 30-37, 90-97. Terminals differ in theirs; these are in the middle.</summary>
    private static readonly int[] Vga =
    [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ];

    /// <param name="index">0-15.</param>
    public static int VgaColor(int index) => Vga[index];

    /// <returns>0-15.</returns>
    public static int Nearest16(int rgb)
    {
        var (nearest, least) = (0, int.MaxValue);
        for (var i = 0; i < Vga.Length; i++)
        {
            var distance = Distance(rgb, Vga[i]);
            if (distance < least)
                (nearest, least) = (i, distance);
        }

        return nearest;
    }

    /// <summary>Of xterm's 6 x 6 x 6 cube and its 24 greys; the first 16 are left out because every theme changes them.</summary>
    /// <returns>16-255.</returns>
    public static int Nearest256(int rgb)
    {
        var (r, g, b) = (Step(rgb >> 16 & 0xFF), Step(rgb >> 8 & 0xFF), Step(rgb & 0xFF));
        var cube = Level(r) << 16 | Level(g) << 8 | Level(b);
        var mean = (2 * (rgb >> 16 & 0xFF) + 4 * (rgb >> 8 & 0xFF) + 3 * (rgb & 0xFF)) / 9; // Weighted as the distance, whose least it is.
        var grey = Math.Clamp((mean - 3) / 10, 0, 23);
        return Distance(rgb, cube) <= Distance(rgb, (8 + 10 * grey) * 0x010101) ? 16 + 36 * r + 6 * g + b : 232 + grey;
    }

    /// <summary>Rec. 601 luma, 0-255.</summary>
    public static int Luma(int rgb) => (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;

    /// <summary>The eye sees green best and red least here: weights 2, 4, 3 (compuphase.com/cmetric.htm).</summary>
    private static int Distance(int a, int b)
    {
        var (r, g, blue) = ((a >> 16 & 0xFF) - (b >> 16 & 0xFF), (a >> 8 & 0xFF) - (b >> 8 & 0xFF), (a & 0xFF) - (b & 0xFF));
        return 2 * r * r + 4 * g * g + 3 * blue * blue;
    }

    /// <summary>The cube's levels are 0, 95, 135, 175, 215, 255.</summary>
    private static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;

    private static int Step(int value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}
