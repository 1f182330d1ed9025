namespace PeerSlot.Drawing.Tools;

/// <summary>A piece that floats over the drawing until it is let go: something that is moved, pasted or imported.</summary>
public sealed class PatchGesture : Gesture
{
    private readonly PixelArea? _from;
    private readonly bool _covers;

    /// <param name="from">What it leaves empty: where it was cut out; null = nothing.</param>
    /// <param name="covers">Whether its empty places empty what is under them.</param>
    public PatchGesture(Canvas canvas, CellPatch patch, PixelArea? from, bool covers) : base(canvas) =>
        (Patch, _from, _covers) = (patch, from, covers);

    public CellPatch Patch { get; private set; }

    public int X { get; private set; }

    public int Y { get; private set; }

    public PixelArea Area => new(X, Y, Patch.Width, Patch.Height);

    /// <summary>Its upper left corner.</summary>
    public override void MoveTo(int x, int y)
    {
        (X, Y) = (x, y);
        Canvas.Rollback();
        if (_from is { } from)
            Canvas.FillRectangle(from.X, from.Y, from.Width, from.Height, Canvas.Empty);
        Patch.Paste(Canvas, x, y, _covers);
    }

    public void Exchange(CellPatch patch)
    {
        Patch = patch;
        MoveTo(X, Y);
    }
}
