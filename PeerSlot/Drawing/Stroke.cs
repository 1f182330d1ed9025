namespace PeerSlot.Drawing;

/// <summary>
/// One stroke of a tool: from pen down to pen up it is one edit. Points are interpolated, so that a fast hand leaves no gaps.
/// </summary>
/// <remarks>
/// Points are in steps of a grid laid over the canvas, and each paints its whole grid cell: 1x1 draws pixels, 1x2 both halves of a
/// terminal cell, 4x4 the visible pixels of a picture shown at a quarter.
/// </remarks>
public sealed class Stroke
{
    private readonly Canvas _canvas;
    private readonly int _color;
    private readonly int _gridWidth;
    private readonly int _gridHeight;
    private (int X, int Y)? _last;

    /// <summary>Opens an edit of the canvas; <see cref="End"/> closes it.</summary>
    /// <param name="color">0xRRGGBB.</param>
    /// <param name="gridWidth">Pixels a step to the right, and of what a point paints.</param>
    /// <param name="gridHeight">Pixels a step down, and of what a point paints.</param>
    public Stroke(Canvas canvas, int color, int gridWidth = 1, int gridHeight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gridWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(gridHeight, 1);
        (_canvas, _color, _gridWidth, _gridHeight) = (canvas, color, gridWidth, gridHeight);
        canvas.BeginEdit();
    }

    /// <summary>Draws a line from the last point, or a point where it is the first.</summary>
    public void LineTo(int x, int y)
    {
        var (fromX, fromY) = _last ?? (x, y);
        foreach (var (pointX, pointY) in StrokeLine.Between(fromX, fromY, x, y))
            _canvas.FillRectangle(pointX * _gridWidth, pointY * _gridHeight, _gridWidth, _gridHeight, _color);
        _last = (x, y);
    }

    /// <summary>The edit that the stroke was; null where it changed nothing.</summary>
    public CanvasEdit? End() => _canvas.EndEdit();
}
