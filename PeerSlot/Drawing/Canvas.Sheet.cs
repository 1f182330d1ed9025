namespace PeerSlot.Drawing;

public sealed partial class Canvas
{
    /// <summary>Changes what is not cells, within an edit. A smaller size cuts off at the right and below; a larger one adds paper there.</summary>
    public void Change(Sheet sheet)
    {
        if (_before is not { } before)
            throw new InvalidOperationException("A change needs an open edit.");
        if (sheet.Width < Width)
            FillRectangle(sheet.Width, 0, Width - sheet.Width, Height, Empty);
        if (sheet.Height < Height)
            CutRows(sheet.Height);
        for (var i = 0; i < _tiles.Length; i++)
        {
            var place = new TilePlace(i % _tileColumns, i / _tileColumns);
            if (place.Column * Tile.Side >= sheet.Width || place.Row * Tile.Side >= sheet.Height)
                before.TryAdd(place, _tiles[i]);
        }

        Lay(sheet);
        Version++;
    }

    /// <summary>Becomes another drawing, within an edit; the other one's tiles are shared and not copied.</summary>
    public void Become(Canvas other)
    {
        if (_before is not { } before)
            throw new InvalidOperationException("A change needs an open edit.");
        for (var i = 0; i < _tiles.Length; i++)
            before.TryAdd(new TilePlace(i % _tileColumns, i / _tileColumns), _tiles[i]);
        Array.Clear(_tiles);
        Lay(other.Sheet);
        for (var i = 0; i < other._tiles.Length; i++)
        {
            before.TryAdd(new TilePlace(i % _tileColumns, i / _tileColumns), null);
            _tiles[i] = other._tiles[i];
        }

        Version++;
    }

    /// <summary>A copy that shares the tiles, as both only ever copy them before they draw.</summary>
    public Canvas Copy()
    {
        var copy = new Canvas(Sheet);
        _tiles.CopyTo(copy._tiles, 0);
        return copy;
    }

    /// <summary>Empties what lies in tiles but not on the canvas: a file may say anything there.</summary>
    internal void ClearOutside()
    {
        var sheet = Sheet;
        BeginEdit();
        Lay(sheet with { Width = RoundUp(sheet.Width), Height = RoundUp(sheet.Height) });
        Change(sheet);
        EndEdit();

        static int RoundUp(int side) => (side + Tile.Side - 1) / Tile.Side * Tile.Side;
    }

    /// <summary>
    /// Empties everything from a row on. Where the cut goes through a cell with a glyph, the glyph stays: its colours are no pixels.
    /// </summary>
    private void CutRows(int from)
    {
        for (var column = 0; from % 2 == 1 && column < Width; column++)
        {
            if (CellAt(column, from / 2).IsPixels)
                SetPixel(column, from, Empty);
        }

        var first = from + from % 2;
        // A last odd row has glyphs whose ground lies below the canvas.
        for (var row = first / 2; row < CellRows; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                if (TileOf(column, row * 2) is { } tile && (tile.GlyphAt(column, row * 2) != 0 || tile.Colors[Tile.PixelAt(column, row * 2)] != Empty
                                                            || tile.Colors[Tile.PixelAt(column, row * 2 + 1)] != Empty))
                    SetCell(column, row, CanvasCell.Empty);
            }
        }
    }
}
