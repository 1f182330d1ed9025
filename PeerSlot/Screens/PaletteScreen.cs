using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>F9: type a word, run the command. It lists what works on the screen underneath.</summary>
internal sealed class PaletteScreen : Screen
{
    public override Mode Mode => Mode.Palette;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("run", Mode.Palette, "Enter", "Run the command", "run", Run),
        new("rub-out", Mode.Palette, "Backspace", "Rub out a letter", "", m => Filter(m, Layer(m).Filter.Length == 0 ? "" : Layer(m).Filter[..^1])),
        .. ListKeys(Mode.Palette, (m, by) => m.Replace(Layer(m) with { Selected = Moved(Layer(m).Selected, by, Matches(m).Count) })),
    ];

    public static Step Toggle(Model model) => model.Mode == Mode.Palette ? model.Pop() : (model with { Layers = [] }).Push(new PaletteLayer("", 0));

    public override Step Type(Model model, string text) => Filter(model, Layer(model).Filter + text);

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not PaletteLayer layer)
            return;
        var matches = Matches(model);
        var inside = painter.Box(new Layout(model.Size).Dialog(60, 18), "Commands", $"{matches.Count} of {Choices(model.Screen).Count}", true);
        var x = painter.Write(inside.X + 1, inside.Y, "> " + SafeText.Fit(layer.Filter, inside.Width - 4), Theme.Strong);
        ListBox.Draw(
            painter, inside with { Y = inside.Y + 1, Height = inside.Height - 1 }, matches.Count, layer.Selected,
            (i, line) =>
            {
                var style = i == layer.Selected ? Theme.Selected : Theme.Text;
                painter.Fill(line, style);
                var key = matches[i].FirstKey;
                painter.Write(
                    line.X, line.Y, (i == layer.Selected ? " ▸ " : "   ") + SafeText.Fit(matches[i].Label, line.Width - 5 - key.Length), style);
                painter.WriteRight(line.Right - 1, line.Y, key, style);
            },
            (m, i) => m.Replace(Layer(m) with { Selected = i }), Run);
        painter.Cursor = (x, inside.Y);
    }

    private static PaletteLayer Layer(Model model) => (PaletteLayer)model.Top!;

    private static Model Filter(Model model, string filter) => model.Replace(new PaletteLayer(filter, 0));

    private static Step Run(Model model)
    {
        var matches = Matches(model);
        var selected = Layer(model).Selected;
        return selected < matches.Count ? matches[selected].Run(model.Pop()) : model.Pop();
    }

    /// <summary>Commands whose label has every typed word.</summary>
    private static List<ScreenCommand> Matches(Model model)
    {
        var words = Layer(model).Filter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Choices(model.Screen).Where(c => Array.TrueForAll(words, w => c.Label.Contains(w, StringComparison.OrdinalIgnoreCase)))];
    }

    private static List<ScreenCommand> Choices(Mode screen) => [.. CommandTable.All.Where(c => CommandTable.IsBound(screen, c))];
}
