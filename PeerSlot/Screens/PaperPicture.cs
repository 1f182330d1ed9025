using PeerSlot.Drawing;

namespace PeerSlot.Screens;

/// <summary>The colours of the shown pixels: what is drawn; else the tracing layer, faint; else paper, with its grid.</summary>
internal readonly struct PaperPicture(DrawState table, CanvasView view)
{
    private const int GridStep = 8;

    private readonly TracingLayer? _trace = table.IsTraceHidden ? null : table.Canvas.Sheet.Trace;

    /// <param name="x">Shown pixels, scrolling included.</param>
    /// <param name="y">Shown pixels, scrolling included.</param>
    /// <returns>0xRRGGBB.</returns>
    public int ColorAt(int x, int y)
    {
        var (pixelX, pixelY) = (x / view.Magnification * view.Scale, y / view.Magnification * view.Scale);
        var ink = view.Scale == 1 ? table.Canvas.InkAt(pixelX, pixelY) : table.Canvas.AverageOf(pixelX, pixelY, view.Scale);
        return ink != Canvas.Empty ? ink : Under(pixelX, pixelY);
    }

    /// <summary>What shows where nothing is drawn.</summary>
    private int Under(int x, int y)
    {
        if (_trace is { } trace && table.Trace is { } shown && ReferenceEquals(shown.Request.File, trace.File))
        {
            var (layer, column, row) = (shown.Pixels, (x - trace.X) * (long)shown.Pixels.Width, (y - trace.Y) * (long)shown.Pixels.Height);
            if (x >= trace.X && y >= trace.Y && x < trace.X + trace.Width && y < trace.Y + trace.Height)
            {
                var color = layer.Colors[(int)(row / trace.Height) * layer.Width + (int)(column / trace.Width)];
                if (color != Canvas.Empty)
                    return Faint(color);
            }
        }

        if (!table.HasGrid)
            return InkPalette.Paper;
        // A chessboard of single pixels where they are large enough, of eight by eight where not.
        var step = view.Magnification > 1 ? 1 : GridStep * view.Scale;
        return (x / step + y / step) % 2 == 0 ? InkPalette.Paper : 0xE4E8EE;
    }

    /// <summary>Halfway to paper, so that ink stands out from it.</summary>
    private static int Faint(int color) => (color >> 1 & 0x7F7F7F) + 0x808080;
}
