using System.Text;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in half blocks: two pixels a cell, one above the other.</summary>
public static class HalfBlockRenderer
{
    private static readonly Rune UpperHalf = new('\u2580');

    /// <summary>The largest size within <paramref name="maximum"/> cells that keeps the picture's aspect, at least 1x1.</summary>
    /// <param name="cellAspect">Height of a cell divided by its width; 2 where nobody knows better.</param>
    /// <param name="enlarge">Whether a small picture may become larger than one pixel a half cell.</param>
    public static (int Columns, int Rows) Fit(int width, int height, (int Columns, int Rows) maximum, double cellAspect = 2, bool enlarge = false)
    {
        var scale = Math.Min(maximum.Columns / (double)width, maximum.Rows * cellAspect / height);
        if (!enlarge)
            scale = Math.Min(scale, 1);
        return (Cells(width * scale, maximum.Columns), Cells(height * scale / cellAspect, maximum.Rows));

        static int Cells(double size, int maximum) => Math.Clamp((int)Math.Round(size, MidpointRounding.AwayFromZero), 1, Math.Max(1, maximum));
    }

    /// <summary>
    /// Averages areas in linear light, blends alpha over <paramref name="background"/> (0xRRGGBB) in linear light, and gives cells in truecolor.
    /// </summary>
    public static CellPicture Render(Bitmap picture, int columns, int rows, int background = 0)
    {
        var lights = AreaScaler.ScaleLinear(picture, columns, rows * 2);
        var ground = new Backdrop(background);
        var cells = new CellPicture(columns, rows);
        for (var row = 0; row < rows; row++)
        {
            var upper = lights.Row(row * 2);
            var lower = lights.Row(row * 2 + 1);
            for (var column = 0; column < columns; column++)
                cells[column, row] = new PictureCell(UpperHalf, ground.Behind(upper.Slice(column * 4, 4)), ground.Behind(lower.Slice(column * 4, 4)));
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
