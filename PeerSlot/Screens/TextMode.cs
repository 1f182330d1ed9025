using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Typing onto the canvas, a glyph a cell; one step of the history until Esc or the next place.</summary>
internal sealed class TextMode : Screen
{
    public override Mode Mode => Mode.Text;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("text-end", Mode.Text, "Esc", "End of text", "done", m => m with { Table = m.Table.Lift() with { Tool = Tool.Pencil } }),
        new("text-line", Mode.Text, "Enter", "Next line", "next line", m => With(m, t => t.NewLine())),
        new("text-rub-out", Mode.Text, "Backspace", "Rub out the last character", "rub out", m => With(m, t => t.RubOut())),
        new("text-undo", Mode.Text, "Ctrl-Z", "Take all of it back", "undo", m => m with { Table = m.Table.Drop() }),
        .. DrawTable.Moves(Mode.Text, Move),
    ];

    public override void Draw(Model model, Painter painter)
    {
    }

    /// <summary>Several lines, as they were copied.</summary>
    public static Step Paste(Model model, string text) => With(model, typing =>
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                typing.NewLine();
            else if (SafeText.IsHarmless(rune) && RuneWidth.Of(rune) is > 0 and var width)
                typing.Type(rune, width);
        }
    });

    public override Step Type(Model model, string text) => Paste(model, text);

    public override Step? Mouse(Model model, MouseInput mouse)
    {
        var view = DrawScreen.ViewOf(model);
        if (mouse.Action == MouseAction.Press && view.Area.Contains(mouse.Column, mouse.Row) && mouse.Button == MouseButton.Left)
        {
            var (x, y) = view.PixelAt(mouse.Column, mouse.Row, null);
            return model with { Table = DrawHand.StartText(model.Table, x, y) };
        }

        return DrawScreen.Wheel(model, mouse);
    }

    private static Step Move(Model model, int dx, int dy)
    {
        var canvas = model.Table.Canvas;
        var (x, y) = (Math.Clamp(model.Table.X + dx, 0, canvas.Width - 1), Math.Clamp(model.Table.Y / 2 + dy, 0, canvas.CellRows - 1) * 2);
        return model with { Table = DrawHand.StartText(model.Table, x, y) };
    }

    private static Model With(Model model, Action<TextGesture> change)
    {
        if (model.Table.Gesture is not TextGesture typing)
            return model;
        change(typing);
        var canvas = model.Table.Canvas;
        var (x, y) = (Math.Min(typing.Column, canvas.Width - 1), Math.Min(typing.Row * 2, canvas.Height - 1));
        return model with { Table = model.Table with { X = x, Y = y } };
    }
}
