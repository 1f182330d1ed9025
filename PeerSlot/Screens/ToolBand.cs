using System.Globalization;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Tools and colours in one band under the drawing, where there is space for their names.</summary>
internal static class ToolBand
{
    public static void Draw(Model model, Painter painter, Rectangle area)
    {
        var (table, inside) = (model.Table, painter.Box(area, "Tools and colours"));
        var (x, y) = (inside.X, inside.Y);
        foreach (var tool in Enum.GetValues<Tool>())
            x = ToolPane.DrawTool(painter, table, tool, x, y) + 1;
        ToolPane.Put(painter, x, y, $" m{(table.Mirror == Mirror.None ? ' ' : '▸')}mirror", "mirror", table.Mirror != Mirror.None);

        x = painter.Write(inside.X + 1, ++y, "size ", Theme.Text);
        x = ToolPane.Put(painter, x, y, "[", "smaller");
        x = painter.Put(x, y, table.Size.ToString(CultureInfo.InvariantCulture).PadLeft(2) + " ", Theme.Strong);
        x = ToolPane.Put(painter, x, y, "]   ", "larger");
        x = ToolPane.Put(painter, x, y, table.IsCells ? "h cells " : "h pixels ", "cells", table.IsCells);
        x = ToolPane.Put(painter, x + 1, y, "{ ", "glyph-before");
        foreach (var rune in (BrushSet.Of(table.Glyph) ?? BrushSet.All[0]).Runes)
        {
            // A line or a block leaves little of its own cell to be marked.
            if (rune == table.Glyph)
                painter.Put(x - 1, y, $" {rune} ", Theme.Selected);
            else
                painter.Put(x, y, rune.ToString(), Theme.Text);
            painter.Click(new Rectangle(x, y, 1, 1), m => m with { Table = m.Table.Lift() with { Glyph = rune, IsCells = true } });
            x += 2;
        }

        x = ToolPane.Put(painter, x, y, "}  ", "glyph-after");
        x = ToolPane.Put(painter, x, y, "a set  ", "glyph-set");
        x = ToolPane.Put(painter, x, y, "k any  ", "glyph");
        x = painter.Write(x, y, "apply ", Theme.Text);
        ToolPane.DrawParts(painter, table, x, y);

        ToolPane.DrawSwatches(table, painter, inside.X + 1, ++y, 10);
        x = ToolPane.DrawChosen(table, painter, inside.X + 34, y);
        x = ToolPane.Put(painter, x + 3, y, "x swap ⇄  ", "swap");
        x = ToolPane.Put(painter, x, y, $"P palette {table.Canvas.Sheet.Palette.Name}  ", "palette");
        ToolPane.Put(painter, x, y, "c mix", "color");

        x = ToolPane.Put(painter, inside.X + 1, ++y, "-", "zoom-out");
        x = painter.Write(x, y, $" zoom {ToolPane.ZoomOf(model)} ", Theme.Text);
        x = ToolPane.Put(painter, x, y, "+   ", "zoom-in");
        x = ToolPane.Put(painter, x, y, "g grid   ", "grid", table.HasGrid);
        x = ToolPane.Put(painter, x, y, "R canvas size   ", "resize");
        x = ToolPane.Put(painter, x, y, "n new   ", "new");
        x = ToolPane.Put(painter, x, y, "w save   ", "write");
        x = ToolPane.Put(painter, x, y, $"u undo {table.UndoCount}   ", "undo");
        x = ToolPane.Put(painter, x, y, $"^Y redo {table.RedoCount}   ", "redo");
        if (table.Canvas.Sheet.Trace is not null)
            ToolPane.Put(painter, x, y, table.IsTraceHidden ? "T show layer" : "T hide layer", "trace");
    }
}
