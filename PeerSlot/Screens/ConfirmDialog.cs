namespace PeerSlot.Screens;

/// <summary>One question, answered by Enter or Esc.</summary>
internal sealed class ConfirmDialog : Screen
{
    public override Mode Mode => Mode.Confirm;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("yes", Mode.Confirm, "Enter y", "Yes", "yes", m => m.Top is ConfirmLayer layer ? new Step(m.Pop(), layer.OnYes) : m),
        new("no", Mode.Confirm, "Esc n", "No", "no", m => m.Pop()),
    ];

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not ConfirmLayer layer)
            return;
        var width = Math.Min(56, model.Size.Width - 4);
        var lines = TextWrap.Lines(layer.Question.In(painter.Language), width - 6);
        var inside = painter.Box(new Layout(model.Size).Dialog(width, lines.Count + 4), "Please confirm", $"Enter {layer.Yes}   Esc cancel", true);
        for (var i = 0; i < lines.Count; i++)
            painter.Put(inside.X + 2, inside.Y + 1 + i, lines[i], Theme.Text);
    }
}
