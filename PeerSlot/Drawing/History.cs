namespace PeerSlot.Drawing;

/// <summary>
/// Undo and redo without end, one step an edit. A new edit forgets what was undone. Beyond <see cref="MemoryGoal"/> the oldest edits leave
/// memory, once the journal has them; undo reads them from there.
/// </summary>
/// <remarks>Limitation: without a journal, and where the journal cannot be written, everything stays in memory.</remarks>
public sealed class History
{
    /// <summary>Bytes of edits to hold in memory.</summary>
    public const long MemoryGoal = 64L << 20;

    private readonly List<CanvasEdit> _done = [];
    private readonly Stack<CanvasEdit> _undone = new();
    private readonly long _memoryGoal;
    private int _firstInMemory;

    public History(long memoryGoal = MemoryGoal) => _memoryGoal = memoryGoal;

    public int UndoCount => _done.Count;

    public int RedoCount => _undone.Count;

    /// <summary>Of the edits in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>The last edit; null at the beginning. What was saved is saved as long as this is the same.</summary>
    public CanvasEdit? Last => _done.Count > 0 ? _done[^1] : null;

    /// <summary>Takes down what happens here; null = nobody does.</summary>
    internal IEditJournal? Journal { get; set; }

    /// <summary>Takes an edit that has just been made.</summary>
    public void Add(CanvasEdit edit)
    {
        foreach (var forgotten in _undone)
            Bytes -= forgotten.IsInMemory ? forgotten.Bytes : 0;
        _undone.Clear();
        _done.Add(edit);
        Bytes += edit.Bytes;
        Journal?.Done(edit);
        Spill();
    }

    /// <exception cref="IOException">The edit is in the journal alone, and that cannot be read; nothing has changed.</exception>
    public bool TryUndo(Canvas canvas)
    {
        if (_done.Count == 0)
            return false;
        var edit = _done[^1];
        Recall(edit);
        edit.Undo(canvas);
        _done.RemoveAt(_done.Count - 1);
        _firstInMemory = Math.Min(_firstInMemory, _done.Count);
        _undone.Push(edit);
        Journal?.Undone();
        return true;
    }

    /// <exception cref="IOException">As <see cref="TryUndo"/>.</exception>
    public bool TryRedo(Canvas canvas)
    {
        if (!_undone.TryPeek(out var edit))
            return false;
        Recall(edit);
        edit.Redo(canvas);
        _undone.Pop();
        _done.Add(edit);
        Journal?.Redone();
        return true;
    }

    /// <summary>Lets the oldest edits go that the journal has, until the rest fits.</summary>
    private void Spill()
    {
        while (Bytes > _memoryGoal && _firstInMemory < _done.Count - 1 && Journal?.Holds(_done[_firstInMemory]) == true)
        {
            var oldest = _done[_firstInMemory++];
            if (!oldest.IsInMemory)
                continue;
            oldest.Forget();
            Bytes -= oldest.Bytes;
        }
    }

    private void Recall(CanvasEdit edit)
    {
        if (edit.IsInMemory)
            return;
        edit.Remember(Journal!.Read(edit));
        Bytes += edit.Bytes;
    }
}

/// <summary>
/// What keeps the edits of a drawing outside of memory. Called on the thread that draws; only <see cref="Read"/> waits for the disk.
/// </summary>
internal interface IEditJournal
{
    void Done(CanvasEdit edit);

    void Undone();

    void Redone();

    /// <summary>Whether <see cref="Read"/> can bring its tiles back.</summary>
    bool Holds(CanvasEdit edit);

    /// <exception cref="IOException">They cannot be read.</exception>
    IReadOnlyList<TileChange> Read(CanvasEdit edit);
}
