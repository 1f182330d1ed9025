namespace PeerSlot.Pictures.Scaling;

/// <summary>
/// Where a decoder puts its rows, in any order: a bitmap of the same size, or one that the rows are averaged into as they come, so that a large
/// picture never lies in memory.
/// </summary>
internal abstract class RowTarget
{
    public static RowTarget For(int width, int height, PixelBox box)
    {
        var (reducedWidth, reducedHeight) = box.Reduce(width, height);
        return (reducedWidth, reducedHeight) == (width, height)
            ? new WholeRows(new Bitmap(width, height))
            : new AveragedRows(width, height, reducedWidth, reducedHeight);
    }

    /// <summary>Where the pixels of row <paramref name="y"/> go, as R, G, B, A bytes; valid until the next call.</summary>
    public abstract Span<byte> Row(int y);

    /// <summary>How many rows are finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Call once for each row, when its pixels are written.</summary>
    public virtual void Finish(int y) => Finished++;

    public abstract Bitmap ToBitmap();

    private sealed class WholeRows(Bitmap picture) : RowTarget
    {
        public override Span<byte> Row(int y) => picture.Row(y);

        public override Bitmap ToBitmap() => picture;
    }

    private sealed class AveragedRows(int width, int height, int reducedWidth, int reducedHeight) : RowTarget
    {
        private readonly byte[] _row = new byte[width * 4];
        private readonly AreaAverage _average = new(width, height, reducedWidth, reducedHeight);

        public override Span<byte> Row(int y) => _row;

        public override void Finish(int y)
        {
            base.Finish(y);
            _average.Add(y, _row);
        }

        public override Bitmap ToBitmap() => _average.ToBitmap();
    }
}
