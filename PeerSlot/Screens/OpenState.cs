namespace PeerSlot.Screens;

/// <summary>The file chooser.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Items">Folders first, then picture files.</param>
/// <param name="IsListed">Whether <paramref name="Items"/> are this folder's yet.</param>
/// <param name="Filter">What was typed; matches anywhere in a name.</param>
/// <param name="Selected">Among the shown items.</param>
/// <param name="ThenSend">Whether the picture that is opened next goes straight to the send dialog.</param>
internal sealed record OpenState(string Folder, IReadOnlyList<DirectoryItem> Items, bool IsListed, string Filter, int Selected, bool ThenSend)
{
    /// <summary>The folder that was left for this one; its row is selected when the list comes.</summary>
    public string ComeFrom { get; init; } = "";

    public static OpenState At(string folder) => new(folder, [], false, "", 0, false);

    /// <summary>What matches the filter; the way up always does.</summary>
    public IReadOnlyList<DirectoryItem> Shown => Filter.Length == 0
        ? Items
        : [.. Items.Where(i => i.Name == ".." || i.Name.Contains(Filter, StringComparison.OrdinalIgnoreCase))];

    public DirectoryItem? Current => Selected < Shown.Count ? Shown[Selected] : null;

    /// <summary>Filters anew and selects what matches first.</summary>
    public OpenState WithFilter(string filter)
    {
        var filtered = this with { Filter = filter, Selected = 0 };
        return filter.Length > 0 && filtered.Shown.Count > 1 && filtered.Shown[0].Name == ".." ? filtered with { Selected = 1 } : filtered;
    }

    public string PathOf(DirectoryItem item) => item.Name == ".." ? Path.GetDirectoryName(Folder) ?? Folder : Path.Combine(Folder, item.Name);
}
