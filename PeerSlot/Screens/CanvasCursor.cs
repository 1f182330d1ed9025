using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// The cursor on the canvas, in black or white on the colour under it. Half a cell is a cross whose one arm points to the half that it is in;
/// it hides the other half. Magnified, it frames its pixel.
/// </summary>
internal static class CanvasCursor
{
    public static void Draw(Painter painter, DrawState table, CanvasView view, PaperPicture paper)
    {
        if (table.Mode == Mode.Place || (table.Mode == Mode.Select && table.Gesture is not null))
            return;
        var (column, row, lower) = view.CellOf(table.X, table.Y);
        if (table.Mode == Mode.Text && view is { Magnification: 1, Scale: 1 })
        {
            if (view.Area.Contains(column, row))
                painter.Cursor = (column, row);
            return;
        }

        var (shownX, shownY) = (table.X / view.Scale * view.Magnification, table.Y / view.Scale * view.Magnification);
        var style = StyleOn(paper.ColorAt(shownX, shownY));
        if (view.Magnification == 1 && table.IsCells && view.Scale == 1)
            DrawOnCell(painter, view, table.Canvas.CellAt(table.X, table.Y / 2), column, row, style);
        else if (view.Magnification == 1)
            Put(painter, view, column, row, lower ? '┳' : '┻', style);
        else
            Frame(painter, view, column, row, view.Magnification, table.IsCells ? view.Magnification : view.Magnification / 2, style);
    }

    /// <summary>A whole cell: its glyph turned to its contrast, or a cross.</summary>
    private static void DrawOnCell(Painter painter, CanvasView view, CanvasCell cell, int column, int row, Style style)
    {
        var shown = painter.Buffer[column, row];
        if (cell.IsPixels || shown.IsContinuation || shown.Rune.Value == ' ')
            Put(painter, view, column, row, '╋', style);
        else if (view.Area.Contains(column, row))
            painter.Buffer[column, row] = shown with { Style = new Style(style.Background, style.Foreground) };
    }

    private static void Frame(Painter painter, CanvasView view, int left, int top, int width, int height, Style style)
    {
        if (height == 1)
        {
            Put(painter, view, left, top, '[', style);
            Put(painter, view, left + width - 1, top, ']', style);
            return;
        }

        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (isLeft, isRight, isTop, isBottom) = (column == 0, column == width - 1, row == 0, row == height - 1);
                if (!(isLeft || isRight || isTop || isBottom))
                    continue;
                var glyph = isTop ? isLeft ? '┌' : isRight ? '┐' : '─' : isBottom ? isLeft ? '└' : isRight ? '┘' : '─' : '│';
                Put(painter, view, left + column, top + row, glyph, style);
            }
        }
    }

    private static void Put(Painter painter, CanvasView view, int column, int row, char glyph, Style style)
    {
        if (view.Area.Contains(column, row))
            painter.Buffer[column, row] = new Cell(new Rune(glyph), style);
    }

    private static Style StyleOn(int color) => new(Color.FromRgb(CanvasPane.Contrast(color)), Color.FromRgb(color));
}
