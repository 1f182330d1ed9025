using System.Text;

namespace PeerSlot.Drawing.Tools;

/// <summary>Typing into cells from one place on: a new line begins under the first glyph.</summary>
public sealed class TextGesture : Gesture
{
    private readonly Ink _ink;
    private readonly int _firstColumn;
    private readonly List<(int Column, int Row, int Width, CanvasCell Under, CanvasCell UnderNext)> _typed = [];

    public TextGesture(Canvas canvas, Ink ink, int column, int row) : base(canvas) =>
        (_ink, _firstColumn, Column, Row) = (ink, column, column, row);

    /// <summary>Where the next glyph goes, cells; may be right of the canvas, where nothing is written.</summary>
    public int Column { get; private set; }

    public int Row { get; private set; }

    public bool IsEmpty => _typed.Count == 0;

    /// <param name="width">Columns that the glyph takes, 1 or 2.</param>
    public void Type(Rune glyph, int width)
    {
        if (Column + width > Canvas.Width || Row >= Canvas.CellRows)
            return;
        _typed.Add((Column, Row, width, Canvas.CellAt(Column, Row), Canvas.CellAt(Column + 1, Row)));
        var ink = _ink with { Glyph = glyph, PaintsCells = true, Parts = _ink.Parts | CellParts.Glyph };
        Canvas.SetCell(Column, Row, ink.Over(Canvas.CellAt(Column, Row)));
        if (width == 2)
            Canvas.SetCell(Column + 1, Row, (ink with { Glyph = CanvasCell.Continuation }).Over(Canvas.CellAt(Column + 1, Row)));
        Column += width;
    }

    public void NewLine()
    {
        if (Row + 1 < Canvas.CellRows)
            (Column, Row) = (_firstColumn, Row + 1);
    }

    /// <summary>Takes the last glyph back; what was under it comes again.</summary>
    public void RubOut()
    {
        if (_typed.Count == 0)
            return;
        var (column, row, width, under, underNext) = _typed[^1];
        _typed.RemoveAt(_typed.Count - 1);
        Canvas.SetCell(column, row, under);
        if (width == 2)
            Canvas.SetCell(column + 1, row, underNext);
        (Column, Row) = (column, row);
    }

    public override void MoveTo(int x, int y) => (Column, Row) = (Math.Max(0, x), Math.Max(0, y / 2));
}
