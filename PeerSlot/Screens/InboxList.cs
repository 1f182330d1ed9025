using System.Collections.Immutable;
using PeerSlot.Gallery;

namespace PeerSlot.Screens;

/// <summary>Changes to the inbox that keep the selection on its picture.</summary>
internal static class InboxList
{
    /// <summary>Puts a picture in by its time, newest first, or in the place of the one with its key.</summary>
    public static Model With(Model model, InboxItem item)
    {
        var index = model.Inbox.FindIndex(i => i.Key == item.Key);
        if (index >= 0)
            return model with { Inbox = model.Inbox.SetItem(index, item) };
        var place = model.Inbox.FindIndex(i => i.Time <= item.Time);
        place = place < 0 ? model.Inbox.Count : place;
        var follow = !model.Inbox.IsEmpty && place <= model.InboxSelected ? 1 : 0;
        return model with { Inbox = model.Inbox.Insert(place, item), InboxSelected = model.InboxSelected + follow };
    }

    /// <summary>Puts the gallery as it was at the start under what has come since.</summary>
    public static Model WithGallery(Model model, IReadOnlyList<GalleryEntry> entries)
    {
        var known = model.Inbox.Select(i => i.Key).ToHashSet();
        var older = entries.Where(e => !known.Contains(e.Key)).Select(e => InboxItem.FromEntry(e, isNew: false));
        var selected = model.SelectedPicture;
        var all = model.Inbox.AddRange(older).OrderByDescending(i => i.Time).ToImmutableList();
        return model with { Inbox = all, InboxSelected = selected is null ? 0 : all.IndexOf(selected) };
    }

    public static Model Without(Model model, string key)
    {
        var index = model.Inbox.FindIndex(i => i.Key == key);
        if (index < 0)
            return model;
        var selected = model.InboxSelected > index ? model.InboxSelected - 1 : model.InboxSelected;
        return model with { Inbox = model.Inbox.RemoveAt(index), InboxSelected = Math.Clamp(selected, 0, Math.Max(0, model.Inbox.Count - 2)) };
    }

    public static InboxItem? Find(Model model, string key) => model.Inbox.Find(i => i.Key == key);
}
