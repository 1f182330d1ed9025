using System.Text;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in ten characters from dark to light, for terminals and files without colour.</summary>
public static class AsciiRenderer
{
    private const string Ramp = " .:-=+*#%@";

    /// <summary>Light characters on a dark ground; the brightness of a cell is the luma of its mean light.</summary>
    /// <param name="background">0xRRGGBB behind transparent pixels.</param>
    public static CellPicture Render(Bitmap picture, int columns, int rows, int background = 0)
    {
        var lights = AreaScaler.ScaleLinear(picture, columns, rows);
        var ground = new Backdrop(background);
        var cells = new CellPicture(columns, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var color = ground.Behind(lights.Row(row).Slice(column * 4, 4));
                cells[column, row] = new PictureCell(new Rune(Ramp[PaletteColors.Luma(color) * Ramp.Length / 256]), 0xFFFFFF, 0);
            }
        }

        return cells;
    }
}
