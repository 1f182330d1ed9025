namespace PeerSlot.Tests.Support;

/// <summary>Block elements (U+2580-259F) and box lines (U+2500-257F) as rectangles in a cell of 9x18.</summary>
internal static class CellShapes
{
    private const double Width = 9;
    private const double Height = 18;
    private const double Line = 1;

    /// <summary>Of the two lines of a double one, from the middle.</summary>
    private const double Apart = 1.5;

    /// <summary>The quarters that are inked, by code from U+2596: upper left 1, upper right 2, lower left 4, lower right 8.</summary>
    private static readonly int[] Quarters = [4, 8, 1, 1 | 4 | 8, 1 | 8, 1 | 2 | 4, 1 | 2 | 8, 2, 2 | 4, 2 | 4 | 8];

    /// <summary>Null for a rune that is text.</summary>
    public static IReadOnlyList<(double X, double Y, double Width, double Height, double Opacity)>? Of(int rune) => rune switch
    {
        0x2580 => [(0, 0, Width, Height / 2, 1)],
        >= 0x2581 and <= 0x2588 => [(0, Height * (0x2588 - rune) / 8, Width, Height * (rune - 0x2580) / 8, 1)],
        >= 0x2589 and <= 0x258F => [(0, 0, Width * (0x2590 - rune) / 8, Height, 1)],
        0x2590 => [(Width / 2, 0, Width / 2, Height, 1)],
        >= 0x2591 and <= 0x2593 => [(0, 0, Width, Height, (rune - 0x2590) / 4.0)],
        0x2594 => [(0, 0, Width, Height / 8, 1)],
        >= 0x2596 and <= 0x259F => [.. Quadrants(Quarters[rune - 0x2596])],
        '─' => Lines(left: 1, right: 1),
        '│' => Lines(up: 1, down: 1),
        '┌' => Lines(right: 1, down: 1),
        '┐' => Lines(left: 1, down: 1),
        '└' => Lines(right: 1, up: 1),
        '┘' => Lines(left: 1, up: 1),
        '├' => Lines(right: 1, up: 1, down: 1),
        '┤' => Lines(left: 1, up: 1, down: 1),
        '┬' => Lines(left: 1, right: 1, down: 1),
        '┴' => Lines(left: 1, right: 1, up: 1),
        '┼' => Lines(left: 1, right: 1, up: 1, down: 1),
        '═' => [.. Doubled(0, Width, horizontal: true)],
        '║' => [.. Doubled(0, Height, horizontal: false)],
        '╔' => Corner(1, 1),
        '╗' => Corner(-1, 1),
        '╚' => Corner(1, -1),
        '╝' => Corner(-1, -1),
        _ => null,
    };

    /// <summary>Whether neighbours of the same rune make one wider rectangle of each.</summary>
    public static bool IsWide(int rune) => rune is 0x2580 or (>= 0x2581 and <= 0x2588) or (>= 0x2591 and <= 0x2594) or '─' or '═';

    private static IEnumerable<(double, double, double, double, double)> Quadrants(int inked)
    {
        for (var i = 0; i < 4; i++)
        {
            if ((inked >> i & 1) != 0)
                yield return (i % 2 * Width / 2, i / 2 * Height / 2, Width / 2, Height / 2, 1);
        }
    }

    private static (double, double, double, double, double)[] Lines(int left = 0, int right = 0, int up = 0, int down = 0)
    {
        var (x, y) = ((Width - Line) / 2, (Height - Line) / 2);
        var (begin, top) = (left > 0 ? 0 : x, up > 0 ? 0 : y);
        List<(double, double, double, double, double)> lines = [];
        if (left + right > 0)
            lines.Add((begin, y, (right > 0 ? Width : x + Line) - begin, Line, 1));
        if (up + down > 0)
            lines.Add((x, top, Line, (down > 0 ? Height : y + Line) - top, 1));
        return [.. lines];
    }

    private static IEnumerable<(double, double, double, double, double)> Doubled(double from, double to, bool horizontal)
    {
        foreach (var side in new[] { -Apart, Apart })
        {
            var at = ((horizontal ? Height : Width) - Line) / 2 + side;
            yield return horizontal ? (from, at, to - from, Line, 1) : (at, from, Line, to - from, 1);
        }
    }

    /// <param name="right">1: the lines go to the right; -1: to the left.</param>
    /// <param name="down">1: the lines go down; -1: up.</param>
    private static (double, double, double, double, double)[] Corner(int right, int down)
    {
        List<(double, double, double, double, double)> lines = [];
        foreach (var side in new[] { -Apart, Apart })
        {
            var (x, y) = ((Width - Line) / 2 + side * right, (Height - Line) / 2 + side * down);
            lines.Add(right > 0 ? (x, y, Width - x, Line, 1) : (0, y, x + Line, Line, 1));
            lines.Add(down > 0 ? (x, y, Line, Height - y, 1) : (x, 0, Line, y + Line, 1));
        }

        return [.. lines];
    }
}
