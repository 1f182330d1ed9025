using System.Globalization;
using PeerSlot.Drawing;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>F5: what goes to whom, and what it costs. Everything is preselected, so that F5 Enter sends to everybody.</summary>
internal sealed class SendDialog : Screen
{
    private const int Width = 64;
    private const int Height = 18;
    private const int FieldColumn = 9;

    public override Mode Mode => Mode.Send;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("send-now", Mode.Send, "Enter", "Send", "send", SendNow),
        new("tick", Mode.Send, "Space", "Tick", "tick", Tick),
        new("everybody", Mode.Send, "a", "Everybody", "all", m => With(m, Dialog(m) with { Ticked = [], Selected = 0 })),
        new("file", Mode.Send, "f", "Send a file instead", "file", ChooseFile),
        new("part", Mode.Send, "w", "Send the marked area, or the whole drawing", "", Exchange),
        new("up", Mode.Send, "Up Shift-Tab", "Up", "", m => Move(m, -1)),
        new("down", Mode.Send, "Down Tab", "Down", "", m => Move(m, 1)),
        new("left", Mode.Send, "Left", "The column to the left", "", m => MoveColumn(m, -1)),
        new("right", Mode.Send, "Right", "The column to the right", "", m => MoveColumn(m, 1)),
    ];

    /// <summary>Opens the dialog; where nothing is drawn, the file chooser first.</summary>
    public static Step Open(Model model)
    {
        if (model.Mode == Mode.Send)
            return model;
        var marked = Marked(model.Table);
        // What is only marked stays marked, so that Esc leads back to it.
        var table = marked is not null && model.Table.Gesture is null ? model.Table : model.Table.Lift();
        var lifted = model with { Layers = [], Filter = "", Table = table };
        // What is being placed goes out as the file that it is.
        if (model.Table.Placement is { } placed)
            return Open(lifted, PictureToSend.Of(placed.File));
        if (table.Document.IsBlank)
            return ChooseFile(lifted, "Nothing is drawn yet: choose a picture to send.");
        var whole = PictureToSend.Of(table.Document);
        return marked is { } area ? Open(lifted, PictureToSend.Of(table.Document, area), whole) : Open(lifted, whole);
    }

    private static Step Open(Model lifted, PictureToSend picture, PictureToSend? other = null) =>
        new(lifted.Push(new SendLayer(picture, null, lifted.Ticked, 0, other)), new Effect.MeasurePicture(picture));

    /// <summary>The marked area on the canvas; a single pixel is only where marking began.</summary>
    private static PixelArea? Marked(DrawState table) =>
        table.Selection?.On(table.Canvas) is { Width: > 0 } area && area is not { Width: 1, Height: <= 2 } ? area : null;

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not SendLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, Height);
        var inside = painter.Box(area, "Send picture", area.Width >= 50 ? (Text)"Enter send   Esc cancel" : "Enter send", true);
        var picture = dialog.Picture;
        var roomy = inside.Height >= 12;
        var row = inside.Y + (roomy ? 1 : 0);
        DrawWhat(painter, inside, row++, dialog);
        row = DrawPeers(model, dialog, painter, inside, row, inside.Bottom - row - (roomy ? 6 : 2));
        row += roomy ? 1 : 0;
        Field(painter, inside, row++, "Size", $"{picture.Width}x{picture.Height} px");
        Field(painter, inside, row++, "Cost", dialog.Bytes is { } bytes ? Cost(bytes, model) : "…");
        if (roomy)
            DrawButtons(painter, inside, row + 1);
    }

    private static void DrawWhat(Painter painter, Rectangle inside, int row, SendLayer dialog)
    {
        var right = Choice(painter, inside.Right - 2, row, "f file …", ChooseFile);
        if (dialog.Other is { } other)
            right = Choice(painter, right, row, other.IsPart ? "w area" : "w whole", Exchange);
        var picture = dialog.Picture;
        var what = picture.IsPart ? "marked area, as PNG" : picture.IsFile ? $"{picture.FileName}, the file itself" : (Text)"whole drawing, as PNG";
        Field(painter, inside, row, "What", what, inside.Right - 2 - right);
    }

    /// <returns>The column that what stands left of it ends before.</returns>
    private static int Choice(Painter painter, int right, int row, Text text, Func<Model, Step> run)
    {
        var width = painter.Width(text);
        painter.WriteRight(right, row, text, Theme.Quiet);
        painter.Click(new Rectangle(right - width, row, width, 1), run);
        return right - width - 2;
    }

    private static int DrawPeers(Model model, SendLayer dialog, Painter painter, Rectangle inside, int row, int room)
    {
        var (others, all) = (Others(model), model.Room.Others.Count);
        Field(painter, inside, row, "To", "");
        var filter = model.Filter.Length > 0 ? $"  /{model.Filter}" : "";
        var everybody = new Rectangle(inside.X + FieldColumn, row, inside.Width - FieldColumn - 1, 1);
        DrawTick(painter, everybody, dialog, 0, $"{Mark(dialog.Ticked.IsEmpty)} everybody in {model.Room.Title} ({all}){filter}");
        var (columns, rows) = Grid(inside.Width, others.Count, room - 1);
        if (rows == 0)
            return row + 1;
        var first = Math.Max(0, dialog.Selected - 1) / (rows * columns) * rows * columns;
        var width = (inside.Width - FieldColumn - 1) / columns;
        for (var i = 0; i < rows * columns && first + i < others.Count; i++)
        {
            var peer = others[first + i];
            var rest = others.Count - first - rows * columns;
            DrawTick(
                painter, new Rectangle(inside.X + FieldColumn + i / rows * width, row + 1 + i % rows, width, 1), dialog, first + i + 1,
                rest > 0 && i == rows * columns - 1
                    ? $"{Mark(dialog.Ticked.Contains(peer.Id))} {peer.Name}  {peer.Network}  … {rest} more"
                    : (Text)$"{Mark(dialog.Ticked.Contains(peer.Id))} {peer.Name}  {peer.Network}");
        }

        return row + 1 + rows;
    }

    /// <summary>Two columns where there is room and more than one column of peers.</summary>
    private static (int Columns, int Rows) Grid(int width, int count, int room)
    {
        var columns = width >= 50 && count > Math.Max(0, room) ? 2 : 1;
        return (columns, Math.Max(0, Math.Min((count + columns - 1) / columns, room)));
    }

    private static void DrawTick(Painter painter, Rectangle place, SendLayer dialog, int index, Text text)
    {
        painter.Put(place.X, place.Y, painter.Fit(text, place.Width), index == dialog.Selected ? Theme.Selected : Theme.Text);
        if (index == dialog.Selected)
            painter.Cursor = (place.X, place.Y);
        painter.Click(place, m => m.Top is SendLayer layer ? Tick(With(m, layer with { Selected = index })) : m);
    }

    private static void DrawButtons(Painter painter, Rectangle inside, int row)
    {
        Text send = "[ Send ]", cancel = "[ Cancel ]";
        var (sendWidth, cancelWidth) = (painter.Width(send), painter.Width(cancel));
        var x = inside.X + (inside.Width - sendWidth - cancelWidth - 8) / 2;
        painter.Write(x, row, send, Theme.Strong);
        painter.Click(new Rectangle(x, row, sendWidth, 1), SendNow);
        x += sendWidth + 8;
        painter.Write(x, row, cancel, Theme.Text);
        painter.Click(new Rectangle(x, row, cancelWidth, 1), m => m.Pop());
    }

    private static void Field(Painter painter, Rectangle inside, int row, Text name, Text value, int taken = 0)
    {
        painter.Write(inside.X + 2, row, name, Theme.Quiet);
        painter.Put(inside.X + FieldColumn, row, painter.Fit(value, inside.Width - FieldColumn - 1 - taken), Theme.Text);
    }

    private static string Mark(bool ticked) => ticked ? "[x]" : "[ ]";

    private static Text Cost(long bytes, Model model)
    {
        var datagrams = Math.Max(1, (bytes + model.BytesPerDatagram - 1) / model.BytesPerDatagram);
        var seconds = Math.Max(0.1, bytes * 8.0 / model.BitsPerSecond);
        return $"{Sizes.Exact(bytes)} → about {datagrams:datagram|datagrams} and repairs, ~{seconds:0.0} s";
    }

    /// <summary>Those whom the filter shows.</summary>
    private static IReadOnlyList<RoomPeer> Others(Model model)
    {
        var others = model.Room.Others;
        return model.Filter.Length == 0 ? others : [.. ListFilter.Shown(model, others, p => $"{p.Name} {p.Network}").Select(i => others[i])];
    }

    private static Step Exchange(Model model)
    {
        var dialog = Dialog(model);
        return dialog.Other is { } other
            ? new Step(With(model, dialog with { Picture = other, Other = dialog.Picture, Bytes = null }), new Effect.MeasurePicture(other))
            : model.Hint("No area is marked: s in Draw marks one.");
    }

    private static Step ChooseFile(Model model) => ChooseFile(model with { Layers = [] }, "Choose a picture to send.");

    private static Step ChooseFile(Model model, Text hint)
    {
        var chooser = GlobalTable.Show(model, Mode.Open);
        var sending = chooser.Model with { Open = chooser.Model.Open with { ThenSend = true } };
        return chooser with { Model = sending.Hint(hint) };
    }

    private static SendLayer Dialog(Model model) => (SendLayer)model.Top!;

    private static Model With(Model model, SendLayer dialog) => model.Replace(dialog);

    private static Step Move(Model model, int by) =>
        With(model, Dialog(model) with { Selected = Moved(Dialog(model).Selected, by, Others(model).Count + 1) });

    private static Step MoveColumn(Model model, int by)
    {
        var area = new Layout(model.Size).Dialog(Width, Height);
        var room = area.Height - 2 >= 12 ? area.Height - 11 : area.Height - 6;
        return Move(model, by * Math.Max(1, Grid(area.Width - 2, Others(model).Count, room).Rows));
    }

    private static Step Tick(Model model)
    {
        var dialog = Dialog(model);
        var others = Others(model);
        if (dialog.Selected == 0 || dialog.Selected > others.Count)
            return With(model, dialog with { Ticked = [] });
        var id = others[dialog.Selected - 1].Id;
        return With(model, dialog with { Ticked = dialog.Ticked.Toggle(id) });
    }

    private static Step SendNow(Model model)
    {
        var dialog = Dialog(model);
        IReadOnlyList<RoomPeer> to = [.. model.Room.Others.Where(p => dialog.Ticked.IsEmpty || dialog.Ticked.Contains(p.Id))];
        if (to.Count == 0)
        {
            return model.Say(
                dialog.Ticked.IsEmpty ? $"Nobody else is in {model.Room.Title} yet: nothing was sent." : (Text)"Whom you ticked has left: nothing was sent.", true);
        }

        var sent = (model.Pop() with { Ticked = [], Filter = "", ProgressHidden = false }).Hint($"Sending {dialog.Picture.FileName} …");
        return new Step(sent, dialog.Ticked.IsEmpty
            ? new Effect.SendPicture(dialog.Picture, null, to.Count, "")
            : new Effect.SendPicture(dialog.Picture, [.. to.Select(p => p.Id)], to.Count, string.Join(", ", to.Select(p => p.Name))));
    }
}
