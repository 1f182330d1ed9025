namespace PeerSlot.Drawing;

/// <summary>What one edit changed: its tiles before and after. Undoing and redoing only exchange references.</summary>
public sealed class CanvasEdit
{
    private readonly IReadOnlyList<TileChange> _tiles;

    internal CanvasEdit(IReadOnlyList<TileChange> tiles) => _tiles = tiles;

    /// <summary>What it keeps alive, about: one tile a change, for the other one is the neighbouring edit's or the canvas's.</summary>
    public long Bytes => (long)_tiles.Count * Canvas.TileSize * Canvas.TileSize * sizeof(int);

    /// <summary>Puts the canvas back to before the edit; every later edit must have been undone.</summary>
    public void Undo(Canvas canvas)
    {
        foreach (var tile in _tiles)
            canvas.Put(tile.Index, tile.Before);
    }

    /// <summary>Makes the edit again, where it was undone.</summary>
    public void Redo(Canvas canvas)
    {
        foreach (var tile in _tiles)
            canvas.Put(tile.Index, tile.After);
    }
}

/// <summary>A tile that an edit changed; null is a tile that nobody has touched.</summary>
internal readonly record struct TileChange(int Index, int[]? Before, int[]? After);
