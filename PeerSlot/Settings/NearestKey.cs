namespace PeerSlot.Settings;

/// <summary>What somebody meant who mistyped a key.</summary>
internal static class NearestKey
{
    /// <summary>The known key nearest to an unknown one, or null if none is near: nested keys are also compared by their last part alone.</summary>
    public static string? To(string unknown)
    {
        var best = SettingsTable.Keys.Select(k => (k.Path, Distance: Math.Min(Distance(unknown, k.Path), Distance(Last(unknown), Last(k.Path)) + 1)))
            .MinBy(c => c.Distance);
        return best.Distance <= Math.Max(2, Last(unknown).Length / 3) ? best.Path : null;
    }

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>
    /// How many letters must be added, removed, replaced or swapped with their neighbour, without regard to case: the optimal string
    /// alignment distance (Damerau 1964). Only the first 64 letters count.
    /// </summary>
    internal static int Distance(string left, string right)
    {
        var (a, b) = (Short(left), Short(right));
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }

    private static string Short(string text) => text[..Math.Min(text.Length, 64)].ToUpperInvariant();
}
