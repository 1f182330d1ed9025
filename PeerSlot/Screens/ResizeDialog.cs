using System.Globalization;
using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The canvas's size: what is drawn stays at the upper left.</summary>
internal sealed class ResizeDialog : Screen
{
    private const int DialogWidth = 50;
    private const int DialogHeight = 9;

    public override Mode Mode => Mode.Resize;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("resize-now", Mode.Resize, "Enter", "Take the size", "take", Take),
        new("size-field", Mode.Resize, "Tab Left Right Shift-Tab", "Width or height", "width/height",
            m => With(m, d => d with { IsHeight = !d.IsHeight, IsFresh = true })),
        new("size-more", Mode.Resize, "Up", "1 more", "more", m => Turn(m, 1)),
        new("size-less", Mode.Resize, "Down", "1 less", "less", m => Turn(m, -1)),
        new("size-much-more", Mode.Resize, "PgUp", "10 more", "", m => Turn(m, 10)),
        new("size-much-less", Mode.Resize, "PgDn", "10 less", "", m => Turn(m, -10)),
        new("rub-out", Mode.Resize, "Backspace", "Rub out a digit", "", m => With(m, d => d.With(d.Value / 10))),
    ];

    public static Step Open(Model model)
    {
        var lifted = model with { Table = model.Table.Lift() };
        var canvas = lifted.Table.Canvas;
        return lifted.Push(new ResizeLayer(canvas.Width, canvas.Height, false, true));
    }

    /// <summary>Digits go into the field.</summary>
    public override Step Type(Model model, string text)
    {
        foreach (var digit in text.Where(char.IsAsciiDigit))
            model = With(model, d => d.With((d.IsFresh ? 0 : d.Value) * 10 + digit - '0') with { IsFresh = false });
        return model;
    }

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not ResizeLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(DialogWidth, DialogHeight);
        var inside = painter.Box(area, "Canvas size", area.Width >= DialogWidth ? (Text)"Enter take   Esc cancel" : "Enter take", true);
        var y = inside.Y + (inside.Height >= 7 ? 1 : 0);
        DrawField(painter, dialog, inside.X + 2, y, isHeight: false);
        DrawField(painter, dialog, inside.X + 20, y, isHeight: true);
        painter.Put(
            inside.X + 2, y + 1, painter.Fit($"= {dialog.Width} x {(dialog.Height + 1) / 2} cells; 1 to {Canvas.MaximumSide} pixels a side", inside.Width - 3),
            Theme.Quiet);
        var (pane, x) = (Layout.Inside(new Layout(model.Size).Drawing), inside.X + 2);
        foreach (var (name, width, height) in new[] { ((Text)"this pane", pane.Width, pane.Height * 2), ("80x48", 80, 48), ("32x32", 32, 32), ("160x100", 160, 100) })
        {
            var label = $"[{name.In(painter.Language)}]";
            if (x + label.Length > inside.Right)
                break;
            painter.Put(x, y + 3, label, Theme.Text);
            painter.Click(new Rectangle(x, y + 3, label.Length, 1), m => With(m, d => d with { Width = width, Height = height, IsFresh = true }));
            x += label.Length + 1;
        }

        var end = painter.Write(inside.X + 2, y + 5, "[ Take ]", Theme.Strong);
        painter.Click(new Rectangle(inside.X + 2, y + 5, end - inside.X - 2, 1), Take);
    }

    private static void DrawField(Painter painter, ResizeLayer dialog, int x, int y, bool isHeight)
    {
        var (name, value, isFocused) = (isHeight ? (Text)"Height" : "Width ", isHeight ? dialog.Height : dialog.Width, dialog.IsHeight == isHeight);
        painter.Write(x, y, name, Theme.Text);
        painter.Put(x + 7, y, value.ToString(CultureInfo.InvariantCulture).PadLeft(5), isFocused ? Theme.Selected : Theme.Strong);
        painter.Click(new Rectangle(x, y, 12, 1), m => With(m, d => d with { IsHeight = isHeight, IsFresh = true }));
        if (isFocused)
            painter.Cursor = (x + 11, y);
    }

    private static Step Take(Model model)
    {
        if (model.Top is not ResizeLayer dialog)
            return model;
        var (width, height) = (Bounded(dialog.Width), Bounded(dialog.Height));
        var table = model.Table.Lift();
        table.Document.Edit(c => c.Change(c.Sheet with { Width = width, Height = height }));
        var settled = table.Settle() with { X = Math.Min(table.X, width - 1), Y = Math.Min(table.Y, height - 1), Zoom = 0 };
        return (model.Pop() with { Table = settled }).Hint($"The canvas is {width}x{height}; u takes it back.");
    }

    private static Step Turn(Model model, int by) => With(model, d => d.With(d.Value + by) with { IsFresh = true });

    private static int Bounded(int side) => Math.Clamp(side, 1, Canvas.MaximumSide);

    private static Model With(Model model, Func<ResizeLayer, ResizeLayer> change) =>
        model.Top is ResizeLayer dialog ? model.Replace(change(dialog)) : model;
}
