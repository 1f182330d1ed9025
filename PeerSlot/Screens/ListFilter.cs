namespace PeerSlot.Screens;

/// <summary>The rows of a list that have every typed word, by their indexes.</summary>
internal static class ListFilter
{
    public static IReadOnlyList<int> Shown<T>(Model model, IReadOnlyList<T> rows, Func<T, string> text)
    {
        var words = model.Filter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Enumerable.Range(0, rows.Count).Where(i => Array.TrueForAll(words, w => text(rows[i]).Contains(w, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>The index that the selection comes to; the first shown row where it stood on none.</summary>
    public static int Move(IReadOnlyList<int> shown, int selected, int by)
    {
        if (shown.Count == 0)
            return selected;
        var at = Position(shown, selected);
        return shown[at < 0 ? 0 : (int)Math.Clamp((long)at + by, 0, shown.Count - 1)];
    }

    /// <returns>-1 where the filter hides it.</returns>
    public static int Position(IReadOnlyList<int> shown, int selected)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            if (shown[i] == selected)
                return i;
        }

        return -1;
    }

    /// <summary><c>Inbox 3 of 7 /lab-03</c></summary>
    public static Text Title(Model model, Text name, int shown, int all) => model.Filter.Length == 0 ? (Text)$"{name} {all}" : $"{name} {shown} of {all} /{model.Filter}";
}
