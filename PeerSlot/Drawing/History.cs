namespace PeerSlot.Drawing;

/// <summary>Undo and redo without end, one step an edit. A new edit forgets what was undone.</summary>
/// <remarks>
/// Limitations: everything stays in memory, about 16 KiB a touched tile. Past <see cref="MemoryGoal"/> the oldest edits are to
/// move into the autosave file, once there is one; <see cref="Bytes"/> says when.
/// </remarks>
public sealed class History
{
    /// <summary>Bytes of edits to hold in memory.</summary>
    public const long MemoryGoal = 64L << 20;

    private readonly Stack<CanvasEdit> _done = new();
    private readonly Stack<CanvasEdit> _undone = new();

    public int UndoCount => _done.Count;

    public int RedoCount => _undone.Count;

    public long Bytes { get; private set; }

    /// <summary>Takes an edit that has just been made.</summary>
    public void Add(CanvasEdit edit)
    {
        foreach (var forgotten in _undone)
            Bytes -= forgotten.Bytes;
        _undone.Clear();
        _done.Push(edit);
        Bytes += edit.Bytes;
    }

    public bool TryUndo(Canvas canvas)
    {
        if (!_done.TryPop(out var edit))
            return false;
        edit.Undo(canvas);
        _undone.Push(edit);
        return true;
    }

    public bool TryRedo(Canvas canvas)
    {
        if (!_undone.TryPop(out var edit))
            return false;
        edit.Redo(canvas);
        _done.Push(edit);
        return true;
    }
}
