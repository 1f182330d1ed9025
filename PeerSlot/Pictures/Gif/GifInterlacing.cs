namespace PeerSlot.Pictures.Gif;

/// <summary>The order in which an interlaced frame stores its rows (GIF89a, appendix E): every 8th, those half-way between, and so on.</summary>
internal static class GifInterlacing
{
    private static readonly (int First, int Step, int Span)[] Passes = [(0, 8, 8), (4, 8, 4), (2, 4, 2), (1, 2, 1)];

    /// <returns>Rows, and how many rows each may stand for until later passes bring those.</returns>
    public static IEnumerable<(int Y, int Span)> RowsOf(int height)
    {
        foreach (var (first, step, span) in Passes)
        {
            for (var y = first; y < height; y += step)
                yield return (y, span);
        }
    }
}
