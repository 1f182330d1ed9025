using System.Globalization;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// The sixteen colours of a PC in text mode, and the SGR that shows them: 1 makes a bright colour, 5 a bright ground ("iCE colors").
/// </summary>
internal static class VgaColors
{
    /// <summary>In SGR's order, which has red and blue the other way round than the hardware.</summary>
    private static ReadOnlySpan<int> Colors =>
    [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ];

    public static int ColorOf(int index) => Colors[index];

    /// <returns>-1 where it is none of them.</returns>
    public static int IndexOf(int color) => Colors.IndexOf(color);

    public static string Sgr(int foreground, int background) => string.Create(
        CultureInfo.InvariantCulture,
        $"\e[0{(foreground >= 8 ? ";1" : "")}{(background >= 8 ? ";5" : "")};{30 + foreground % 8};{40 + background % 8}m");
}
