using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Tools and colours, to click on: two boxes beside the drawing, or one band under it.</summary>
internal static class ToolPane
{
    private const int SwatchWidth = 3;

    public static void DrawTools(DrawState table, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Tools");
        var row = inside.Y;
        foreach (var (id, text) in Tools(table))
            DrawTool(painter, inside with { Y = row++, Height = 1 }, id, text);
    }

    public static void DrawColors(DrawState table, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Colours");
        DrawSwatches(table, painter, inside.X + 1, inside.Y, 5);
        DrawChosen(table, painter, inside.X + 1, inside.Y + 2);
    }

    public static void DrawBand(DrawState table, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Tools and colours");
        var x = inside.X;
        foreach (var (id, text) in Tools(table))
        {
            var width = SafeText.Width(text);
            DrawTool(painter, new Rectangle(x, inside.Y, width, 1), id, text);
            x += width + 2;
        }

        DrawSwatches(table, painter, inside.X + 1, inside.Y + 1, InkPalette.Colors.Count);
        DrawChosen(table, painter, inside.X + 3 + InkPalette.Colors.Count * SwatchWidth, inside.Y + 1);
    }

    private static (string Id, string Text)[] Tools(DrawState table) =>
    [
        ("pencil", $" p{Mark(table, Tool.Pencil)}pencil"), ("eraser", $" e{Mark(table, Tool.Eraser)}eraser"),
        ("swap", " x swap ⇄"), ("new", " n new"), ("undo", $" u undo {table.UndoCount}"), ("redo", $"^Y redo {table.RedoCount}"),
    ];

    private static char Mark(DrawState table, Tool tool) => table.Tool == tool ? '▸' : ' ';

    private static void DrawTool(Painter painter, Rectangle line, string id, string text)
    {
        painter.Write(line.X, line.Y, text, text.Contains('▸', StringComparison.Ordinal) ? Theme.Strong : Theme.Text, line.Width);
        painter.Click(line, CommandTable.All.First(c => c.Modes == Mode.Draw && c.Id == id));
    }

    private static void DrawSwatches(DrawState table, Painter painter, int left, int top, int perRow)
    {
        for (var i = 0; i < InkPalette.Colors.Count; i++)
        {
            var (x, y, key) = (left + i % perRow * SwatchWidth, top + i / perRow, $"{(i + 1) % 10}");
            painter.Write(x, y, key, InkPalette.Colors[i].Rgb == table.Ink ? Theme.Marked : Theme.Text);
            painter.Write(x + 1, y, "■", Swatch(InkPalette.Colors[i].Rgb));
            painter.Click(new Rectangle(x, y, 2, 1), CommandTable.Find(Mode.Draw, KeyChord.Parse(key))!);
        }
    }

    private static void DrawChosen(DrawState table, Painter painter, int x, int y)
    {
        var next = painter.Write(x, y, "fg ", Theme.Text);
        next = painter.Write(next, y, "■", Swatch(table.Ink));
        next = painter.Write(next, y, $"{table.Ink:x6} bg ", Theme.Text);
        painter.Write(next, y, "■", Swatch(table.Ground));
    }

    /// <summary>On middling grey, where black and white both show whatever the terminal's own colours are.</summary>
    private static Style Swatch(int color) => new(Color.FromRgb(color), Color.FromRgb(0x5A5A5A));
}
