using System.Text;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in half blocks: two pixels a cell, one above the other.</summary>
public static class HalfBlockRenderer
{
    internal static readonly Rune UpperHalf = new('\u2580');

    /// <summary>
    /// Averages areas in linear light, blends alpha over <paramref name="background"/> (0xRRGGBB) in linear light, and gives cells in truecolor.
    /// </summary>
    public static CellPicture Render(Bitmap picture, int columns, int rows, int background = 0)
    {
        var scaled = new AreaRows(picture, columns, rows * 2);
        var ground = new Backdrop(background);
        var cells = new CellPicture(columns, rows);
        var (upper, lower) = (new float[columns * 4], new float[columns * 4]);
        for (var row = 0; row < rows; row++)
        {
            scaled.Read(upper);
            scaled.Read(lower);
            for (var column = 0; column < columns; column++)
                cells[column, row] = new PictureCell(UpperHalf, ground.Behind(upper.AsSpan(column * 4, 4)), ground.Behind(lower.AsSpan(column * 4, 4)));
        }

        return cells;
    }

    /// <summary>The same in a palette: each colour the nearest one, or all of them such that areas have the right colour from afar.</summary>
    /// <param name="dither">Whether errors are diffused.</param>
    public static CellPicture Render(Bitmap picture, int columns, int rows, CellColors colors, bool dither, int background = 0)
    {
        if (dither && colors != CellColors.Truecolor)
            return RenderDithered(picture, columns, rows, colors, background);
        var cells = Render(picture, columns, rows, background);
        PaletteColors.Replace(cells, colors);
        return cells;
    }

    private static CellPicture RenderDithered(Bitmap picture, int columns, int rows, CellColors colors, int background)
    {
        var lights = AreaScaler.ScaleLinear(picture, columns, rows * 2);
        var dithered = ErrorDiffusion.Diffuse(lights, new Backdrop(background), PaletteColors.Nearest(colors));
        var cells = new CellPicture(columns, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                cells[column, row] = new PictureCell(UpperHalf, dithered[row * 2 * columns + column], dithered[(row * 2 + 1) * columns + column]);
        }

        return cells;
    }
}
