namespace PeerSlot.Pictures.Scaling;

/// <summary>Scales a picture down while its rows come in, in any order, by the same exact area averaging as <see cref="AreaScaler"/>.</summary>
internal sealed class AreaAverage
{
    private readonly RowAverage _columns;
    private readonly float[] _lights;
    private readonly float[] _row;
    private readonly LinearImage _sums;
    private readonly double _step;

    public AreaAverage(int sourceWidth, int sourceHeight, int width, int height)
    {
        _columns = new RowAverage(sourceWidth, width);
        _lights = new float[sourceWidth * 4];
        _row = new float[width * 4];
        _sums = new LinearImage(width, height);
        _step = sourceHeight / (double)height;
    }

    /// <param name="y">Row of the source.</param>
    /// <param name="rgba">Its pixels, straight alpha.</param>
    public void Add(int y, ReadOnlySpan<byte> rgba)
    {
        LightRow.Convert(rgba, _lights);
        _columns.Average(_lights, _row);
        var last = Math.Min(_sums.Height, (int)Math.Ceiling((y + 1) / _step));
        for (var to = Math.Min(_sums.Height - 1, (int)(y / _step)); to < last; to++)
        {
            var share = Math.Min(y + 1, (to + 1) * _step) - Math.Max(y, to * _step);
            if (share > 0)
                LightRow.Add(_row, (float)(share / _step), _sums.Row(to));
        }
    }

    public Bitmap ToBitmap() => AreaScaler.ToBitmap(_sums);
}
