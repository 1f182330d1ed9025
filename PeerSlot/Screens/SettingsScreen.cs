using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The settings: the first can be changed here until PeerSlot ends, the others are shown with where they came from.</summary>
internal sealed class SettingsScreen : Screen
{
    private static readonly string[] Colors = ["auto", "16m", "256", "16", "2"];

    private static readonly IReadOnlyList<Row> Switches =
    [
        new("theme", m => m.Theme.Name, NextTheme),
        new("colors", m => m.Terminal.Colors, m => Change(m, m.Terminal with { Colors = Next(Colors, m.Terminal.Colors) })),
        new("ascii", m => OnOff(m.Terminal.Ascii), m => Change(m, m.Terminal with { Ascii = !m.Terminal.Ascii })),
        new("mouse", m => OnOff(m.Terminal.Mouse), m => Change(m, m.Terminal with { Mouse = !m.Terminal.Mouse })),
        new("bell", m => OnOff(m.Bell), m => m with { Bell = !m.Bell }),
    ];

    public override Mode Mode => Mode.Settings;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("settings", Mode.AnyScreen & ~Mode.Open, ",", "Settings: theme, colours, mouse, bell", "", m => m.Push(new SettingsLayer(0))),
        .. ThemeFile.BuiltIn.Select(n => new ScreenCommand(
            $"theme-{n}", Mode.AnyScreen, "", $"Theme: {Describe(n)}", "", m => new Step(m, new Effect.LoadTheme(n)))),
        .. Colors.Select(c => new ScreenCommand(
            $"colors-{c}", Mode.AnyScreen, "", $"Colours {c}", "", m => Change(m, m.Terminal with { Colors = c }))),
        new("ascii", Mode.AnyScreen, "", "ASCII only, on or off", "", m => Switches[2].Run(m)),
        new("mouse", Mode.AnyScreen, "", "Mouse on or off: off leaves it to the terminal, to select text", "", m => Switches[3].Run(m)),
        new("bell", Mode.AnyScreen, "", "Bell when a picture comes, on or off", "", m => Switches[4].Run(m)),
        new("change", Mode.Settings, "Enter Space", "Change the setting", "change", m => Selected(m) < Switches.Count ? Switches[Selected(m)].Run(m) : m),
        .. ListKeys(Mode.Settings, (m, by) => m.Replace(new SettingsLayer(Moved(Selected(m), by, Switches.Count + m.Settings.Count)))),
    ];

    /// <summary>Whether a setting can be changed here, so that it need not be listed twice.</summary>
    public static bool IsSwitch(string setting) => Switches.Any(s => s.Name == setting);

    public override void Draw(Model model, Painter painter)
    {
        var inside = painter.Box(new Layout(model.Size).Body, "Settings", "Enter changes the first five until PeerSlot ends", true);
        var selected = Selected(model);
        ListBox.Draw(
            painter, inside, Switches.Count + model.Settings.Count, selected, (i, line) => DrawRow(model, painter, i, line, i == selected),
            (m, i) => m.Replace(new SettingsLayer(i)), m => Switches.Count > selected ? Switches[selected].Run(m) : m);
    }

    private static void DrawRow(Model model, Painter painter, int index, Rectangle line, bool selected)
    {
        int[] columns = line.Width >= 70 ? [2, 22, 26, line.Width - 50] : [2, 18, line.Width - 20, 0];
        var mark = selected ? "▸" : " ";
        string[] texts = index < Switches.Count
            ? [mark, Switches[index].Name, Switches[index].Show(model), "now"]
            : [mark, model.Settings[index - Switches.Count].Name, model.Settings[index - Switches.Count].Value, model.Settings[index - Switches.Count].Origin];
        TableRow.Draw(painter, line, columns, texts, selected ? Theme.Selected : index < Switches.Count ? Theme.Strong : Theme.Text);
    }

    private static int Selected(Model model) => model.Top is SettingsLayer layer ? layer.Selected : 0;

    private static Step NextTheme(Model model) => new(model, new Effect.LoadTheme(Next([.. ThemeFile.BuiltIn], model.Theme.Name)));

    private static Step Change(Model model, TerminalSettings settings) =>
        new(model with { Terminal = settings }, new Effect.ChangeTerminal(settings));

    private static string Next(string[] values, string value) => values[(Array.IndexOf(values, value) + 1) % values.Length];

    private static string OnOff(bool on) => on ? "on" : "off";

    private static string Describe(string theme) => theme switch
    {
        "terminal" => "the terminal's own colours",
        "contrast" => "high contrast",
        "sixteen" => "the terminal's own sixteen",
        _ => theme,
    };

    private sealed record Row(string Name, Func<Model, string> Show, Func<Model, Step> Run);
}
