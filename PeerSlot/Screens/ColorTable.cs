using PeerSlot.Drawing;

namespace PeerSlot.Screens;

/// <summary>Colours to choose from: greys above, then 24 hues from dark to light.</summary>
internal static class ColorTable
{
    public const int Columns = 24;
    public const int Rows = 7;

    private static ReadOnlySpan<byte> Saturations => [0, 100, 100, 100, 75, 50, 25];

    private static ReadOnlySpan<byte> Values => [0, 40, 70, 100, 100, 100, 100];

    /// <returns>0xRRGGBB.</returns>
    public static int ColorAt(int column, int row) => row == 0
        ? column * 255 / (Columns - 1) * 0x010101
        : new HsvColor(column * 360 / Columns, Saturations[row], Values[row]).ToRgb();

    /// <summary>The place of the colour that is most like one.</summary>
    public static (int Column, int Row) Nearest(int color)
    {
        var best = (0, 0);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (Distance(color, ColorAt(column, row)) < Distance(color, ColorAt(best.Item1, best.Item2)))
                    best = (column, row);
            }
        }

        return best;
    }

    private static int Distance(int a, int b)
    {
        int red = (a >> 16 & 255) - (b >> 16 & 255), green = (a >> 8 & 255) - (b >> 8 & 255), blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }
}
