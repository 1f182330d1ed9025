using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>Takes rows of MCUs from the top and makes rows of pixels of them, as soon as those below are there to interpolate with.</summary>
internal sealed class JpegOutput
{
    private readonly JpegFrame _frame;
    private readonly JpegColorSpace _space;
    private readonly RowTarget _target;
    private readonly ChromaUpsampling[] _rows;
    private readonly int _width;
    private readonly int _height;
    private int _next;
    private int _mcuRow = -1;

    /// <param name="onlyWhole">Rows of MCUs that are damaged or cut off are left out, with all below them.</param>
    public JpegOutput(JpegFrame frame, JpegColorSpace space, PixelBox box, bool onlyWhole)
    {
        OnlyWhole = onlyWhole;
        (_frame, _space) = (frame, space);
        (_width, _height) = (frame.ScaledWidth, frame.ScaledHeight);
        _target = RowTarget.For(_width, _height, box);
        _rows = [.. frame.Components.Select(c => new ChromaUpsampling(c, frame, _width))];
    }

    public bool OnlyWhole { get; }

    public bool IsComplete => _next == _height;

    /// <summary>Rows of pixels that are done.</summary>
    public int Rows => _next;

    /// <summary>Before the blocks of a row of MCUs are decoded; those that are not will be grey.</summary>
    public void Begin(int mcuRow)
    {
        foreach (var component in _frame.Components)
            component.Clear(mcuRow);
    }

    public void End(int mcuRow)
    {
        _mcuRow = mcuRow;
        // The last row of pixels may be waiting for the row of samples below it.
        Emit(mcuRow + 1 == _frame.McusHigh ? _height : (mcuRow + 1) * _frame.McuHeight - 1);
    }

    /// <summary>What a file that breaks off did not bring is grey.</summary>
    public Bitmap ToBitmap()
    {
        if (IsComplete)
            return _target.ToBitmap();
        // The row of MCUs where it broke off was begun and not ended.
        var row = _mcuRow + 1;
        for (End(row++); row < _frame.McusHigh; row++)
        {
            Begin(row);
            End(row);
        }

        return _target.ToBitmap();
    }

    /// <summary>The rows that are done; the others stay transparent.</summary>
    public Bitmap ToPrefix() => _target.ToBitmap();

    private void Emit(int end)
    {
        for (end = Math.Min(end, _height); _next < end; _next++)
        {
            JpegColors.Convert(_space, Row(0), Row(1), Row(2), Row(3), _target.Row(_next)[..(_width * 4)]);
            _target.Finish(_next);
        }
    }

    private ReadOnlySpan<byte> Row(int component) => component < _rows.Length ? _rows[component].Row(_next) : [];
}
