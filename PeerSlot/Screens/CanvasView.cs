using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// How the canvas lies in its pane. One rule: a canvas up to 60x36 shows one pixel a half cell; a larger one is shown at one over the
/// smallest whole number that fits it into the pane (or into 60x36, where the pane is smaller), and a step of cursor or pencil is then
/// that many pixels. What still exceeds the pane scrolls with the cursor. "Shown pixel" = half a cell.
/// </summary>
/// <param name="Scale">Pixels of the canvas a shown pixel, both ways.</param>
/// <param name="Area">The cells that the canvas covers.</param>
/// <param name="ScrollX">Shown pixels cut off at the left.</param>
/// <param name="ScrollY">Shown pixels cut off above; even.</param>
internal readonly record struct CanvasView(int Scale, Rectangle Area, int ScrollX, int ScrollY, int ShownWidth, int ShownHeight)
{
    /// <param name="pane">The inside of the pane.</param>
    public static CanvasView Of(DrawState table, Rectangle pane)
    {
        var canvas = table.Document.Canvas;
        var scale = Math.Max(
            DivideUp(canvas.Width, Math.Max(pane.Width, DrawDocument.FreshWidth)),
            DivideUp(canvas.Height, Math.Max(pane.Height * 2, DrawDocument.FreshHeight)));
        var (width, height) = (DivideUp(canvas.Width, scale), DivideUp(canvas.Height, scale));
        var (columns, rows) = (Math.Max(0, Math.Min(pane.Width, width)), Math.Max(0, Math.Min(pane.Height, DivideUp(height, 2))));
        var area = new Rectangle(pane.X + (pane.Width - columns) / 2, pane.Y + (pane.Height - rows) / 2, columns, rows);
        return new CanvasView(
            scale, area,
            Follow(table.ScrollX, table.X / scale, columns, width),
            Follow(table.ScrollY / 2, table.Y / scale / 2, rows, DivideUp(height, 2)) * 2, width, height);
    }

    /// <summary>The cell in which a pixel of the canvas is shown, and whether in its lower half.</summary>
    public (int Column, int Row, bool Lower) CellOf(int x, int y)
    {
        var row = y / Scale - ScrollY;
        return (Area.X + x / Scale - ScrollX, Area.Y + row / 2, row % 2 == 1);
    }

    /// <summary>The shown pixel at a place of the screen, scrolling included; may lie outside of the canvas.</summary>
    /// <param name="subRow">Where in the cell, 0 to 1; null = its upper half.</param>
    public (int X, int Y) ShownAt(int column, int row, double? subRow) =>
        (column - Area.X + ScrollX, (row - Area.Y) * 2 + ScrollY + (subRow >= 0.5 ? 1 : 0));

    /// <summary>The least scrolling from where it was that keeps the cursor in the pane.</summary>
    private static int Follow(int scroll, int cursor, int pane, int all) =>
        Math.Clamp(Math.Clamp(scroll, Math.Max(0, cursor - Math.Max(1, pane) + 1), Math.Max(0, cursor)), 0, Math.Max(0, all - pane));

    private static int DivideUp(int value, int by) => (value + by - 1) / by;
}
