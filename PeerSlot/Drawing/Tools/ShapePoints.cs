namespace PeerSlot.Drawing.Tools;

/// <summary>The units of rectangles and ovals that fill the box between two corners, both included.</summary>
public static class ShapePoints
{
    public static IEnumerable<(int X, int Y)> Rectangle((int X, int Y) one, (int X, int Y) other) => Outline(RectangleRows(one, other));

    public static IEnumerable<(int X, int Y)> Oval((int X, int Y) one, (int X, int Y) other) => Outline(OvalRows(one, other));

    /// <summary>From the top; first and last unit of each row.</summary>
    public static IReadOnlyList<(int Left, int Right, int Row)> RectangleRows((int X, int Y) one, (int X, int Y) other)
    {
        var (left, right, top, bottom) = Box(one, other);
        return [.. Enumerable.Range(top, bottom - top + 1).Select(row => (left, right, row))];
    }

    /// <summary>A unit belongs to an oval where its middle lies within the ellipse.</summary>
    public static IReadOnlyList<(int Left, int Right, int Row)> OvalRows((int X, int Y) one, (int X, int Y) other)
    {
        var (left, right, top, bottom) = Box(one, other);
        double width = right - left + 1, height = bottom - top + 1;
        var rows = new List<(int, int, int)>();
        for (var row = top; row <= bottom; row++)
        {
            var up = (2 * (row - top) + 1 - height) / height;
            var half = Math.Sqrt(Math.Max(0, 1 - up * up)) * width / 2;
            // Units whose middle lies between the two ends, and the middle one in any case, so that a flat oval has no gap.
            var first = Math.Min((int)Math.Ceiling(width / 2 - half - 0.5), (int)((width - 1) / 2));
            rows.Add((left + first, right - first, row));
        }

        return rows;
    }

    /// <summary>The ends of each row, and what of it is not covered by both of its neighbours.</summary>
    private static IEnumerable<(int X, int Y)> Outline(IReadOnlyList<(int Left, int Right, int Row)> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var (left, right, row) = rows[i];
            var isEdge = i == 0 || i == rows.Count - 1;
            var innerLeft = isEdge ? right + 1 : Math.Max(left + 1, Math.Max(rows[i - 1].Left, rows[i + 1].Left));
            var innerRight = isEdge ? left - 1 : Math.Min(right - 1, Math.Min(rows[i - 1].Right, rows[i + 1].Right));
            if (isEdge || innerLeft > innerRight)
            {
                for (var x = left; x <= right; x++)
                    yield return (x, row);
                continue;
            }

            for (var x = left; x < innerLeft; x++)
                yield return (x, row);
            for (var x = innerRight + 1; x <= right; x++)
                yield return (x, row);
        }
    }

    private static (int Left, int Right, int Top, int Bottom) Box((int X, int Y) one, (int X, int Y) other) =>
        (Math.Min(one.X, other.X), Math.Max(one.X, other.X), Math.Min(one.Y, other.Y), Math.Max(one.Y, other.Y));
}
