using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>F1: every key, from the same table that handles them; those of the screen underneath first.</summary>
internal sealed class HelpScreen : Screen
{
    private static readonly (Mode Mode, Text Title)[] Chapters =
    [
        (Mode.Draw, "Draw (F2)"), (Mode.Select, "Draw: an area is marked, or floats"), (Mode.Text, "Draw: text"), (Mode.Place, "Draw: placing a picture"),
        (Mode.Color, "Draw: colour"), (Mode.Glyph, "Draw: character"), (Mode.Resize, "Draw: canvas size"), (Mode.Save, "Draw: saving"),
        (Mode.Kept, "Draw: kept drawings"),
        (Mode.Open, "Open (F3)"), (Mode.Inbox, "Inbox (F4)"), (Mode.Picture, "A picture full screen"),
        (Mode.Send, "Send (F5)"),
        (Mode.Peers, "Peers (F6)"), (Mode.Slots, "Slots (F7)"), (Mode.Log, "Log (F8)"), (Mode.Palette, "Commands (F9)"),
        (Mode.Settings, "Settings (,)"), (Mode.Filter, "Filtering a list (/)"), (Mode.Prompt, "Where a line is asked for"),
    ];

    public override Mode Mode => Mode.Help;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("close", Mode.Help, "Enter q", "Close the help", "", m => m.Pop()),
        .. ListKeys(Mode.Help, Scroll),
    ];

    public static Step Toggle(Model model) => model.Mode == Mode.Help ? model.Pop() : model.WithoutHint().Push(new HelpLayer(0));

    /// <summary>All lines of the help of a screen; a chapter's title has no key.</summary>
    public static IReadOnlyList<(string Key, Text Text)> Lines(Mode screen, string version)
    {
        var lines = new List<(string, Text)>();
        foreach (var chapter in Chapters.OrderBy(c => c.Mode == screen ? 0 : 1))
        {
            lines.Add(("", chapter.Title));
            AddLines(lines, CommandTable.All.Where(c => CommandTable.IsBound(chapter.Mode, c) && !IsEverywhere(c)));
            lines.Add(("", ""));
            if (chapter.Mode == screen)
            {
                lines.Add(("", "Everywhere"));
                AddLines(lines, CommandTable.All.Where(IsEverywhere));
                lines.Add(("", ""));
            }
        }

        lines.Add(("", "By mouse: left draws, right erases, the middle picks a colour, the wheel scrolls, with Ctrl it zooms; every label and row can be clicked."));
        if (version.Length > 0)
            lines.Add(("", Text.Verbatim(version)));
        return lines;
    }

    public override void Draw(Model model, Painter painter)
    {
        var inside = painter.Box(new Layout(model.Size).Body, "Help", "Up Down PgUp PgDn   Esc closes", true);
        var lines = Lines(model.Screen, model.Version);
        var first = model.Top is HelpLayer help ? help.Scroll : 0;
        for (var i = 0; i < Math.Min(inside.Height, lines.Count - first); i++)
        {
            var (key, text) = lines[first + i];
            var (x, y) = (inside.X + 1, inside.Y + i);
            if (key.Length == 0)
            {
                painter.Put(x, y, painter.Fit(text, inside.Width - 2), Theme.Strong);
                continue;
            }

            var next = painter.Put(x + 1, y, key.PadRight(16), Theme.Text);
            painter.Put(next + 1, y, painter.Fit(text, Math.Max(0, inside.Right - next - 2)), Theme.Text);
        }
    }

    /// <summary>What most screens have is told once.</summary>
    private static bool IsEverywhere(ScreenCommand command) => int.PopCount((int)(command.Modes & Mode.AnyScreen)) > 3;

    /// <summary>Keys that do the same, or nearly, share a line.</summary>
    private static void AddLines(List<(string Key, Text Text)> lines, IEnumerable<ScreenCommand> commands)
    {
        var first = lines.Count;
        foreach (var command in commands)
        {
            var keys = command.Chords.Count == 0 ? "F9" : string.Join(" ", command.Chords);
            var same = lines.FindIndex(first, l => l.Text.Equals(command.Label));
            if (same < 0)
                lines.Add((keys, command.Label));
            else
                lines[same] = ($"{lines[same].Key} {keys}", command.Label);
        }
    }

    private static Model Scroll(Model model, int by)
    {
        if (model.Top is not HelpLayer help)
            return model;
        var rows = Math.Max(1, new Layout(model.Size).Body.Height - 2);
        return model.Replace(
            help with { Scroll = (int)Math.Clamp((long)help.Scroll + by, 0, Math.Max(0, Lines(model.Screen, model.Version).Count - rows)) });
    }
}
