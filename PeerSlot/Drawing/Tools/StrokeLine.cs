namespace PeerSlot.Drawing.Tools;

/// <summary>The points of a line without gaps: neighbours touch at a side or a corner (J. E. Bresenham, 1965).</summary>
public static class StrokeLine
{
    /// <summary>Every point from the first to the last, both included.</summary>
    public static IEnumerable<(int X, int Y)> Between(int fromX, int fromY, int toX, int toY)
    {
        var (width, height) = (Math.Abs(toX - fromX), -Math.Abs(toY - fromY));
        var (stepX, stepY) = (Math.Sign(toX - fromX), Math.Sign(toY - fromY));
        var error = width + height;
        for (var (x, y) = (fromX, fromY); ;)
        {
            yield return (x, y);
            if (x == toX && y == toY)
                yield break;
            var twice = 2 * error;
            if (twice >= height)
            {
                error += height;
                x += stepX;
            }

            if (twice <= width)
            {
                error += width;
                y += stepY;
            }
        }
    }
}
