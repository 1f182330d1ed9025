using PeerSlot.Drawing;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The panes right of the drawing: tools, colours, and the first slot; who is here, where there is room.</summary>
internal static class DrawSide
{
    private const int ToolsHeight = 8;
    private const int ColorsHeight = 5;
    private const int SlotHeight = 7;

    public static void Draw(Model model, Painter painter, Rectangle side)
    {
        DrawTools(model, painter, side with { Height = ToolsHeight });
        DrawColors(model.Table, painter, side with { Y = side.Y + ToolsHeight, Height = ColorsHeight });
        var rest = side with { Y = side.Y + ToolsHeight + ColorsHeight, Height = side.Height - ToolsHeight - ColorsHeight };
        DrawSlot(model.Room.Slots.Count > 0 ? model.Room.Slots[0] : null, painter, rest with { Height = SlotHeight });
        if (rest.Height >= SlotHeight + 3)
            DrawPeers(model, painter, rest with { Y = rest.Y + SlotHeight, Height = rest.Height - SlotHeight });
    }

    private static void DrawTools(Model model, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Tools");
        var table = model.Table;
        (string Id, string Text)[] lines =
        [
            ("pencil", $" p{(table.Tool == Tool.Pencil ? '▸' : ' ')}pencil"), ("eraser", $" e{(table.Tool == Tool.Eraser ? '▸' : ' ')}eraser"),
            ("swap", " x swap ⇄"), ("new", " n new"), ("undo", $" u undo {table.UndoCount}"), ("redo", $"^Y redo {table.RedoCount}"),
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            painter.Write(inside.X, inside.Y + i, lines[i].Text, lines[i].Text.Contains('▸', StringComparison.Ordinal) ? Theme.Strong : Theme.Text, inside.Width);
            painter.Click(inside with { Y = inside.Y + i, Height = 1 }, CommandTable.All.First(c => c.Modes == Mode.Draw && c.Id == lines[i].Id));
        }
    }

    private static void DrawColors(DrawState table, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Colours");
        for (var i = 0; i < InkPalette.Colors.Count; i++)
        {
            var (x, y) = (inside.X + 1 + i % 5 * 3, inside.Y + i / 5);
            painter.Write(x, y, $"{(i + 1) % 10}", InkPalette.Colors[i].Rgb == table.Ink ? Theme.Marked : Theme.Text);
            painter.Write(x + 1, y, "■", Swatch(InkPalette.Colors[i].Rgb));
            painter.Click(new Rectangle(x, y, 2, 1), CommandTable.Find(Mode.Draw, KeyChord.Parse($"{(i + 1) % 10}"))!);
        }

        var row = inside.Y + 2;
        var next = painter.Write(inside.X + 1, row, "fg ", Theme.Text);
        next = painter.Write(next, row, "■", Swatch(table.Ink));
        next = painter.Write(next, row, $"{table.Ink:x6} bg ", Theme.Text);
        painter.Write(next, row, "■", Swatch(table.Ground));
    }

    private static void DrawSlot(SlotState? slot, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, slot is null ? "Slot" : "Slot " + slot.Path[(slot.Path.LastIndexOf('\\') + 1)..]);
        if (slot is null)
            return;
        string[] lines =
        [
            $" max   {SlotsScreen.Maximum(slot)}", $" next  {SlotsScreen.Next(slot)}", $" count {slot.MessageCount}", $" wait  {SlotsScreen.Timeout(slot)}",
        ];
        for (var i = 0; i < lines.Length; i++)
            painter.Write(inside.X, inside.Y + i, lines[i], Theme.Text, inside.Width);
        painter.Click(area, m => GlobalTable.Show(m, Mode.Slots));
    }

    private static void DrawPeers(Model model, Painter painter, Rectangle area)
    {
        var others = model.Room.Others;
        var inside = painter.Box(area, $"Peers {others.Count}");
        for (var i = 0; i < Math.Min(others.Count, inside.Height); i++)
        {
            var more = i == inside.Height - 1 && others.Count > inside.Height;
            painter.Write(inside.X + 1, inside.Y + i, more ? $"… {others.Count - i} more" : SafeText.Fit(others[i].Name, inside.Width - 1), Theme.Text);
        }

        painter.Click(area, m => GlobalTable.Show(m, Mode.Peers));
    }

    /// <summary>On middling grey, where black and white both show whatever the terminal's own colours are.</summary>
    private static Style Swatch(int color) => new(Color.FromRgb(color), Color.FromRgb(0x5A5A5A));
}
