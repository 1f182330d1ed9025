namespace PeerSlot.Pictures.Gif;

/// <summary>The order in which an interlaced frame stores its rows (GIF89a, appendix E): every 8th, those half-way between, and so on.</summary>
internal static class GifInterlacing
{
    private static readonly (int First, int Step)[] Passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    public static IEnumerable<int> RowsOf(int height)
    {
        foreach (var (first, step) in Passes)
        {
            for (var y = first; y < height; y += step)
                yield return y;
        }
    }
}
