using System.Globalization;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Tools and colours beside the drawing, to click on: all that the keys do has its place here.</summary>
internal static class ToolPane
{
    public const int ToolsHeight = 11;
    public const int ColorsHeight = 6;

    private const int SwatchWidth = 3;

    public static void DrawTools(Model model, Painter painter, Rectangle area)
    {
        var (table, inside) = (model.Table, painter.Box(area, "Tools"));
        var row = inside.Y;
        // The second column stands behind the longest names of the first.
        var column = inside.X + 3 + Math.Max(painter.Width(Named(Tool.Pencil).Name), painter.Width(Named(Tool.Eraser).Name));
        foreach (var pair in new[] { (Tool.Pencil, Tool.Fill), (Tool.Brush, Tool.Text), (Tool.Eraser, Tool.Pick), (Tool.Line, Tool.Select) })
        {
            var next = DrawTool(painter, table, pair.Item1, inside.X, row);
            DrawTool(painter, table, pair.Item2, pair.Item2 == Tool.Select ? next : column, row++);
        }

        var mirror = table.Mirror == Mirror.None ? ' ' : '▸';
        var x = DrawTool(painter, table, Tool.Rectangle, inside.X, row);
        Put(painter, x, row++, $" m{mirror}mirror", "mirror", table.Mirror != Mirror.None);
        Put(painter, DrawTool(painter, table, Tool.Oval, inside.X, row), row, " x swap ⇄", "swap");
        DrawSize(painter, table, inside.X + 1, ++row);
        x = ++row is var zoom && table.IsCells ? DrawParts(painter, table, inside.X + 1, zoom) + 1 : inside.X + 1;
        x = Put(painter, x, zoom, "-", "zoom-out");
        x = painter.Put(x, zoom, ZoomOf(model), Theme.Strong);
        x = Put(painter, x, zoom, "+ ", "zoom-in");
        Put(painter, x, zoom, table.IsCells ? (Text)"g" : "g grid", "grid", table.HasGrid);
        x = Put(painter, inside.X + 1, ++row, "u undo ", "undo");
        Put(painter, x, row, "^Y redo", "redo");
    }

    /// <summary>The brush; in whole cells also what it draws.</summary>
    private static void DrawSize(Painter painter, DrawState table, int x, int y)
    {
        x = Put(painter, x, y, "[", "smaller");
        x = painter.Put(x, y, table.Size.ToString(CultureInfo.InvariantCulture).PadLeft(2) + " ", Theme.Strong);
        x = Put(painter, x, y, "] ", "larger");
        if (table.IsCells)
        {
            x = Put(painter, x, y, "{ ", "glyph-before");
            x = Put(painter, x, y, $"{table.Glyph} ", "glyph", true);
            x = Put(painter, x, y, "} ", "glyph-after");
        }
        else
        {
            x = painter.Write(x, y, "size ", Theme.Text);
        }

        Put(painter, x, y, table.IsCells ? (Text)"h c" : "h ▀▄", "cells", table.IsCells);
    }

    public static void DrawColors(DrawState table, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, "Colours");
        DrawSwatches(table, painter, inside.X + 1, inside.Y, 5);
        DrawChosen(table, painter, inside.X + 1, inside.Y + 2);
        Put(painter, inside.X + 1, inside.Y + 3, $"P {table.Canvas.Sheet.Palette.Name}", "palette");
        Put(painter, inside.X + 11, inside.Y + 3, "c mix", "color");
    }

    /// <summary>A tool by its key and name, marked where it is in the hand.</summary>
    /// <returns>The column after it.</returns>
    public static int DrawTool(Painter painter, DrawState table, Tool tool, int x, int y)
    {
        var (key, name, id) = Named(tool);
        var isHeld = table.Tool == tool;
        var mark = !isHeld ? ' ' : table.IsFilled ? '■' : '▸';
        return Put(painter, x, y, $" {key}{mark}{name}", id, isHeld);
    }

    /// <summary>Text that runs a command on a click.</summary>
    /// <returns>The column after it.</returns>
    public static int Put(Painter painter, int x, int y, Text text, string id, bool isOn = false)
    {
        var next = painter.Write(x, y, text, isOn ? Theme.Strong : Theme.Text);
        painter.Click(new Rectangle(x, y, next - x, 1), DrawTable.Commands.First(c => c.Id == id));
        return next;
    }

    public static int DrawParts(Painter painter, DrawState table, int x, int y)
    {
        ReadOnlySpan<(CellParts Part, string Key, string Id)> parts =
        [
            (CellParts.Glyph, "G", "apply-glyph"), (CellParts.Foreground, "F", "apply-foreground"), (CellParts.Background, "B", "apply-background"),
        ];
        foreach (var (part, key, id) in parts)
        {
            painter.Put(x, y, key, table.Parts.HasFlag(part) ? Theme.Marked : Theme.Quiet);
            painter.Click(new Rectangle(x++, y, 1, 1), DrawTable.Commands.First(c => c.Id == id));
        }

        return x;
    }

    public static void DrawSwatches(DrawState table, Painter painter, int left, int top, int perRow)
    {
        var colors = table.Canvas.Sheet.Palette.Colors;
        for (var i = 0; i < colors.Length; i++)
        {
            var (x, y, key) = (left + i % perRow * SwatchWidth, top + i / perRow, (i + 1) % InkPalette.Size);
            painter.Write(x, y, $"{key}", colors[i] == table.Ink ? Theme.Marked : Theme.Text);
            painter.Write(x + 1, y, "■", Swatch(colors[i]));
            painter.Click(new Rectangle(x, y, 2, 1), DrawTable.Commands.First(c => c.Id == $"color-{i + 1}"));
        }
    }

    /// <summary>Ink and ground; a dot is nothing: paper shows.</summary>
    public static int DrawChosen(DrawState table, Painter painter, int x, int y)
    {
        var next = Put(painter, x, y, "fg ", "color");
        next = DrawInk(painter, table.Ink, next, y);
        next = painter.Write(next, y, table.Ink == Canvas.Empty ? "none   " : (Text)$"{table.Ink:x6} ", Theme.Text);
        painter.Click(new Rectangle(x, y, next - x - 1, 1), DrawTable.Commands.First(c => c.Id == "color"));
        next = Put(painter, next, y, "bg ", "ground");
        next = DrawInk(painter, table.Ground, next, y);
        painter.Click(new Rectangle(next - 1, y, 1, 1), DrawTable.Commands.First(c => c.Id == "ground"));
        return next;
    }

    public static string ZoomOf(Model model) =>
        DrawScreen.ViewOf(model) is { Scale: > 1 and var scale } ? $"/{scale}" : $"{DrawScreen.ViewOf(model).Magnification}x";

    private static int DrawInk(Painter painter, int ink, int x, int y) =>
        ink == Canvas.Empty ? painter.Write(x, y, "·", Theme.Text) : painter.Write(x, y, "■", Swatch(ink));

    private static (char Key, Text Name, string Id) Named(Tool tool) => tool switch
    {
        Tool.Pencil => ('p', (Text)"pencil", "pencil"),
        Tool.Brush => ('b', "brush", "brush"),
        Tool.Eraser => ('e', "eraser", "eraser"),
        Tool.Line => ('l', "line", "line"),
        Tool.Rectangle => ('r', "rect", "rectangle"),
        Tool.Oval => ('o', "oval", "oval"),
        Tool.Fill => ('f', "fill", "fill"),
        Tool.Text => ('t', "text", "text"),
        Tool.Select => ('s', "select", "select"),
        _ => ('i', "pick", "pick"),
    };

    /// <summary>On middling grey, where black and white both show whatever the terminal's own colours are.</summary>
    private static Style Swatch(int color) => new(Color.FromRgb(color), Color.FromRgb(0x5A5A5A));
}
