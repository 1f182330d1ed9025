using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The canvas in half blocks, with the cursor on it.</summary>
internal static class CanvasPane
{
    private static readonly Rune UpperHalf = new('▀');
    private static readonly Rune Blank = new(' ');

    public static void Draw(Painter painter, DrawState table, CanvasView view, bool showCursor)
    {
        var canvas = table.Document.Canvas;
        for (var row = 0; row < view.Area.Height; row++)
        {
            for (var column = 0; column < view.Area.Width; column++)
            {
                var (x, y) = (view.ScrollX + column, view.ScrollY + row * 2);
                var upper = Color.FromRgb(canvas.AverageOf(x * view.Scale, y * view.Scale, view.Scale));
                var lower = y + 1 < view.ShownHeight
                    ? Color.FromRgb(canvas.AverageOf(x * view.Scale, (y + 1) * view.Scale, view.Scale))
                    : Color.Default;
                painter.Buffer[view.Area.X + column, view.Area.Y + row] = upper == lower
                    ? new Cell(Blank, new Style(Color.Default, upper))
                    : new Cell(UpperHalf, new Style(upper, lower));
            }
        }

        if (showCursor)
            DrawCursor(painter, canvas, table, view);
    }

    /// <summary>
    /// A cross in black or white on the colour of its pixel; its one arm points to the half of the cell that the pixel is in. It hides the
    /// other half.
    /// </summary>
    private static void DrawCursor(Painter painter, Canvas canvas, DrawState table, CanvasView view)
    {
        var (column, row, lower) = view.CellOf(table.X, table.Y);
        if (!view.Area.Contains(column, row))
            return;
        var color = canvas.AverageOf(table.X / view.Scale * view.Scale, table.Y / view.Scale * view.Scale, view.Scale);
        painter.Buffer[column, row] = new Cell(new Rune(lower ? '┳' : '┻'), new Style(Color.FromRgb(Contrast(color)), Color.FromRgb(color)));
    }

    /// <summary>Black or white, whichever is easier to see on a colour (weights of ITU-R BT.601).</summary>
    public static int Contrast(int color) =>
        (color >> 16 & 255) * 299 + (color >> 8 & 255) * 587 + (color & 255) * 114 > 128_000 ? 0x000000 : 0xFFFFFF;
}
