namespace PeerSlot.Pictures.Cells;

/// <summary>How many cells a picture takes.</summary>
public static class CellFit
{
    /// <summary>The largest size within <paramref name="maximum"/> cells that keeps the picture's aspect, at least 1x1.</summary>
    /// <param name="cellAspect">Height of a cell divided by its width; 2 where nobody knows better.</param>
    /// <param name="enlarge">Whether a small picture may become larger than one pixel a half cell.</param>
    public static (int Columns, int Rows) Within(int width, int height, (int Columns, int Rows) maximum, double cellAspect = 2, bool enlarge = false)
    {
        var scale = Math.Min(maximum.Columns / (double)width, maximum.Rows * cellAspect / height);
        if (!enlarge)
            scale = Math.Min(scale, 1);
        return (Cells(width * scale, maximum.Columns), Cells(height * scale / cellAspect, maximum.Rows));

        static int Cells(double size, int maximum) => Math.Clamp((int)Math.Round(size, MidpointRounding.AwayFromZero), 1, Math.Max(1, maximum));
    }
}
