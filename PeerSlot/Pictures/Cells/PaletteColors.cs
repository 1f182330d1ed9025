using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Cells;

/// <summary>The colours that there are with each way of writing them.</summary>
internal static class PaletteColors
{
    /// <summary>From 0xRRGGBB to the nearest colour; without colours to black, the terminal's ground, or white.</summary>
    public static Func<int, int> Nearest(CellColors colors) => colors switch
    {
        CellColors.Palette256 => XtermPalette.Nearest,
        CellColors.Palette16 => AnsiPalette.Nearest,
        CellColors.None => color => Luma(color) < 128 ? 0 : 0xFFFFFF,
        _ => color => color,
    };

    /// <summary>Each colour the nearest one; two that are then the same make a space.</summary>
    public static void Replace(CellPicture picture, CellColors colors)
    {
        if (colors == CellColors.Truecolor)
            return;
        var nearest = Nearest(colors);
        for (var row = 0; row < picture.Rows; row++)
        {
            for (var column = 0; column < picture.Columns; column++)
            {
                ref var cell = ref picture[column, row];
                cell = new PictureCell(cell.Rune, nearest(cell.Foreground), nearest(cell.Background));
            }
        }
    }

    /// <summary>How bright a colour is seen, 0 to 255 (ITU-R BT.601).</summary>
    public static int Luma(int color) => ((color >> 16 & 0xFF) * 299 + (color >> 8 & 0xFF) * 587 + (color & 0xFF) * 114) / 1000;
}
