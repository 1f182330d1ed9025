using PeerSlot.Pictures;

namespace PeerSlot.Drawing.Fonts;

/// <summary>A drawing with its glyphs as pixels.</summary>
internal static class GlyphPainter
{
    /// <summary>Each cell 8x16 pixels; a last odd row of pixels takes half of that.</summary>
    public static Bitmap Paint(Canvas canvas)
    {
        var bitmap = new Bitmap(canvas.Width * PixelFont.Width, canvas.Height * PixelFont.Height / 2);
        for (var row = 0; row < canvas.CellRows; row++)
        {
            for (var column = 0; column < canvas.Width; column++)
                Paint(bitmap, column, row, canvas.CellAt(column, row));
        }

        return bitmap;
    }

    /// <summary>A half of a cell as one pixel: of a glyph, the mixture of its two colours.</summary>
    /// <returns>0xRRGGBB.</returns>
    public static int PixelOf(CanvasCell cell, bool lower)
    {
        if (cell.IsPixels)
            return Shown(cell.PixelAt(lower));
        var sum = default(LinearSum);
        var rows = PixelFont.RowsOf(cell.Glyph.Value);
        for (var y = 0; y < PixelFont.Width; y++)
        {
            for (var x = 0; x < PixelFont.Width; x++)
                sum.Add(Shown((rows[y + (lower ? PixelFont.Width : 0)] >> x & 1) != 0 ? cell.Foreground : cell.Background));
        }

        return sum.Average(InkPalette.Paper);
    }

    private static int Shown(int color) => color == Canvas.Empty ? InkPalette.Paper : color;

    private static void Paint(Bitmap bitmap, int column, int row, CanvasCell cell)
    {
        var rows = PixelFont.RowsOf(cell.Glyph.Value);
        var top = row * PixelFont.Height;
        for (var y = 0; y < Math.Min(PixelFont.Height, bitmap.Height - top); y++)
        {
            var pixels = bitmap.Row(top + y).Slice(column * PixelFont.Width * 4, PixelFont.Width * 4);
            for (var x = 0; x < PixelFont.Width; x++)
            {
                var color = (rows[y] >> (PixelFont.Width - 1 - x) & 1) != 0 ? cell.Foreground : cell.Background;
                Canvas.Set(pixels.Slice(x * 4, 4), Shown(color));
            }
        }
    }
}
