using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The settings: the first can be changed here and are kept in the person's file, the others are shown with where they came from.</summary>
internal sealed class SettingsScreen : Screen
{
    /// <summary>Columns.</summary>
    private const int ShortestValue = 20;

    private static readonly string[] Colors = ["auto", "16m", "256", "16", "2"];

    private static readonly IReadOnlyList<Row> Switches =
    [
        new("theme", "Colours of the screens", m => m.Theme.Name, NextTheme, m => Next([.. ThemeFile.BuiltIn], m.Theme.Name)),
        new("colors", "How many the terminal is sent", m => m.Terminal.Colors, m => Change(m, m.Terminal with { Colors = Next(Colors, m.Terminal.Colors) })),
        new("ascii", "Boxes and pictures of ASCII alone", m => OnOff(m.Terminal.Ascii), m => Change(m, m.Terminal with { Ascii = !m.Terminal.Ascii })),
        new("mouse", "Off leaves it to the terminal", m => OnOff(m.Terminal.Mouse), m => Change(m, m.Terminal with { Mouse = !m.Terminal.Mouse })),
        new("bell", "When a picture comes", m => OnOff(m.Bell), m => m with { Bell = !m.Bell }),
        new("openTrusted", "Pictures from the trusted open", m => OnOff(m.OpenTrusted), m => m with { OpenTrusted = !m.OpenTrusted }),
    ];

    public override Mode Mode => Mode.Settings;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("settings", Mode.AnyScreen & ~Mode.Open, ",", "Settings: theme, colours, mouse, bell, and their file", "", m => m.Push(new SettingsLayer(0))),
        .. ThemeFile.BuiltIn.Select(n => new ScreenCommand(
            $"theme-{n}", Mode.AnyScreen, "", $"Theme: {Describe(n)}", "", m => new Step(m, new Effect.LoadTheme(n)))),
        .. Colors.Select(c => new ScreenCommand(
            $"colors-{c}", Mode.AnyScreen, "", $"Colours {c}", "", m => Change(m, m.Terminal with { Colors = c }))),
        new("ascii", Mode.AnyScreen, "", "ASCII only, on or off", "", m => Switches[2].Run(m)),
        new("mouse", Mode.AnyScreen, "", "Mouse on or off: off leaves it to the terminal, to select text", "", m => Switches[3].Run(m)),
        new("bell", Mode.AnyScreen, "", "Bell when a picture comes, on or off", "", m => Switches[4].Run(m)),
        new("open-trusted", Mode.AnyScreen, "", "Open what trusted peers send full screen, on or off", "", m => Switches[5].Run(m)),
        new("change", Mode.Settings, "Enter Space", "Change the setting, and keep it in your settings file", "change", ChangeSelected),
        .. ListKeys(Mode.Settings, (m, by) => m.Replace(new SettingsLayer(Moved(Selected(m), by, Switches.Count + m.Settings.Value.Count)))),
    ];

    /// <summary>Whether a setting can be changed here, so that it need not be listed twice.</summary>
    public static bool IsSwitch(string setting) => Switches.Any(s => s.Name == setting);

    public override void Draw(Model model, Painter painter)
    {
        var inside = painter.Box(new Layout(model.Size).Body, "Settings", "Enter changes the first six", true);
        var selected = Selected(model);
        var longest = ShortestValue;
        foreach (var (_, value, _) in model.Settings.Value)
            longest = Math.Max(longest, SafeText.Width(value) + 1);
        var width = Math.Max(ShortestValue, Math.Min(longest, inside.Width - 70));
        int[] columns = inside.Width >= 70 ? [2, 20, width, inside.Width - 22 - width] : [2, 18, inside.Width - 20, 0];
        ListBox.Draw(
            painter, inside, Switches.Count + model.Settings.Value.Count, selected, (i, line) => DrawRow(model, painter, i, line, columns, i == selected),
            (m, i) => m.Replace(new SettingsLayer(i)), ChangeSelected);
    }

    private static void DrawRow(Model model, Painter painter, int index, Rectangle line, int[] columns, bool selected)
    {
        Text mark = selected ? "▸" : " ";
        Text[] texts = index < Switches.Count
            ? [mark, Text.Verbatim(Switches[index].Name), Shown(Switches[index].Show(model)), Switches[index].About]
            : Listed(mark, model.Settings.Value[index - Switches.Count]);
        TableRow.Draw(painter, line, columns, texts, selected ? Theme.Selected : index < Switches.Count ? Theme.Strong : Theme.Text);
    }

    /// <summary>The file took the last changes; those since then follow.</summary>
    public static Step Saved(Model model, Message.SettingsSaved saved)
    {
        var later = !saved.Fault.IsEmpty ? model.Say(saved.Fault, true) : model.Hint(saved.Text);
        return Save(later with { IsSaving = false });
    }

    private static Step ChangeSelected(Model model)
    {
        if (Selected(model) >= Switches.Count)
            return model.Hint("This one is changed in the settings file: peerslot config path says where it lies.");
        var row = Switches[Selected(model)];
        var changed = row.Run(model);
        var value = row.Coming?.Invoke(model) ?? row.Show(changed.Model);
        return changed.Then(m => Save(m with { Unsaved = m.Unsaved.SetItem(row.Name, value is "on" ? "true" : value is "off" ? "false" : value) }));
    }

    private static Step Save(Model model) => model.IsSaving || model.Unsaved.IsEmpty
        ? model
        : new Step(model with { IsSaving = true, Unsaved = model.Unsaved.Clear() }, new Effect.SaveSettings(model.Unsaved));

    private static int Selected(Model model) => model.Top is SettingsLayer layer ? layer.Selected : 0;

    private static Step NextTheme(Model model) => new(model, new Effect.LoadTheme(Next([.. ThemeFile.BuiltIn], model.Theme.Name)));

    private static Step Change(Model model, TerminalSettings settings) =>
        new(model with { Terminal = settings }, new Effect.ChangeTerminal(settings));

    private static string Next(string[] values, string value) => values[(Array.IndexOf(values, value) + 1) % values.Length];

    private static Text[] Listed(Text mark, (string Name, string Value, Text Origin) setting) => [mark, Text.Verbatim(setting.Name), Text.Verbatim(setting.Value), setting.Origin];

    private static Text Shown(string value) => value switch
    {
        "on" => "on",
        "off" => "off",
        _ => Text.Verbatim(value),
    };

    private static string OnOff(bool on) => on ? "on" : "off";

    private static Text Describe(string theme) => theme switch
    {
        "terminal" => (Text)"the terminal's own colours",
        "contrast" => "high contrast",
        "sixteen" => "the terminal's own sixteen",
        _ => Text.Verbatim(theme),
    };

    /// <param name="Coming">What it will be, where a worker changes it.</param>
    private sealed record Row(string Name, Text About, Func<Model, string> Show, Func<Model, Step> Run, Func<Model, string>? Coming = null);
}
