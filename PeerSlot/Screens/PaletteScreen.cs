using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// F9: type a word, run the command. First stands what works on the screen underneath; what belongs to another one is grey, and leads there.
/// </summary>
internal sealed class PaletteScreen : Screen
{
    /// <summary>Screens and the commands that show them.</summary>
    private static readonly (Mode Screen, string Id)[] Ways =
        [(Mode.Draw, "draw"), (Mode.Open, "open"), (Mode.Inbox, "inbox"), (Mode.Peers, "peers"), (Mode.Slots, "slots"), (Mode.Log, "log")];

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
        var inside = painter.Box(new Layout(model.Size).Dialog(78, 18), "Commands", $"{matches.Count} of {Choices(model).Count}", true);
        var x = painter.Put(inside.X + 1, inside.Y, "> " + SafeText.Fit(layer.Filter, inside.Width - 4), Theme.Strong);
        ListBox.Draw(
            painter, inside with { Y = inside.Y + 1, Height = inside.Height - 1 }, matches.Count, layer.Selected,
            (i, line) =>
            {
                var choice = matches[i];
                var style = i == layer.Selected ? Theme.Selected : choice.Elsewhere is null ? Theme.Text : Theme.Quiet;
                painter.Fill(line, style);
                painter.Put(
                    line.X, line.Y, (i == layer.Selected ? " ▸ " : "   ") + painter.Fit(choice.Label, line.Width - 5 - choice.Key.Length), style);
                painter.Put(line.Right - 1 - choice.Key.Length, line.Y, choice.Key, style);
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
        var under = model.Pop();
        if (selected >= matches.Count)
            return under;
        var (command, elsewhere) = (matches[selected].Command, matches[selected].Elsewhere);
        if (elsewhere is null)
            return command.Run(under);
        // What it would act on, one has to see first.
        var there = elsewhere.Run(under);
        return there with { Model = there.Model.Hint($"{command.FirstKey}: {command.Label}") };
    }

    /// <summary>Commands whose label has every typed word.</summary>
    private static List<Choice> Matches(Model model)
    {
        var words = Layer(model).Filter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Choices(model).FindAll(c => Array.TrueForAll(words, w => c.Label.In(model.Language).Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    private static List<Choice> Choices(Model model)
    {
        var here = model.Screen | model.Pop().Mode;
        var choices = new List<Choice>();
        foreach (var command in CommandTable.All)
        {
            if (CommandTable.IsBound(here, command) && !command.Label.Equals(MoveInList))
                choices.Add(new Choice(command, null));
        }

        foreach (var (screen, id) in Ways)
        {
            if (screen == model.Screen)
                continue;
            var way = GlobalTable.Table.First(c => c.Id == id);
            foreach (var command in CommandTable.ScreenOf(screen).Table)
            {
                if (!CommandTable.IsBound(here, command) && command.Chords.Count > 0 && !IsMove(command.Chords[0].Key))
                    choices.Add(new Choice(command, way));
            }
        }

        return choices;
    }

    /// <summary>Of no use from afar.</summary>
    private static bool IsMove(Key key) => key is Key.Up or Key.Down or Key.Left or Key.Right or Key.PageUp or Key.PageDown or Key.Home or Key.End;

    /// <param name="elsewhere">The command that shows the screen it belongs to; null = it works here.</param>
    private sealed class Choice(ScreenCommand command, ScreenCommand? elsewhere)
    {
        public ScreenCommand Command => command;

        public ScreenCommand? Elsewhere => elsewhere;

        public Text Label => elsewhere is null ? command.Label : $"{elsewhere.Hint}: {command.Label}";

        public string Key => elsewhere is null ? command.FirstKey : $"{elsewhere.FirstKey} {command.FirstKey}";
    }
}
