namespace PeerSlot.Drawing.Tools;

/// <summary>Freehand: points are joined, so that a fast hand leaves no gaps.</summary>
public sealed class Stroke : Gesture
{
    private readonly Ink _ink;
    private readonly Pen _pen;
    private (int X, int Y)? _last;

    public Stroke(Canvas canvas, Ink ink) : base(canvas) => (_ink, _pen) = (ink, new Pen(canvas, ink));

    /// <summary>Draws a line from the last point, or a point where it is the first.</summary>
    public override void MoveTo(int x, int y)
    {
        var to = _ink.UnitAt(x, y);
        var from = _last ?? to;
        foreach (var (pointX, pointY) in StrokeLine.Between(from.X, from.Y, to.X, to.Y))
            _pen.Touch(pointX, pointY);
        _last = to;
    }
}
