using PeerSlot.Drawing.Files;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Where to save the drawing, and as what: the extension says it, and Tab goes through them.</summary>
internal sealed class SaveDialog : Screen
{
    private const int Width = 64;
    private const int Height = 10;

    public override Mode Mode => Mode.Save;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("save-now", Mode.Save, "Enter", "Save", "save", Save),
        new("format", Mode.Save, "Tab", "Next kind of file", "kind of file", m => Turn(m, 1)),
        new("format-before", Mode.Save, "Shift-Tab", "The kind before", "", m => Turn(m, -1)),
        new("rub-out", Mode.Save, "Backspace", "Rub out a letter", "",
            m => With(m, p => p.Length == 0 ? p : p[..^(p.Length > 1 && char.IsSurrogate(p[^1]) ? 2 : 1)])),
    ];

    public static Step Open(Model model)
    {
        var lifted = model with { Table = model.Table.Lift() };
        var path = lifted.Table.SavedAs ?? Path.Combine(lifted.Open.Folder, Path.ChangeExtension(lifted.Table.Document.FileName, ".png"));
        return lifted.Push(new SaveLayer(path));
    }

    public override Step Type(Model model, string text) => With(model, p => p + text);

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not SaveLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, Height);
        var inside = painter.Box(area, "Save drawing", area.Width >= 50 ? (Text)"Enter save   Esc cancel" : "Enter save", true);
        var y = inside.Y + (inside.Height >= 8 ? 1 : 0);
        var room = inside.Width - 4;
        // The end of a path is what is typed.
        var shown = SafeText.Width(dialog.Path) <= room ? dialog.Path : "…" + Tail(dialog.Path, room - 1);
        painter.Put(inside.X + 2, y, shown.PadRight(room), Theme.Selected, room);
        painter.Cursor = (inside.X + 2 + Math.Min(room - 1, SafeText.Width(shown)), y);
        var chosen = DrawingFormat.OfName(dialog.Path);
        for (var i = 0; i < DrawingFormat.All.Count; i++)
        {
            var (format, row) = (DrawingFormat.All[i], y + 2 + i);
            if (row >= inside.Bottom)
                break;
            painter.Put(
                inside.X + 2, row, painter.Fit($"{(format == chosen ? "(•)" : "( )")} {format.Extensions[0],-9} {format.Name}", room),
                format == chosen ? Theme.Strong : Theme.Text);
            painter.Click(new Rectangle(inside.X + 2, row, room, 1), m => With(m, p => Path.ChangeExtension(p, format.Extensions[0])));
        }

        painter.Click(new Rectangle(area.X, area.Bottom - 1, area.Width, 1), Save);
    }

    private static string Tail(string text, int columns)
    {
        while (SafeText.Width(text) > columns)
            text = text[1..];
        return text;
    }

    private static Step Save(Model model)
    {
        if (model.Top is not SaveLayer dialog)
            return model;
        if (DrawingFormat.OfName(dialog.Path) is null)
            return model.Hint("The name has to end in .png, .peerslot, .ans or .txt: Tab chooses.");
        var document = model.Table.Document;
        var path = Path.GetFullPath(dialog.Path, model.Open.Folder);
        return new Step(model.Pop(), new Effect.SaveDrawing(document.Canvas.Copy(), path, Overwrite: false, document.History.Last));
    }

    private static Step Turn(Model model, int by) => With(model, p =>
    {
        var formats = DrawingFormat.All;
        var at = DrawingFormat.OfName(p) is { } format ? formats.ToList().IndexOf(format) : by > 0 ? -1 : 0;
        return Path.ChangeExtension(p, formats[(at + by + formats.Count) % formats.Count].Extensions[0]);
    });

    private static Model With(Model model, Func<string, string> change) =>
        model.Top is SaveLayer dialog && change(dialog.Path).Replace("\0", "", StringComparison.Ordinal) is var path
            ? model.Replace(dialog with { Path = path.Length > 4_000 ? dialog.Path : path })
            : model;
}
