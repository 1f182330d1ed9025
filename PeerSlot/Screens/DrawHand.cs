using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;

namespace PeerSlot.Screens;

/// <summary>What the hand does on the drawing table, by keys or mouse.</summary>
internal static class DrawHand
{
    /// <summary>Touches the canvas with the tool in hand. What takes more than a touch goes on until it is let go.</summary>
    /// <param name="unit">Pixels of a unit.</param>
    /// <param name="isGround">Whether with the ground, as the right button does.</param>
    public static DrawState Touch(DrawState table, int x, int y, (int Width, int Height) unit, bool isGround = false)
    {
        var lifted = table.Lift();
        var (canvas, ink) = (lifted.Canvas, lifted.InkOf(isGround, unit));
        if (isGround)
            return lifted with { Gesture = Begun(new Stroke(canvas, ink), x, y) };
        return lifted.Tool switch
        {
            Tool.Line => lifted with { Gesture = new ShapeGesture(canvas, ink, Shape.Line, x, y) },
            Tool.Rectangle => lifted with
            {
                Gesture = new ShapeGesture(canvas, ink, lifted.IsFilled ? Shape.FilledRectangle : Shape.Rectangle, x, y),
            },
            Tool.Oval => lifted with { Gesture = new ShapeGesture(canvas, ink, lifted.IsFilled ? Shape.FilledOval : Shape.Oval, x, y) },
            Tool.Fill => Fill(lifted, ink, x, y),
            Tool.Pick => Pick(lifted, x, y),
            Tool.Text => StartText(lifted, x, y),
            Tool.Select => Mark(lifted with { Anchor = (x, y) }, x, y),
            _ => lifted with { Gesture = Begun(new Stroke(canvas, ink), x, y) },
        };
    }

    /// <summary>Moves what is under way to a pixel; the cursor goes along, and stops at the edges.</summary>
    public static DrawState MoveTo(DrawState table, int x, int y)
    {
        var moved = table with { X = Math.Clamp(x, 0, table.Canvas.Width - 1), Y = Math.Clamp(y, 0, table.Canvas.Height - 1) };
        moved.Gesture?.MoveTo(x, y);
        return moved;
    }

    /// <summary>Takes the colour at a pixel into the hand, where whole cells are drawn its glyph and ground, too.</summary>
    public static DrawState Pick(DrawState table, int x, int y)
    {
        var tool = table.Tool == Tool.Pick ? table.ToolBefore : table.Tool == Tool.Eraser ? Tool.Pencil : table.Tool;
        var cell = table.Canvas.CellAt(x, y / 2);
        if (table.IsCells && !cell.IsPixels)
            return table with { Tool = tool, Glyph = cell.Glyph, Ink = cell.Foreground, Ground = cell.Background };
        var ink = table.Canvas.InkAt(x, y);
        return table with { Tool = tool, Ink = ink == Canvas.Empty ? InkPalette.Paper : ink };
    }

    /// <summary>Marks the area between its first corner and a pixel.</summary>
    public static DrawState Mark(DrawState table, int x, int y)
    {
        var (toX, toY) = (Math.Clamp(x, 0, table.Canvas.Width - 1), Math.Clamp(y, 0, table.Canvas.Height - 1));
        var (lastX, lastY) = (table.Canvas.Width - 1, table.Canvas.Height - 1);
        var area = PixelArea.Between(Math.Clamp(table.Anchor.X, 0, lastX), Math.Clamp(table.Anchor.Y, 0, lastY), toX, toY);
        return table with { Selection = (table.IsCells ? area.ToCells() : area).On(table.Canvas), X = toX, Y = toY };
    }

    public static DrawState StartText(DrawState table, int x, int y)
    {
        var lifted = table.Lift();
        var (column, row) = (Math.Clamp(x, 0, lifted.Canvas.Width - 1), Math.Clamp(y / 2, 0, lifted.Canvas.CellRows - 1));
        return lifted with { Gesture = new TextGesture(lifted.Canvas, lifted.InkOf(false, (1, 2)), column, row), X = column, Y = row * 2 };
    }

    /// <summary>Lets a piece float over the drawing with its corner at a pixel.</summary>
    /// <param name="from">Where it was cut out.</param>
    /// <param name="covers">Whether its empty places empty what is under them.</param>
    public static DrawState Float(DrawState table, CellPatch patch, int x, int y, PixelArea? from, bool covers = false)
    {
        var gesture = new PatchGesture(table.Canvas, patch, from, covers);
        return MoveFloating(table with { Gesture = gesture, PenDown = false }, x, y);
    }

    /// <summary>Moves what floats; the rows of a cell stay together where it has glyphs.</summary>
    public static DrawState MoveFloating(DrawState table, int x, int y)
    {
        var floating = (PatchGesture)table.Gesture!;
        var (left, top) = (
            Math.Clamp(x, 1 - floating.Patch.Width, table.Canvas.Width - 1), Math.Clamp(y, 1 - floating.Patch.Height, table.Canvas.Height - 1));
        floating.MoveTo(left, floating.Patch.HasGlyphs ? top & ~1 : top);
        return table with { Selection = floating.Area };
    }

    private static DrawState Fill(DrawState table, Ink ink, int x, int y)
    {
        table.Document.Edit(c => FloodFill.Fill(c, ink, x, y));
        return table;
    }

    private static Stroke Begun(Stroke stroke, int x, int y)
    {
        stroke.MoveTo(x, y);
        return stroke;
    }
}
