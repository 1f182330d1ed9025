using System.Text;

namespace PeerSlot.Drawing;

public sealed partial class Canvas
{
    /// <summary>A cell; outside lies an empty one.</summary>
    /// <param name="row">In cells.</param>
    public CanvasCell CellAt(int column, int row)
    {
        if (TileOf(column, row * 2) is not { } tile)
            return CanvasCell.Empty;
        var (glyph, at) = (tile.GlyphAt(column, row * 2), Tile.PixelAt(column, row * 2));
        return new CanvasCell(glyph == 0 ? CanvasCell.HalfBlock : new Rune(glyph), tile.Colors[at], tile.Colors[at + Tile.Side]);
    }

    /// <summary>Sets a cell; outside of the canvas nothing happens.</summary>
    public void SetCell(int column, int row, CanvasCell cell)
    {
        var y = row * 2;
        if ((uint)column >= (uint)Width || row < 0 || y >= Height)
            return;
        var (tile, at) = (Writable(column, y), Tile.PixelAt(column, y));
        tile.Colors[at] = cell.Foreground;
        // The lower pixel of a last odd row lies outside; only a glyph needs its place for the ground.
        tile.Colors[at + Tile.Side] = cell.IsPixels && y + 1 >= Height ? Empty : cell.Background;
        tile.SetGlyph(column, y, cell.IsPixels ? 0 : cell.Glyph.Value);
        Version++;
    }

    /// <summary>
    /// Paints a rectangle of pixels, clipped to the canvas. A glyph that is touched gives way to pixels of its ground.
    /// </summary>
    /// <param name="color">0xRRGGBB or <see cref="Empty"/>.</param>
    public void FillRectangle(int x, int y, int width, int height, int color)
    {
        var (left, top, right, bottom) = (Math.Max(0, x), Math.Max(0, y), Math.Min(Width, x + width), Math.Min(Height, y + height));
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right;)
            {
                var count = Math.Min(right - column, Tile.Side - column % Tile.Side);
                var tile = Writable(column, row);
                if (tile.Glyphs is not null)
                    RemoveGlyphs(tile, column, row, count);
                tile.Colors.AsSpan(Tile.PixelAt(column, row), count).Fill(color);
                column += count;
            }
        }

        Version++;
    }

    public void SetPixel(int x, int y, int color)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
            return;
        var tile = Writable(x, y);
        if (tile.Glyphs is not null)
            RemoveGlyphs(tile, x, y, 1);
        tile.Colors[Tile.PixelAt(x, y)] = color;
        Version++;
    }

    private void RemoveGlyphs(Tile tile, int x, int y, int count)
    {
        for (var column = x; column < x + count; column++)
        {
            if (tile.GlyphAt(column, y) == 0)
                continue;
            var upper = Tile.PixelAt(column, y & ~1);
            tile.Colors[upper] = tile.Colors[upper + Tile.Side];
            if ((y | 1) >= Height)
                tile.Colors[upper + Tile.Side] = Empty;
            tile.SetGlyph(column, y, 0);
        }
    }
}
