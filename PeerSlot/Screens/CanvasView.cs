using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// How the canvas lies in its pane. Unless one zooms, a canvas up to 60x36 shows one pixel a half cell, and a larger one is shown at one over the
/// smallest whole number that fits it into the pane (or into 60x36, where the pane is smaller); a step of cursor or pencil is then
/// that many pixels. What exceeds the pane scrolls with the cursor. "Shown pixel" = half a cell.
/// </summary>
/// <param name="Scale">Pixels of the canvas a shown pixel, both ways.</param>
/// <param name="Magnification">Shown pixels a pixel of the canvas, both ways; 1 where the scale is not.</param>
/// <param name="Area">The cells that the canvas covers.</param>
/// <param name="ScrollX">Shown pixels cut off at the left.</param>
/// <param name="ScrollY">Shown pixels cut off above; even.</param>
internal readonly record struct CanvasView(int Scale, int Magnification, Rectangle Area, int ScrollX, int ScrollY, int ShownWidth, int ShownHeight)
{
    private const int MostMagnified = 4;

    /// <summary>Rows of the shown canvas, in cells.</summary>
    private int ShownRows => DivideUp(ShownHeight, 2);

    /// <param name="pane">The inside of the pane.</param>
    public static CanvasView Of(DrawState table, Rectangle pane)
    {
        var canvas = table.Canvas;
        var scale = table.Zoom switch { 0 => Fitting(canvas, pane), < 0 => -table.Zoom, _ => 1 };
        var magnification = Math.Max(1, table.Zoom);
        var (width, height) = (DivideUp(canvas.Width, scale) * magnification, DivideUp(canvas.Height, scale) * magnification);
        var (columns, rows) = (Math.Max(0, Math.Min(pane.Width, width)), Math.Max(0, Math.Min(pane.Height, DivideUp(height, 2))));
        var area = new Rectangle(pane.X + (pane.Width - columns) / 2, pane.Y + (pane.Height - rows) / 2, columns, rows);
        return new CanvasView(
            scale, magnification, area,
            Follow(table.ScrollX, table.X / scale * magnification, magnification, columns, width),
            Follow(table.ScrollY / 2, table.Y / scale * magnification / 2, DivideUp(magnification, 2), rows, DivideUp(height, 2)) * 2, width, height);
    }

    /// <summary>The next zoom in either direction.</summary>
    public int Zoomed(bool closer)
    {
        if (closer)
            return Scale > 1 ? Scale / 2 is var half && half > 1 ? -half : 1 : Math.Min(MostMagnified, Magnification * 2);
        return Magnification > 1 ? Magnification / 2 : -Math.Min(Scale * 2, 32);
    }

    /// <summary>The first cell in which a pixel of the canvas is shown, and whether in its lower half.</summary>
    public (int Column, int Row, bool Lower) CellOf(int x, int y)
    {
        var row = y / Scale * Magnification - ScrollY;
        return (Area.X + x / Scale * Magnification - ScrollX, Area.Y + (row >= 0 ? row : row - 1) / 2, row % 2 != 0);
    }

    /// <summary>The pixel of the canvas at a place of the screen, scrolling included; may lie outside of the canvas.</summary>
    /// <param name="subRow">Where in the cell, 0 to 1; null = its upper half.</param>
    public (int X, int Y) PixelAt(int column, int row, double? subRow)
    {
        var (x, y) = (column - Area.X + ScrollX, (row - Area.Y) * 2 + ScrollY + (subRow >= 0.5 ? 1 : 0));
        return (Floor(x, Magnification) * Scale, Floor(y, Magnification) * Scale);
    }

    /// <summary>Scrolled by shown pixels, the cursor pushed along where it would leave the pane.</summary>
    public DrawState Scrolled(DrawState table, int dx, int dy)
    {
        var x = Math.Clamp(ScrollX + dx, 0, Math.Max(0, ShownWidth - Area.Width));
        var y = Math.Clamp(ScrollY + dy, 0, Math.Max(0, (ShownRows - Area.Height) * 2));
        var (firstX, firstY) = (DivideUp(x, Magnification) * Scale, DivideUp(y, Magnification) * Scale);
        var (lastX, lastY) = ((x + Area.Width - 1) / Magnification * Scale, (y + Area.Height * 2 - 1) / Magnification * Scale);
        return table with
        {
            ScrollX = x, ScrollY = y,
            X = Math.Min(Math.Clamp(table.X, firstX, Math.Max(firstX, lastX)), table.Canvas.Width - 1),
            Y = Math.Min(Math.Clamp(table.Y, firstY, Math.Max(firstY, lastY)), table.Canvas.Height - 1),
        };
    }

    /// <summary>The least scrolling from where it was that keeps the cursor in the pane.</summary>
    /// <param name="size">Of the cursor.</param>
    private static int Follow(int scroll, int cursor, int size, int pane, int all) => Math.Clamp(
        Math.Clamp(scroll, Math.Max(0, cursor + size - Math.Max(size, pane)), Math.Max(0, cursor)), 0, Math.Max(0, all - pane));

    private static int Fitting(Canvas canvas, Rectangle pane) => Math.Max(
        DivideUp(canvas.Width, Math.Max(pane.Width, Sheet.FreshWidth)), DivideUp(canvas.Height, Math.Max(pane.Height * 2, Sheet.FreshHeight)));

    private static int Floor(int value, int by) => (value >= 0 ? value : value - by + 1) / by;

    private static int DivideUp(int value, int by) => (value + by - 1) / by;
}
