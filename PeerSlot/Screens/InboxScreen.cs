using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Pictures received, on their way, and sent: the newest first, the selected one beside them.</summary>
internal sealed class InboxScreen : Screen
{
    private const int InfoRows = 2;
    private const int PaneListWidth = 28;

    public override Mode Mode => Mode.Inbox;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("full", Mode.Inbox, "Enter", "The picture over the whole screen; a grey one is pulled", "full", InboxActions.Open),
        new("edit", Mode.Inbox | Mode.Picture, "e", "Edit a copy in Draw", "edit in Draw", InboxActions.Edit),
        new("reply", Mode.Inbox | Mode.Picture, "r", "Reply: F5 sends to this sender alone", "reply", InboxActions.Reply),
        new("save", Mode.Inbox | Mode.Picture, "w", "Save a copy as …", "save", InboxActions.Save),
        new("delete", Mode.Inbox, "d Del", "Delete from the disk", "delete", InboxActions.Delete),
        new("next-new", Mode.Inbox | Mode.Picture, "n", "The next new picture", "next new", InboxActions.NextNew),
        new("send-again", Mode.Inbox, "a", "Send again to those who were silent", "", InboxActions.SendAgain),
        new("accept", Mode.Inbox, "y", "Yes: take the picture that is offered", "", InboxActions.Accept),
        new("copy-path", Mode.Inbox | Mode.Picture, "c", "Copy the picture's path (to the terminal's clipboard)", "", InboxActions.CopyPath),
        .. ListKeys(Mode.Inbox, Move),
    ];

    /// <summary>On F4: goes to the newest new picture, where there is one. That one came, which the status line says, is seen now.</summary>
    public static Model Enter(Model model)
    {
        var newest = model.Inbox.FindIndex(i => i.IsNew);
        return Select(model with { Status = null }, newest >= 0 ? newest : model.InboxSelected);
    }

    public static Model Select(Model model, int index) => InboxActions.See(model with { InboxSelected = index });

    /// <summary>Moves the selection among the rows that the filter shows.</summary>
    public static Model Move(Model model, int by) => Select(model, ListFilter.Move(Shown(model), model.InboxSelected, by));

    public override PreviewRequest? Wish(Model model)
    {
        var area = PictureArea(model);
        if (area.Width <= 0 || area.Height <= 0 || model.SelectedPicture is not { } item)
            return null;
        var version = item.Entry is null ? model.Beginnings.GetValueOrDefault(item.Key)?.Version : 0;
        return version is { } known ? new PreviewRequest(new PreviewSource(item.Key, true), area.Width, area.Height, false, known) : null;
    }

    public override void Draw(Model model, Painter painter)
    {
        var layout = new Layout(model.Size);
        var shown = Shown(model);
        var inside = painter.Box(layout.List, ListFilter.Title(model, "Inbox", shown.Count, model.Inbox.Count), "", model.Layers.IsEmpty);
        if (shown.Count == 0)
            painter.Write(inside.X + 1, inside.Y, model.Inbox.IsEmpty ? "Nothing came yet." : "Nothing has these words.", Theme.Quiet);
        ListBox.Draw(
            painter, inside, shown.Count, ListFilter.Position(shown, model.InboxSelected),
            (i, line) => DrawItem(model, painter, shown[i], line, shown[i] == model.InboxSelected), (m, i) => Select(m, shown[i]),
            m => CommandTable.Find(Mode.Inbox, KeyChord.Parse("Enter"))!.Run(m));
        if (!layout.IsOnePane)
            DrawPicture(model, painter, layout.Picture);
    }

    /// <summary>The list beside the drawing, and the newest picture that is whole.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, $"Inbox {model.Inbox.Count}");
        var picture = PanePicture(area);
        if (model.Inbox.IsEmpty)
            painter.Write(inside.X + 1, inside.Y, "Nothing came yet.", Theme.Quiet);
        else
            PicturePane.Draw(painter, picture, model.Preview, "");
        ListBox.DrawFirst(
            painter, inside with { Width = inside.Width - picture.Width - 1 }, model.Inbox.Count, (i, line) =>
                DrawItem(model, painter, i, line, false));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Inbox));
    }

    /// <summary>What <see cref="DrawPane"/> wants to show.</summary>
    public static PreviewRequest? PaneWish(Model model, Rectangle area)
    {
        var picture = PanePicture(area);
        return model.Inbox.Find(i => i.Entry is not null) is { } newest
            ? new PreviewRequest(new PreviewSource(newest.Key, true), picture.Width, picture.Height, false)
            : null;
    }

    private static IReadOnlyList<int> Shown(Model model) =>
        ListFilter.Shown(model, model.Inbox, i => $"{i.Who.In(model.Language)} {i.FileName} {i.Dimensions} {i.Condition.In(model.Language)}");

    private static Rectangle PanePicture(Rectangle area)
    {
        var inside = Layout.Inside(area);
        var width = Math.Max(1, inside.Width - PaneListWidth - 1);
        return inside with { X = inside.Right - width, Width = width };
    }

    private static Rectangle PictureArea(Model model)
    {
        var inside = Layout.Inside(new Layout(model.Size).Picture);
        return inside with { Height = Math.Max(0, inside.Height - InfoRows) };
    }

    private static void DrawItem(Model model, Painter painter, int index, Rectangle line, bool selected)
    {
        var item = model.Inbox[index];
        var style = selected ? Theme.Selected : item.State == InboxState.Available ? Theme.Quiet : Theme.Text;
        painter.Fill(line, style);
        var condition = item.Condition.In(painter.Language).PadRight(5);
        var (time, dimensions) = (model.Clock(item.Time), item.Dimensions);
        var right = line.Right - condition.Length;
        painter.Write(line.X, line.Y, item.IsNew ? "●" : selected ? "▸" : " ", item.IsNew && !selected ? Theme.New : style);
        painter.Put(line.X + 1, line.Y, time, style);
        painter.Put(right, line.Y, condition, style);
        painter.Put(right - 1 - dimensions.Length, line.Y, dimensions, style);
        painter.Put(line.X + 7, line.Y, painter.Fit(item.Who, right - 2 - dimensions.Length - (line.X + 7)), style);
    }

    private static void DrawPicture(Model model, Painter painter, Rectangle frame)
    {
        if (model.SelectedPicture is not { } item)
        {
            painter.Box(frame, "Picture");
            return;
        }

        var shown = model.Preview.Wanted is null ? null : model.Preview.Shown;
        var (width, height) = shown is { Width: > 0 } ? (shown.Width, shown.Height) : (item.Width, item.Height);
        var size = width == 0 ? "" : $"{width}x{height}";
        var fit = shown?.Cells is { } cells && (cells.Columns, cells.Rows * 2) != (width, height) ? $" → fit {cells.Columns}x{cells.Rows * 2}" : "";
        var inside = painter.Box(frame, $"{item.Who}  {model.Clock(item.Time)}  {size}{fit}", "half-block");
        var area = PictureArea(model);
        PicturePane.Draw(painter, area, model.Preview, Missing(item));
        var name = item.IsSent && model.Sendings.FindLast(x => x.Key == item.Key) is { } sending ? $"{item.FileName}  {sending.ByPeer()}" : Text.Verbatim(item.FileName);
        painter.Put(inside.X + 1, area.Bottom, painter.Fit(name, inside.Width - 2), Theme.Text);
        painter.Put(inside.X + 1, area.Bottom + 1, painter.Fit(Facts(item), inside.Width - 2), Theme.Quiet);
        painter.Click(area, m => CommandTable.Find(Mode.Inbox, KeyChord.Parse("Enter"))!.Run(m));
    }

    private static Text Missing(InboxItem item) => item.State switch
    {
        InboxState.Lost or InboxState.Asked => item.Note ?? Text.Empty,
        InboxState.Available => $"Sent before you came. Enter pulls it: {Sizes.Exact(item.Of)}.",
        _ => $"{item.Condition} of {Sizes.Exact(item.Of)} is here",
    };

    private static Text Facts(InboxItem item)
    {
        var id = item.From.ToString("N");
        var from = item.IsSent ? Text.Empty : $"from {id[..4]}…{id[^2..]}  ";
        if (item.Entry is not { } entry)
            return from;
        return entry.Repaired > 0
            ? $"{from}{entry.Network}  {Sizes.Exact(entry.Bytes)}  {entry.Repaired} repaired  sha {Start(entry.Sha256)}…"
            : (Text)$"{from}{entry.Network}  {Sizes.Exact(entry.Bytes)}  sha {Start(entry.Sha256)}…";
    }

    private static string Start(string hash) => hash.Length <= 8 ? hash : hash[..8];
}
