using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The file chooser: folders and picture files, with the selected one beside them.</summary>
internal sealed class OpenScreen : Screen
{
    public override Mode Mode => Mode.Open;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("open-selected", Mode.Open, "Enter Right", "Open the picture or folder", "open", OpenSelected),
        new("place", Mode.Open, "Ins", "Place the picture onto the drawing", "place", m => Placed(m, asTrace: false)),
        new("trace-under", Mode.Open, "Ctrl-T", "Lay the picture under the drawing, to trace", "trace", m => Placed(m, asTrace: true)),
        new("rub-out", Mode.Open, "Backspace", "Rub out a letter of the filter; then one folder up", "up", RubOut),
        new("parent", Mode.Open, "Left", "One folder up", "", Up),
        .. ListKeys(Mode.Open, (m, by) => m with { Open = m.Open with { Selected = Moved(m.Open.Selected, by, m.Open.Shown.Count) } }),
    ];

    public static Model Listed(Model model, Message.DirectoryListed listed)
    {
        var open = model.Open;
        if (listed.Path != open.Folder)
            return model;
        var filled = open with { Items = listed.Items, IsListed = true };
        var from = filled.ComeFrom.Length == 0 ? -1 : filled.Shown.ToList().FindIndex(i => i.Name == filled.ComeFrom);
        // Whoever wants to send something finds a picture under the cursor, and not the way up.
        var first = open is { ThenSend: true, Selected: 0 } ? Math.Max(0, filled.Shown.ToList().FindIndex(i => !i.IsFolder)) : filled.Selected;
        return model with { Open = filled with { Selected = from >= 0 ? from : Moved(first, 0, filled.Shown.Count), ComeFrom = "" } };
    }

    public override Step Type(Model model, string text) => model with { Open = model.Open.WithFilter(model.Open.Filter + text) };

    public override PreviewRequest? Wish(Model model)
    {
        var area = PictureArea(model);
        return area.Width > 0 && area.Height > 0 && model.Open.Current is { IsFolder: false } item
            ? new PreviewRequest(new PreviewSource(model.Open.PathOf(item), false), area.Width, area.Height, false)
            : null;
    }

    public override void Draw(Model model, Painter painter)
    {
        var (layout, open) = (new Layout(model.Size), model.Open);
        var inside = painter.Box(layout.List, $"Open {Tail(open.Folder, layout.List.Width - 4 - painter.Width("Open ") - 2)}",
            open.IsListed ? (Text)$"{open.Shown.Count(i => i.Name != "..")}" : "", model.Layers.IsEmpty);
        var field = painter.Write(inside.X, inside.Y, open.Filter.Length == 0 ? " type to filter" : Text.Verbatim(" " + open.Filter),
            open.Filter.Length == 0 ? Theme.Quiet : Theme.Strong, inside.Width);
        ListBox.Draw(
            painter, inside with { Y = inside.Y + 1, Height = inside.Height - 1 }, open.Shown.Count, open.Selected,
            (i, line) => DrawItem(painter, open.Shown[i], line, i == open.Selected),
            (m, i) => m with { Open = m.Open with { Selected = i } }, OpenSelected);
        painter.Cursor = (open.Filter.Length == 0 ? inside.X + 1 : Math.Min(field, inside.Right - 1), inside.Y);
        if (layout.IsOnePane)
            return;
        var shown = model.Preview.Wanted is null ? null : model.Preview.Shown;
        painter.Box(layout.Picture, open.Current is { IsFolder: false } item ? Text.Verbatim(item.Name) : "Picture",
            shown is { Width: > 0 } ? (Text)$"{shown.Width}x{shown.Height} px" : "");
        PicturePane.Draw(
            painter, PictureArea(model), model.Preview, open.Current is { IsFolder: false } ? "" : "Choose a picture; pasting a path opens it, too.");
    }

    private static Rectangle PictureArea(Model model) => Layout.Inside(new Layout(model.Size).Picture);

    private static Step OpenSelected(Model model)
    {
        var open = model.Open;
        if (open.Current is not { } item)
            return model;
        if (item.Name == "..")
            return Up(model);
        if (item.IsFolder)
            return Enter(model, open.PathOf(item), "");
        return OpenFile(model, open.PathOf(item));
    }

    /// <summary>A picture that is opened over a drawing is placed on it first; on an empty table, or to be sent, it is itself.</summary>
    public static Step OpenFile(Model model, string path)
    {
        var isPlaced = !model.Open.ThenSend && !model.Table.Document.IsBlank && model.Table.Document.Edited && PastedPath.IsPicture(path);
        return new Step(
            model.Hint($"Opening {Path.GetFileName(path)} …"),
            isPlaced ? new Effect.LoadPlacement(path, AsTrace: false) : new Effect.LoadPicture(path));
    }

    private static Step Placed(Model model, bool asTrace) => model.Open.Current is { IsFolder: false } item && PastedPath.IsPicture(item.Name)
        ? new Step(model.Hint($"Opening {item.Name} …"), new Effect.LoadPlacement(model.Open.PathOf(item), asTrace))
        : model.Hint("Choose a picture first.");

    private static Step RubOut(Model model)
    {
        if (model.Open.Filter.Length == 0)
            return Up(model);
        var shorter = model.Open.Filter[..^(model.Open.Filter.Length > 1 && char.IsSurrogate(model.Open.Filter[^1]) ? 2 : 1)];
        return model with { Open = model.Open.WithFilter(shorter) };
    }

    private static Step Up(Model model)
    {
        var parent = Path.GetDirectoryName(model.Open.Folder);
        return parent is null ? model.Hint("This is the top.") : Enter(model, parent, Path.GetFileName(model.Open.Folder));
    }

    private static Step Enter(Model model, string folder, string comeFrom) => new(
        model with { Open = OpenState.At(folder) with { ThenSend = model.Open.ThenSend, ComeFrom = comeFrom } }, new Effect.ListDirectory(folder));

    private static void DrawItem(Painter painter, DirectoryItem item, Rectangle line, bool selected)
    {
        var style = selected ? Theme.Selected : item.IsFolder ? Theme.Strong : Theme.Text;
        painter.Fill(line, style);
        var size = item.IsFolder ? "" : Sizes.Short(item.Length).In(painter.Language);
        painter.Put(
            line.X, line.Y, (selected ? "▸" : " ") + SafeText.Fit(item.Name + (item.IsFolder ? "/" : ""), line.Width - size.Length - 2), style);
        painter.Put(line.Right - size.Length, line.Y, size, style);
    }

    /// <summary>The end of a path says more than its beginning.</summary>
    private static string Tail(string path, int columns) => path.Length <= columns ? path : "…" + path[^Math.Max(1, columns - 1)..];
}
