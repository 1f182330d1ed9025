namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in half blocks: two pixels a cell, one above the other.</summary>
public static class HalfBlockRenderer
{
    /// <summary>The largest size within <paramref name="maximum"/> cells that keeps the picture's aspect, at least 1x1.</summary>
    /// <param name="cellAspect">Height of a cell divided by its width; 2 where nobody knows better.</param>
    /// <param name="enlarge">Whether a small picture may become larger than one pixel a half cell.</param>
    public static (int Columns, int Rows) Fit(int width, int height, (int Columns, int Rows) maximum, double cellAspect = 2, bool enlarge = false) =>
        throw new NotSupportedException();

    /// <summary>
    /// Averages areas in linear light, blends alpha over <paramref name="background"/> (0xRRGGBB) in linear light, and gives cells in truecolor.
    /// </summary>
    public static CellPicture Render(Bitmap picture, int columns, int rows, int background = 0) => throw new NotSupportedException();
}
