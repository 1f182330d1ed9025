using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The canvas: pixels in half blocks, glyphs, the tracing layer where nothing is drawn, and what is under way.</summary>
internal static class CanvasPane
{
    private static readonly Rune UpperHalf = new('▀');
    private static readonly Rune Blank = new(' ');

    public static void Draw(Painter painter, DrawState table, CanvasView view, bool showCursor)
    {
        var paper = new PaperPicture(table, view);
        for (var row = 0; row < view.Area.Height; row++)
        {
            for (var column = 0; column < view.Area.Width; column++)
            {
                var (x, y) = (view.Area.X + column, view.Area.Y + row);
                painter.Buffer[x, y] = CellAt(table.Canvas, view, paper, column, row, painter.Buffer[x, y].Style.Background);
            }
        }

        if (table.Selection is { } selection)
            DrawFrame(painter, view, selection);
        if (showCursor)
            CanvasCursor.Draw(painter, table, view, paper);
    }

    /// <summary>Where the canvas ends, if the pane is larger: paper may have the colour of what is around it.</summary>
    public static void DrawEdge(Painter painter, Rectangle pane, Rectangle canvas)
    {
        var (isWider, isHigher) = (pane.Width >= canvas.Width + 2, pane.Height >= canvas.Height + 2);
        for (var row = canvas.Y; isWider && row < canvas.Bottom; row++)
        {
            painter.Write(canvas.X - 1, row, "│", Theme.Quiet);
            painter.Write(canvas.Right, row, "│", Theme.Quiet);
        }

        if (!isHigher)
            return;
        var line = new string('─', canvas.Width);
        painter.Write(canvas.X - (isWider ? 1 : 0), canvas.Y - 1, Text.Verbatim(isWider ? $"┌{line}┐" : line), Theme.Quiet);
        painter.Write(canvas.X - (isWider ? 1 : 0), canvas.Bottom, Text.Verbatim(isWider ? $"└{line}┘" : line), Theme.Quiet);
    }

    /// <summary>Black or white, whichever is easier to see on a colour (weights of ITU-R BT.601).</summary>
    public static int Contrast(int color) =>
        (color >> 16 & 255) * 299 + (color >> 8 & 255) * 587 + (color & 255) * 114 > 128_000 ? 0x000000 : 0xFFFFFF;

    /// <param name="around">What is seen below the last row of pixels where their number is odd.</param>
    private static Cell CellAt(Canvas canvas, CanvasView view, PaperPicture paper, int column, int row, Color around)
    {
        var (x, y) = (view.ScrollX + column, view.ScrollY + row * 2);
        if (view.Scale == 1)
        {
            var (cellX, cellY) = (x / view.Magnification, y / view.Magnification / 2);
            var cell = canvas.CellAt(cellX, cellY);
            if (!cell.IsPixels)
                return GlyphAt(canvas, view, paper, cell, x, y);
        }

        var upper = Color.FromRgb(paper.ColorAt(x, y));
        var lower = y + 1 < view.ShownHeight ? Color.FromRgb(paper.ColorAt(x, y + 1)) : around;
        return upper == lower ? new Cell(Blank, new Style(Color.Default, upper)) : new Cell(UpperHalf, new Style(upper, lower));
    }

    /// <summary>A glyph as it is; magnified, shades and blocks fill their place, and others stand once in its middle.</summary>
    private static Cell GlyphAt(Canvas canvas, CanvasView view, PaperPicture paper, CanvasCell cell, int x, int y)
    {
        var ground = cell.Background == Canvas.Empty ? paper.ColorAt(x, y) : cell.Background;
        var style = new Style(Color.FromRgb(cell.Foreground == Canvas.Empty ? ground : cell.Foreground), Color.FromRgb(ground));
        var (inX, inY) = (x % view.Magnification, y % (view.Magnification * 2) / 2);
        var fills = cell.Glyph.Value is 0x2588 or (>= 0x2591 and <= 0x2593);
        var isMiddle = inX == (view.Magnification - 1) / 2 && inY == (view.Magnification - 1) / 2;
        if (!fills && !isMiddle)
            return new Cell(Blank, style);
        if (cell.Glyph == CanvasCell.Continuation)
        {
            var before = canvas.CellAt(x / view.Magnification - 1, y / view.Magnification / 2);
            return view.Magnification == 1 && inX == 0 && x > view.ScrollX && IsWide(before) ? Cell.Continuation(style) : new Cell(Blank, style);
        }

        if (!SafeText.IsHarmless(cell.Glyph) || RuneWidth.Of(cell.Glyph) is not 1 and var width && !(width == 2 && FitsWide(canvas, view, x, y)))
            return new Cell(Blank, style);
        return new Cell(cell.Glyph, style);
    }

    private static bool IsWide(CanvasCell cell) => !cell.IsPixels && SafeText.IsHarmless(cell.Glyph) && RuneWidth.Of(cell.Glyph) == 2;

    /// <summary>Whether the other half of a wide glyph is there, on the canvas and in the pane.</summary>
    private static bool FitsWide(Canvas canvas, CanvasView view, int x, int y) =>
        view.Magnification == 1 && x + 1 < view.ScrollX + view.Area.Width && canvas.CellAt(x + 1, y / 2).Glyph == CanvasCell.Continuation;

    /// <summary>The edge of the selected area: what is under it turned to its contrast, every other cell.</summary>
    private static void DrawFrame(Painter painter, CanvasView view, PixelArea area)
    {
        var (left, top, _) = view.CellOf(area.X, area.Y);
        var (right, bottom, _) = view.CellOf(area.Right - 1, area.Bottom - 1);
        (right, bottom) = (right + view.Magnification - 1, bottom + (view.Magnification - 1) / 2);
        for (var column = left; column <= right; column++)
        {
            Mark(painter, view, column, top, "┌─┐", column == left ? 0 : column == right ? 2 : 1);
            if (bottom > top)
                Mark(painter, view, column, bottom, "└─┘", column == left ? 0 : column == right ? 2 : 1);
        }

        for (var row = top + 1; row < bottom; row++)
        {
            Mark(painter, view, left, row, "│", 0);
            if (right > left)
                Mark(painter, view, right, row, "│", 0);
        }
    }

    private static void Mark(Painter painter, CanvasView view, int column, int row, string glyphs, int index)
    {
        if (!view.Area.Contains(column, row))
            return;
        var under = painter.Buffer[column, row].Style.Background;
        var color = under.IsDefault ? InkPalette.Paper : under.Rgb;
        painter.Buffer[column, row] = new Cell(new Rune(glyphs[index]), new Style(Color.FromRgb(Contrast(color)), Color.FromRgb(color)));
    }
}
