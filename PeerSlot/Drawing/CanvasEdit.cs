namespace PeerSlot.Drawing;

/// <summary>What one edit changed: its tiles and the sheet, before and after. Undoing and redoing only exchange references.</summary>
public sealed class CanvasEdit
{
    private IReadOnlyList<TileChange>? _tiles;

    internal CanvasEdit(Sheet before, Sheet after, IReadOnlyList<TileChange> tiles)
    {
        (Before, After, _tiles) = (before, after, tiles);
        foreach (var tile in tiles)
            Bytes += Math.Max(tile.Before?.Bytes ?? 0, tile.After?.Bytes ?? 0);
    }

    public Sheet Before { get; }

    public Sheet After { get; }

    /// <summary>What its tiles take in memory, about: one tile a change, for the other one is the neighbouring edit's or the canvas's.</summary>
    public long Bytes { get; }

    /// <summary>Whether the tiles are in memory; where not, the journal has them.</summary>
    internal bool IsInMemory => _tiles is not null;

    /// <summary>Null where only the journal has them.</summary>
    internal IReadOnlyList<TileChange>? Tiles => _tiles;

    /// <summary>Puts the canvas back to before the edit; every later edit must have been undone.</summary>
    public void Undo(Canvas canvas) => canvas.Exchange(Before, Needed().Select(t => (t.Place, t.Before)));

    /// <summary>Makes the edit again, where it was undone.</summary>
    public void Redo(Canvas canvas) => canvas.Exchange(After, Needed().Select(t => (t.Place, t.After)));

    internal void Forget() => _tiles = null;

    internal void Remember(IReadOnlyList<TileChange> tiles) => _tiles = tiles;

    private IReadOnlyList<TileChange> Needed() => _tiles ?? throw new InvalidOperationException("The tiles have to be read from the journal first.");
}

/// <summary>A tile that an edit changed; null is a tile with nothing on it.</summary>
internal readonly record struct TileChange(TilePlace Place, Tile? Before, Tile? After);
