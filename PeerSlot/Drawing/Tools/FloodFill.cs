namespace PeerSlot.Drawing.Tools;

/// <summary>Replaces all that touches a place at a side and looks the same.</summary>
public static class FloodFill
{
    /// <summary>Fills from a pixel, and from its mirror images; needs an open edit.</summary>
    public static void Fill(Canvas canvas, Ink ink, int x, int y)
    {
        Spread(canvas, ink, x, y);
        var (otherX, otherY) = (canvas.Width - 1 - x, canvas.Height - 1 - y);
        if (ink.Mirror.HasFlag(Mirror.LeftRight))
            Spread(canvas, ink, otherX, y);
        if (ink.Mirror.HasFlag(Mirror.UpDown))
            Spread(canvas, ink, x, otherY);
        if (ink.Mirror == (Mirror.LeftRight | Mirror.UpDown))
            Spread(canvas, ink, otherX, otherY);
    }

    private static void Spread(Canvas canvas, Ink ink, int x, int y)
    {
        if ((uint)x >= (uint)canvas.Width || (uint)y >= (uint)canvas.Height)
            return;
        if (ink.PaintsCells)
            Spread(
                canvas.Width, canvas.CellRows, x, y / 2, canvas.CellAt,
                (column, row) => canvas.SetCell(column, row, ink.Over(canvas.CellAt(column, row))));
        else
            Spread(
                canvas.Width, canvas.Height, x, y, canvas.InkAt,
                (column, row) => canvas.SetPixel(column, row, ink.Erases ? ink.Ground : ink.Color));
    }

    /// <summary>Row by row: a run of equal places is filled, and its neighbours above and below wait for their turn.</summary>
    private static void Spread<T>(int width, int height, int x, int y, Func<int, int, T> read, Action<int, int> write) where T : IEquatable<T>
    {
        var old = read(x, y);
        write(x, y);
        // Nothing would ever end where what is written looks like what is replaced.
        if (read(x, y).Equals(old))
            return;
        var done = new bool[width * height];
        var waiting = new Stack<(int X, int Y)>();
        waiting.Push((x, y));
        while (waiting.TryPop(out var at))
        {
            if (done[at.Y * width + at.X])
                continue;
            var (left, right) = (at.X, at.X);
            while (left > 0 && IsOpen(left - 1, at.Y))
                left--;
            while (right < width - 1 && IsOpen(right + 1, at.Y))
                right++;
            for (var column = left; column <= right; column++)
            {
                done[at.Y * width + column] = true;
                write(column, at.Y);
            }

            for (var column = left; column <= right; column++)
            {
                if (at.Y > 0 && IsOpen(column, at.Y - 1))
                    waiting.Push((column, at.Y - 1));
                if (at.Y < height - 1 && IsOpen(column, at.Y + 1))
                    waiting.Push((column, at.Y + 1));
            }
        }

        bool IsOpen(int column, int row) => !done[row * width + column] && read(column, row).Equals(old);
    }
}
