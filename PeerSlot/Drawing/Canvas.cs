namespace PeerSlot.Drawing;

/// <summary>
/// A drawing: opaque sRGB pixels (0xRRGGBB) on paper of one colour, kept in 64x64 tiles. A tile that an edit touches is copied
/// first, so an edit keeps only its tiles and undo puts references back instead of pixels.
/// </summary>
/// <remarks>
/// Mutable, and used by one thread at a time; <see cref="Version"/> changes whenever a pixel may have. Drawing happens between
/// <see cref="BeginEdit"/> and <see cref="EndEdit"/>.
/// </remarks>
public sealed partial class Canvas
{
    public const int TileSize = 64;

    private readonly int[]?[] _tiles;
    private readonly int _tileColumns;
    private Dictionary<int, int[]?>? _before;

    /// <param name="width">Pixels, 1 to 65,535.</param>
    /// <param name="height">Pixels, 1 to 65,535.</param>
    /// <param name="paper">0xRRGGBB, what an untouched pixel shows.</param>
    public Canvas(int width, int height, int paper = InkPalette.Paper)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, ushort.MaxValue);
        Width = width;
        Height = height;
        Paper = paper;
        _tileColumns = (width + TileSize - 1) / TileSize;
        _tiles = new int[]?[_tileColumns * ((height + TileSize - 1) / TileSize)];
    }

    public int Width { get; }

    public int Height { get; }

    public int Paper { get; }

    public int Version { get; private set; }

    /// <summary>A pixel, 0xRRGGBB; outside lies paper.</summary>
    public int this[int x, int y]
    {
        get
        {
            if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
                return Paper;
            return _tiles[y / TileSize * _tileColumns + x / TileSize] is { } tile ? tile[y % TileSize * TileSize + x % TileSize] : Paper;
        }
    }

    /// <summary>Whether there is nothing but paper. Looks at every touched tile.</summary>
    public bool IsBlank => Array.TrueForAll(_tiles, t => t is null || !t.AsSpan().ContainsAnyExcept(Paper));

    public void BeginEdit()
    {
        if (_before is not null)
            throw new InvalidOperationException("An edit is open already.");
        _before = [];
    }

    /// <summary>Paints a rectangle, clipped to the canvas.</summary>
    /// <param name="color">0xRRGGBB.</param>
    public void FillRectangle(int x, int y, int width, int height, int color)
    {
        var (left, top, right, bottom) = (Math.Max(0, x), Math.Max(0, y), Math.Min(Width, x + width), Math.Min(Height, y + height));
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right;)
            {
                var count = Math.Min(right - column, TileSize - column % TileSize);
                var tile = Writable(row / TileSize * _tileColumns + column / TileSize);
                tile.AsSpan(row % TileSize * TileSize + column % TileSize, count).Fill(color);
                column += count;
            }
        }

        Version++;
    }

    /// <summary>Ends the edit; null where it changed no pixel.</summary>
    public CanvasEdit? EndEdit()
    {
        if (_before is not { } before)
            throw new InvalidOperationException("No edit is open.");
        _before = null;
        var changed = new List<TileChange>();
        foreach (var (index, old) in before)
        {
            if (SameContent(old, _tiles[index]))
                _tiles[index] = old;
            else
                changed.Add(new TileChange(index, old, _tiles[index]));
        }

        return changed.Count == 0 ? null : new CanvasEdit(changed);
    }

    internal void Put(int tile, int[]? content)
    {
        if (_before is not null)
            throw new InvalidOperationException("Undo and redo wait for the end of the open edit.");
        _tiles[tile] = content;
        Version++;
    }

    private int[] Writable(int index)
    {
        if (_before is not { } before)
            throw new InvalidOperationException("Drawing needs an open edit.");
        if (before.TryAdd(index, _tiles[index]))
            _tiles[index] = _tiles[index] is { } shared ? (int[])shared.Clone() : NewTile();
        return _tiles[index]!;
    }

    private int[] NewTile()
    {
        var tile = new int[TileSize * TileSize];
        Array.Fill(tile, Paper);
        return tile;
    }

    private bool SameContent(int[]? old, int[]? now) =>
        old is null ? !now.AsSpan().ContainsAnyExcept(Paper) : old.AsSpan().SequenceEqual(now);
}
