namespace PeerSlot.Pictures.Jpeg;

/// <summary>The frame of a file and its scans, one after the other, until the picture is there.</summary>
internal sealed class JpegScans
{
    /// <summary>
    /// No encoder writes more: libjpeg's own script has 10. A file of many empty scans over a large picture costs seconds for few bytes
    /// (libjpeg-turbo, "Two Issues with the JPEG Standard", 2015).
    /// </summary>
    private const int MaxScans = 100;

    /// <summary>Blocks visited by all scans together: thrice what libjpeg's own script visits in 64 Mpx.</summary>
    private const long MaxVisits = 1 << 25;

    private readonly PictureLimits _limits;
    private readonly JpegTables _tables = new();
    private JpegFrame? _frame;
    private int _scans;
    private long _visits;
    private bool _anyRow;

    public JpegScans(PictureLimits limits) => _limits = limits;

    /// <summary>Takes tables, the frame and scans, and nothing else.</summary>
    /// <param name="next">In: behind the segment. Out: behind the scan, if it was one.</param>
    public void Read(ReadOnlySpan<byte> file, JpegSegment segment, ref int next)
    {
        _tables.Read(segment);
        if (JpegMarker.IsFrame(segment.Marker))
        {
            if (_frame is not null)
                throw new PictureException($"The JPEG file is broken: a second frame stands at byte {segment.Offset}.");
            _frame = JpegFrame.Read(segment);
            _frame.Allocate(_limits, file.Length);
        }
        else if (segment.Marker == JpegMarker.Sos)
        {
            Decode(file, segment, ref next);
        }
    }

    /// <exception cref="PictureException">Too little is there to be shown.</exception>
    public Bitmap Finish(JpegApplications applications)
    {
        if (_frame is null)
            throw new PictureException("The JPEG file is cut off before its frame header.");
        if (!_anyRow)
            throw new PictureException("The JPEG file is cut off or damaged before its first row of pixels is whole.");
        if (_frame.IsProgressive)
            Transform(_frame);
        return Join(_frame, JpegColors.SpaceOf(_frame, applications.AdobeTransform, applications.HasJfif));
    }

    private void Decode(ReadOnlySpan<byte> file, JpegSegment segment, ref int next)
    {
        if (_frame is null)
            throw new PictureException($"The JPEG file is broken: a scan stands at byte {segment.Offset}, before any frame.");
        var scan = JpegScan.Read(segment, _frame, _tables);
        _visits += scan.Blocks;
        if (++_scans > MaxScans || _visits > MaxVisits)
            throw new PictureException($"The JPEG file has more scans than a picture needs: {_scans} so far, at byte {segment.Offset}.");
        _anyRow |= Run(file, _frame, scan, ref next) > 0;
    }

    private int Run(ReadOnlySpan<byte> file, JpegFrame frame, JpegScan scan, ref int next)
    {
        var interval = _tables.RestartInterval;
        if (!frame.IsProgressive)
            return ScanWalk.Run(file, ref next, frame, scan, interval, new SequentialBlocks());
        return (scan.First, scan.High) switch
        {
            (0, 0) => ScanWalk.Run(file, ref next, frame, scan, interval, new FirstDcBlocks(scan.Low)),
            (0, _) => ScanWalk.Run(file, ref next, frame, scan, interval, new RefineDcBlocks(scan.Low)),
            (_, 0) => ScanWalk.Run(file, ref next, frame, scan, interval, new FirstAcBlocks(scan.First, scan.Last, scan.Low)),
            _ => ScanWalk.Run(file, ref next, frame, scan, interval, new RefineAcBlocks(scan.First, scan.Last, scan.Low)),
        };
    }

    private static void Transform(JpegFrame frame)
    {
        Span<int> block = stackalloc int[JpegComponent.BlockSize];
        Span<int> factors = stackalloc int[JpegComponent.BlockSize];
        foreach (var component in frame.Components)
        {
            if (component.Quantization is null)
                continue;
            for (var k = 0; k < factors.Length; k++)
                factors[QuantizationTable.NaturalOrder[k]] = component.Quantization.Factors[k];
            for (var row = 0; row < component.BlocksHigh; row++)
            {
                for (var column = 0; column < component.BlocksWide; column++)
                {
                    var coefficients = component.CoefficientsOf(column, row);
                    for (var i = 0; i < block.Length; i++)
                        block[i] = coefficients[i] * factors[i];
                    InverseDct.Transform(block, component.SamplesOf(column, row), component.Stride);
                }
            }
        }
    }

    private static Bitmap Join(JpegFrame frame, JpegColorSpace space)
    {
        var picture = new Bitmap(frame.Width, frame.Height);
        // A halved component of odd width gives one sample too many, and one that repeats samples none too few.
        var spares = frame.Components.Select(_ => new byte[frame.Width + frame.MaxHorizontal]).ToArray();
        for (var y = 0; y < frame.Height; y++)
        {
            JpegColors.Convert(space, Row(0, y), Row(1, y), Row(2, y), Row(3, y), picture.Row(y));
        }

        return picture;

        ReadOnlySpan<byte> Row(int component, int y) =>
            component < frame.Components.Length ? ChromaUpsampling.Row(frame.Components[component], frame, y, spares[component]) : [];
    }
}
