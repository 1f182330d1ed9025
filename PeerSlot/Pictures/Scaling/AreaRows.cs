namespace PeerSlot.Pictures.Scaling;

/// <summary>
/// A picture scaled by exact area averaging, row by row from the top, so that whoever needs some rows at a time keeps no more than these. Rows are
/// added up before they are made narrower: that is the cheaper order, as each pixel is met once.
/// </summary>
internal sealed class AreaRows
{
    private readonly Bitmap _picture;
    private readonly RowAverage _columns;
    private readonly double _step;
    private readonly float[] _sums;

    /// <summary>The light of a row that lies on the border of two, for the lower one.</summary>
    private readonly float[] _border;
    private int _borderRow = -1;
    private int _next;

    public AreaRows(Bitmap picture, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        _picture = picture;
        _columns = new RowAverage(picture.Width, width);
        _step = picture.Height / (double)height;
        _sums = new float[picture.Width * 4];
        _border = new float[picture.Width * 4];
    }

    /// <summary>As many times as there are rows.</summary>
    /// <param name="lights">4 floats a pixel, as in <see cref="LinearImage.Row"/>.</param>
    public void Read(Span<float> lights)
    {
        double top = _next * _step, bottom = (_next + 1) * _step;
        _next++;
        var last = Math.Min(_picture.Height, (int)Math.Ceiling(bottom));
        _sums.AsSpan().Clear();
        for (var row = (int)top; row < last; row++)
        {
            var share = (float)((Math.Min(row + 1, bottom) - Math.Max(row, top)) / _step);
            if (row + 1 > bottom && row != _borderRow)
            {
                LightRow.Convert(_picture.Row(row), _border);
                _borderRow = row;
            }

            if (row == _borderRow)
                LightRow.Add(_border, share, _sums);
            else
                LightRow.Add(_picture.Row(row), share, _sums);
        }

        _columns.Average(_sums, lights);
    }
}
