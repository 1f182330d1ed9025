namespace PeerSlot.Drawing.Files;

/// <summary>Cells of a text whose size is known only at its end; what exceeds a canvas is dropped.</summary>
internal sealed class CellGrid
{
    private readonly Canvas _canvas = new(Canvas.MaximumSide, Canvas.MaximumSide);
    private int _columns;
    private int _rows;

    public CellGrid() => _canvas.BeginEdit();

    public void Set(int column, int row, CanvasCell cell)
    {
        if (column >= _canvas.Width || row >= _canvas.CellRows)
            return;
        _canvas.SetCell(column, row, cell);
        (_columns, _rows) = (Math.Max(_columns, column + 1), Math.Max(_rows, row + 1));
    }

    public void Clear()
    {
        _canvas.Rollback();
        (_columns, _rows) = (0, 0);
    }

    public Canvas ToCanvas(int leastColumns = 1)
    {
        _canvas.Change(_canvas.Sheet with { Width = Math.Max(leastColumns, _columns), Height = Math.Max(1, _rows) * 2 });
        _canvas.EndEdit();
        return _canvas;
    }
}
