namespace PeerSlot.Drawing.Tools;

/// <summary>
/// Something being drawn, from the first touch to letting go: one edit. It shows on the canvas at once, and may still be taken back.
/// </summary>
public abstract class Gesture
{
    /// <summary>Opens an edit of the canvas; <see cref="End"/> or <see cref="Cancel"/> closes it.</summary>
    protected Gesture(Canvas canvas)
    {
        Canvas = canvas;
        canvas.BeginEdit();
    }

    protected Canvas Canvas { get; }

    /// <summary>The hand is at a pixel of the canvas now, or beside it.</summary>
    public abstract void MoveTo(int x, int y);

    /// <summary>The edit that it was; null where it changed nothing.</summary>
    public CanvasEdit? End() => Canvas.EndEdit();

    public void Cancel()
    {
        Canvas.Rollback();
        Canvas.EndEdit();
    }
}
