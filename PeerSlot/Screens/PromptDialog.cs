using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Asks for one line.</summary>
internal sealed class PromptDialog : Screen
{
    public override Mode Mode => Mode.Prompt;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("accept", Mode.Prompt, "Enter", "Take what was typed", "take it", m => m.Top is PromptLayer layer ? Prompts.Answer(m.Pop(), layer) : m),
        new("cancel", Mode.Prompt, "Esc", "Back", "back", m => m.Pop()),
        new("rub-out", Mode.Prompt, "Backspace", "Rub out a letter", "", m => With(m, TextField.RubOut(Typed(m)))),
        new("rub-out-all", Mode.Prompt, "Ctrl-U", "Rub out all", "empty", m => With(m, "")),
    ];

    public override Step Type(Model model, string text) => With(model, Typed(model) + text);

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not PromptLayer layer)
            return;
        var width = Math.Min(70, model.Size.Width - 4);
        var hint = TextWrap.Lines(layer.Hint.In(painter.Language), width - 6);
        var inside = painter.Box(new Layout(model.Size).Dialog(width, hint.Count + 5), layer.Question, "Enter take it   Esc back", true);
        TextField.Draw(painter, new Rectangle(inside.X + 2, inside.Y + 1, inside.Width - 4, 1), layer.Typed);
        for (var i = 0; i < hint.Count; i++)
            painter.Put(inside.X + 2, inside.Y + 2 + i, hint[i], Theme.Quiet);
    }

    private static string Typed(Model model) => model.Top is PromptLayer layer ? layer.Typed : "";

    private static Model With(Model model, string text) => model.Top is PromptLayer layer ? model.Replace(layer with { Typed = text }) : model;
}
