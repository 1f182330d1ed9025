namespace PeerSlot.Drawing.Tools;

/// <summary>A line, rectangle or oval between the corner where it began and where the hand is now.</summary>
public sealed class ShapeGesture : Gesture
{
    private readonly Shape _shape;
    private readonly Ink _ink;
    private readonly Pen _pen;
    private readonly (int X, int Y) _from;

    /// <param name="x">The first corner, pixels.</param>
    /// <param name="y">The first corner, pixels.</param>
    public ShapeGesture(Canvas canvas, Ink ink, Shape shape, int x, int y) : base(canvas)
    {
        (_shape, _ink, _pen, _from) = (shape, ink, new Pen(canvas, ink), ink.UnitAt(x, y));
        MoveTo(x, y);
    }

    public override void MoveTo(int x, int y)
    {
        Canvas.Rollback();
        var to = _ink.UnitAt(x, y);
        switch (_shape)
        {
            case Shape.Line:
                Touch(StrokeLine.Between(_from.X, _from.Y, to.X, to.Y));
                break;
            case Shape.Rectangle or Shape.Oval:
                Touch(_shape == Shape.Rectangle ? ShapePoints.Rectangle(_from, to) : ShapePoints.Oval(_from, to));
                break;
            default:
                var rows = _shape == Shape.FilledRectangle ? ShapePoints.RectangleRows(_from, to) : ShapePoints.OvalRows(_from, to);
                foreach (var (left, right, row) in rows)
                {
                    for (var column = left; column <= right; column++)
                        _pen.Put(column, row);
                }

                break;
        }
    }

    private void Touch(IEnumerable<(int X, int Y)> points)
    {
        foreach (var (x, y) in points)
            _pen.Touch(x, y);
    }
}

public enum Shape
{
    Line, Rectangle, FilledRectangle, Oval, FilledOval,
}
