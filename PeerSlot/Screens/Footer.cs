using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The last three rows: what happened, what the keys do here, and the F-keys. Every label can be clicked.</summary>
internal static class Footer
{
    /// <summary>For somebody who has not drawn yet.</summary>
    private static readonly Text Beginning = "Draw with the mouse, or arrows and Space.  F5 Enter sends it to everybody.";

    public static void Draw(Model model, Painter painter)
    {
        var layout = new Layout(model.Size);
        DrawStatus(model, painter, layout.StatusRow);
        DrawHints(model, painter, layout.HintRow);
        DrawBar(model, painter, layout.BarRow);
    }

    private static void DrawStatus(Model model, Painter painter, int row)
    {
        var room = Math.Max(0, model.Size.Width - 2);
        if (model.Top is FilterLayer)
            return;
        if (model.ActiveSending is { } sending && !model.ProgressHidden)
            painter.Put(1, row, painter.Fit($"{sending.Progress()}  (Esc hides)", room), Theme.Text);
        else if (model.Status is { } status)
            painter.Put(1, row, painter.Fit(status.Text, room), status.Trouble ? Theme.Trouble : Theme.Text);
        else if (model is { Mode: Mode.Draw, Table: { UndoCount: 0, RedoCount: 0, Canvas.IsBlank: true } })
            painter.Put(1, row, painter.Fit(Beginning, room), Theme.Quiet);
    }

    /// <summary>The hints that fit, whole ones only.</summary>
    private static void DrawHints(Model model, Painter painter, int row)
    {
        var x = 1;
        foreach (var command in CommandTable.HintsOf(model.Mode))
        {
            var width = SafeText.Width(command.FirstKey) + 1 + painter.Width(command.Hint);
            if (x + width > model.Size.Width)
                continue;
            var next = painter.Put(x, row, command.FirstKey, Theme.Strong);
            painter.Write(next + 1, row, command.Hint, Theme.Text);
            painter.Click(new Rectangle(x, row, width, 1), command);
            x += width + 2;
        }
    }

    private static void DrawBar(Model model, Painter painter, int row)
    {
        var isShort = CommandTable.Bar.Sum(c => c.FirstKey.Length + painter.Width(c.Hint)) >= model.Size.Width;
        var x = 1;
        foreach (var command in CommandTable.Bar)
        {
            var number = command.FirstKey[1..];
            var hint = command.Hint.In(painter.Language);
            var label = !isShort ? hint : number == "1" ? "?" : hint[..Math.Min(2, hint.Length)];
            var next = painter.Put(x, row, number, Theme.Strong);
            next = painter.Put(next, row, label, Theme.BarLabel);
            painter.Click(new Rectangle(x, row, next - x, 1), m => CommandTable.IsBound(m.Mode, command) ? command.Run(m) : m);
            x = next + 1;
        }

        if (model.Size.Width >= 120)
            painter.Write(x + 2, row, "(Esc+digit = F-key; every label can be clicked)", Theme.Quiet);
    }
}
