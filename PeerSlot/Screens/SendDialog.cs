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
        new("up", Mode.Send, "Up Left Shift-Tab", "Up", "", m => Move(m, -1)),
        new("down", Mode.Send, "Down Right Tab", "Down", "", m => Move(m, 1)),
    ];

    /// <summary>Opens the dialog; where nothing is drawn, the file chooser first.</summary>
    public static Step Open(Model model)
    {
        if (model.Mode == Mode.Send)
            return model;
        var lifted = model with { Layers = [], Table = model.Table.Lift() };
        if (lifted.Table.Document.IsBlank)
        {
            var chooser = GlobalTable.Show(lifted, Mode.Open);
            var sending = chooser.Model with { Open = chooser.Model.Open with { ThenSend = true } };
            return chooser with { Model = sending.Hint("Nothing is drawn yet: choose a picture to send.") };
        }

        var picture = PictureToSend.Of(lifted.Table.Document);
        return new Step(lifted.Push(new SendLayer(picture, null, lifted.Ticked, 0)), new Effect.MeasurePicture(picture));
    }

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not SendLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, Height);
        var inside = painter.Box(area, "Send picture", area.Width >= 50 ? "Enter send   Esc cancel" : "Enter send", true);
        var picture = dialog.Picture;
        var roomy = inside.Height >= 12;
        var row = inside.Y + (roomy ? 1 : 0);
        Field(painter, inside, row++, "What", picture.IsFile ? $"{picture.FileName}, the file itself" : "whole drawing, as PNG");
        row = DrawPeers(model, dialog, painter, inside, row, inside.Bottom - row - (roomy ? 6 : 2));
        row += roomy ? 1 : 0;
        Field(painter, inside, row++, "Size", $"{picture.Width}x{picture.Height} px");
        Field(painter, inside, row++, "Cost", dialog.Bytes is { } bytes ? Cost(bytes, model.BytesPerDatagram) : "…");
        if (roomy)
            DrawButtons(painter, inside, row + 1);
    }

    private static int DrawPeers(Model model, SendLayer dialog, Painter painter, Rectangle inside, int row, int room)
    {
        var others = model.Room.Others;
        Field(painter, inside, row, "To", "");
        DrawTick(painter, inside, row, dialog, 0, $"{Mark(dialog.Ticked.IsEmpty)} everybody in {model.Room.Title} ({others.Count})");
        var rows = Math.Max(0, Math.Min(others.Count, room - 1));
        var first = rows == 0 ? 0 : Math.Max(0, dialog.Selected - 1) / rows * rows;
        for (var i = 0; i < rows && first + i < others.Count; i++)
        {
            var peer = others[first + i];
            var more = i == rows - 1 && first + rows < others.Count ? $"  … {others.Count - first - rows} more" : "";
            DrawTick(
                painter, inside, row + 1 + i, dialog, first + i + 1, $"{Mark(dialog.Ticked.Contains(peer.Id))} {peer.Name}  {peer.Network}{more}");
        }

        return row + 1 + rows;
    }

    private static void DrawTick(Painter painter, Rectangle inside, int row, SendLayer dialog, int index, string text)
    {
        var room = inside.Width - FieldColumn - 1;
        var shown = SafeText.Fit(text, room);
        painter.Write(inside.X + FieldColumn, row, shown, index == dialog.Selected ? Theme.Selected : Theme.Text);
        if (index == dialog.Selected)
            painter.Cursor = (inside.X + FieldColumn, row);
        painter.Click(
            new Rectangle(inside.X + FieldColumn, row, room, 1), m => m.Top is SendLayer layer ? Tick(With(m, layer with { Selected = index })) : m);
    }

    private static void DrawButtons(Painter painter, Rectangle inside, int row)
    {
        const string Send = "[ Send ]", Cancel = "[ Cancel ]";
        var x = inside.X + (inside.Width - Send.Length - Cancel.Length - 8) / 2;
        painter.Write(x, row, Send, Theme.Strong);
        painter.Click(new Rectangle(x, row, Send.Length, 1), SendNow);
        x += Send.Length + 8;
        painter.Write(x, row, Cancel, Theme.Text);
        painter.Click(new Rectangle(x, row, Cancel.Length, 1), m => m.Pop());
    }

    private static void Field(Painter painter, Rectangle inside, int row, string name, string value)
    {
        painter.Write(inside.X + 2, row, name, Theme.Quiet);
        painter.Write(inside.X + FieldColumn, row, SafeText.Fit(value, inside.Width - FieldColumn - 1), Theme.Text);
    }

    private static string Mark(bool ticked) => ticked ? "[x]" : "[ ]";

    private static string Cost(long bytes, int perDatagram)
    {
        var datagrams = Math.Max(1, (bytes + perDatagram - 1) / perDatagram);
        return $"{Sizes.Exact(bytes)} → about {datagrams} {(datagrams == 1 ? "datagram" : "datagrams")}, and repairs";
    }

    private static SendLayer Dialog(Model model) => (SendLayer)model.Top!;

    private static Model With(Model model, SendLayer dialog) => model.Replace(dialog);

    private static Step Move(Model model, int by) =>
        With(model, Dialog(model) with { Selected = Moved(Dialog(model).Selected, by, model.Room.Others.Count + 1) });

    private static Step Tick(Model model)
    {
        var dialog = Dialog(model);
        var others = model.Room.Others;
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
            var reason = dialog.Ticked.IsEmpty ? $"Nobody else is in {model.Room.Title} yet" : "Whom you ticked has left";
            return model.Say(reason + ": nothing was sent.", true);
        }

        var sent = (model.Pop() with { Ticked = [], ProgressHidden = false }).Hint($"Sending {dialog.Picture.FileName} …");
        return new Step(sent, dialog.Ticked.IsEmpty
            ? new Effect.SendPicture(dialog.Picture, null, to.Count, "")
            : new Effect.SendPicture(dialog.Picture, [.. to.Select(p => p.Id)], to.Count, string.Join(", ", to.Select(p => p.Name))));
    }
}
