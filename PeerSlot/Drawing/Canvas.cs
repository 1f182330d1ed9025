namespace PeerSlot.Drawing;

/// <summary>
/// A drawing: sRGB pixels, two in each terminal cell, one above the other; or instead of two pixels a glyph with two colours. Kept in tiles.
/// A tile that an edit touches is copied first, so an edit keeps only its tiles and undo puts references back instead of pixels.
/// </summary>
/// <remarks>
/// Mutable, and used by one thread at a time; <see cref="Version"/> changes whenever something may have. Drawing happens between
/// <see cref="BeginEdit"/> and <see cref="EndEdit"/>.
/// </remarks>
public sealed partial class Canvas
{
    /// <summary>Nothing drawn: paper, or what lies under the drawing.</summary>
    public const int Empty = -1;

    /// <summary>Pixels; more than any terminal shows, and little enough to be averaged for one frame.</summary>
    public const int MaximumSide = 2048;

    private Tile?[] _tiles = [];
    private int _tileColumns;
    private Dictionary<TilePlace, Tile?>? _before;
    private Sheet? _sheetBefore;

    /// <param name="width">Pixels, 1 to <see cref="MaximumSide"/>.</param>
    /// <param name="height">Pixels, 1 to <see cref="MaximumSide"/>.</param>
    public Canvas(int width, int height) : this(new Sheet(width, height))
    {
    }

    public Canvas(Sheet sheet)
    {
        Sheet = sheet;
        Lay(sheet);
    }

    public Sheet Sheet { get; private set; }

    public int Width => Sheet.Width;

    public int Height => Sheet.Height;

    /// <summary>Rows of cells; of the last one, only the upper pixels may be on the canvas.</summary>
    public int CellRows => (Height + 1) / 2;

    public int Version { get; private set; }

    public bool IsEditing => _before is not null;

    /// <summary>A pixel as it is sent, 0xRRGGBB: paper where nothing is drawn, and outside; the ground where a glyph stands.</summary>
    public int this[int x, int y] => InkAt(x, y) is var ink && ink == Empty ? InkPalette.Paper : ink;

    /// <summary>Whether nothing at all is drawn. Looks at every touched tile.</summary>
    public bool IsBlank => Array.TrueForAll(_tiles, t => t is null || t.IsBlank);

    public bool HasGlyphs => Array.Exists(_tiles, t => t is { HasGlyphs: true });

    /// <summary>A pixel, 0xRRGGBB or <see cref="Empty"/>; the ground where a glyph stands.</summary>
    public int InkAt(int x, int y)
    {
        if (TileOf(x, y) is not { } tile)
            return Empty;
        return tile.GlyphAt(x, y) == 0 ? tile.Colors[Tile.PixelAt(x, y)] : tile.Colors[Tile.PixelAt(x, y | 1)];
    }

    public void BeginEdit()
    {
        if (_before is not null)
            throw new InvalidOperationException("An edit is open already.");
        (_before, _sheetBefore) = ([], Sheet);
    }

    /// <summary>Ends the edit; null where it changed nothing. A drawing that was a picture file is none any more once it is drawn on.</summary>
    public CanvasEdit? EndEdit()
    {
        if (_before is not { } before || _sheetBefore is not { } sheetBefore)
            throw new InvalidOperationException("No edit is open.");
        (_before, _sheetBefore) = (null, null);
        var changed = new List<TileChange>();
        foreach (var (place, old) in before)
        {
            var now = At(place);
            now?.IsOpen = false;
            if (SameContent(old, now))
                Put(place, old);
            else
                changed.Add(new TileChange(place, old, now is { IsBlank: true } ? null : now));
        }

        if (changed.Count > 0 && Sheet.Source is not null && ReferenceEquals(Sheet.Source, sheetBefore.Source))
            Sheet = Sheet with { Source = null };
        return changed.Count == 0 && Sheet == sheetBefore ? null : new CanvasEdit(sheetBefore, Sheet, changed);
    }

    /// <summary>Takes back what the open edit has done so far; it stays open.</summary>
    public void Rollback()
    {
        if (_before is not { } before || _sheetBefore is not { } sheetBefore)
            throw new InvalidOperationException("No edit is open.");
        Lay(sheetBefore);
        foreach (var (place, old) in before)
            Put(place, old);
        before.Clear();
        Version++;
    }

    /// <summary>Puts another state in: its sheet, and the tiles that differ from now.</summary>
    internal void Exchange(Sheet sheet, IEnumerable<(TilePlace Place, Tile? Content)> tiles)
    {
        if (_before is not null)
            throw new InvalidOperationException("Undo and redo wait for the end of the open edit.");
        Lay(sheet);
        foreach (var (place, content) in tiles)
            Put(place, content);
        Version++;
    }

    /// <summary>Every tile that has something on it.</summary>
    internal IEnumerable<(TilePlace Place, Tile Content)> DrawnTiles()
    {
        for (var i = 0; i < _tiles.Length; i++)
        {
            if (_tiles[i] is { IsBlank: false } tile)
                yield return (new TilePlace(i % _tileColumns, i / _tileColumns), tile);
        }
    }

    private Tile? At(TilePlace place)
    {
        var index = place.Row * _tileColumns + place.Column;
        return place.Column < _tileColumns && index < _tiles.Length ? _tiles[index] : null;
    }

    private void Put(TilePlace place, Tile? tile)
    {
        var index = place.Row * _tileColumns + place.Column;
        if (place.Column < _tileColumns && index < _tiles.Length)
            _tiles[index] = tile;
    }

    /// <summary>The tile of a pixel on the canvas; null where nobody has touched it, and outside. A last odd row has its cell's lower half.</summary>
    private Tile? TileOf(int x, int y) =>
        (uint)x < (uint)Width && (uint)y < (uint)(CellRows * 2) ? _tiles[y / Tile.Side * _tileColumns + x / Tile.Side] : null;

    private Tile Writable(int x, int y)
    {
        if (_before is not { } before)
            throw new InvalidOperationException("Drawing needs an open edit.");
        var index = y / Tile.Side * _tileColumns + x / Tile.Side;
        if (_tiles[index] is { IsOpen: true } open)
            return open;
        before.TryAdd(new TilePlace(x / Tile.Side, y / Tile.Side), _tiles[index]);
        return _tiles[index] = _tiles[index]?.Copy() ?? new Tile { IsOpen = true };
    }

    /// <summary>Makes room for a sheet's size; tiles that lie in both keep their places.</summary>
    private void Lay(Sheet sheet)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sheet.Width, 1, nameof(sheet));
        ArgumentOutOfRangeException.ThrowIfLessThan(sheet.Height, 1, nameof(sheet));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sheet.Width, MaximumSide, nameof(sheet));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sheet.Height, MaximumSide, nameof(sheet));
        var (columns, rows) = ((sheet.Width + Tile.Side - 1) / Tile.Side, (sheet.Height + Tile.Side - 1) / Tile.Side);
        if (columns != _tileColumns || columns * rows != _tiles.Length)
        {
            var tiles = new Tile?[columns * rows];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    tiles[row * columns + column] = At(new TilePlace(column, row));
            }

            (_tiles, _tileColumns) = (tiles, columns);
        }

        Sheet = sheet;
    }

    private static bool SameContent(Tile? old, Tile? now)
    {
        if (ReferenceEquals(old, now))
            return true;
        return old is null ? now!.IsBlank : now is null ? old.IsBlank : old.Equals(now);
    }
}

/// <summary>Where a tile lies, in tiles.</summary>
internal readonly record struct TilePlace(int Column, int Row);
