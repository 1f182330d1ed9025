using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The first row: who we are, where, who else is here; at the right what is new and what is on the table.</summary>
internal static class Header
{
    public static void Draw(Model model, Painter painter)
    {
        var width = model.Size.Width;
        painter.Fill(new Rectangle(0, 0, width, 1), Theme.Header);
        var right = width - 1;
        if (model.Screen == Mode.Draw && DocumentName(model) is { Length: > 0 } name)
        {
            var shown = SafeText.Fit(name, Math.Max(8, width / 5));
            painter.Put(right - SafeText.Width(shown), 0, shown, Theme.Header);
            right -= SafeText.Width(shown) + 2;
        }

        if (Inbox(model) is { IsEmpty: false } news)
        {
            var inbox = news.In(painter.Language);
            right -= inbox.Length;
            painter.Put(right, 0, inbox, model.NewPictures > 0 ? Theme.HeaderNews : Theme.Header);
            painter.Click(new Rectangle(right, 0, inbox.Length, 1), m => GlobalTable.Show(m, Mode.Inbox));
            right -= 2;
        }

        painter.Put(1, 0, SafeText.Fit(Left(model, right - 1), Math.Max(0, right - 1)), Theme.Header);
    }

    /// <summary>As much as there is room for: first the program's name goes, then the network.</summary>
    private static string Left(Model model, int room)
    {
        var title = model.Room.IsSealed switch
        {
            null => Text.Verbatim(model.Room.Title),
            true => $"{model.Room.Title} sealed",
            false => $"{model.Room.Title} open",
        };
        var who = $"{model.Room.Name} @ {title.In(model.Language)}";
        var peers = ((Text)$"{model.Room.Others.Count:peer|peers}").In(model.Language);
        var network = model.Room.NetworkState.In(model.Language);
        string[] choices = [$"PeerSlot  {who}  {network}  {peers}", $"{who}  {network}  {peers}", $"{who}  {peers}"];
        return Array.Find(choices, c => SafeText.Width(c) <= room) ?? choices[^1];
    }

    private static Text Inbox(Model model) =>
        model.NewPictures > 0 ? (Text)$"inbox {model.NewPictures} new" : model.Inbox.IsEmpty ? Text.Empty : $"inbox {model.Inbox.Count}";

    private static string DocumentName(Model model)
    {
        var document = model.Table.Document;
        if (document.Source is null && !document.Edited)
            return "";
        return (model.Table.SavedAs is { } path ? Path.GetFileName(path) : document.FileName) + (model.Table.IsUnsaved ? "*" : "");
    }
}
