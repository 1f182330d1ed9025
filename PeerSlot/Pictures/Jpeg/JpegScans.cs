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
    private readonly PixelBox _box;
    private readonly JpegApplications _applications;
    private readonly JpegTables _tables = new();
    private JpegFrame? _frame;
    private JpegOutput? _output;
    private int _scans;
    private long _visits;
    private readonly bool _isPrefix;

    /// <summary>Rows of MCUs that the first scan brought whole.</summary>
    private int _firstRows;
    private bool _anyRow;

    /// <param name="applications">What the segments before the first scan say about colours.</param>
    /// <param name="isPrefix">The file is still arriving: that it is short says nothing.</param>
    public JpegScans(PictureLimits limits, PixelBox box, JpegApplications applications, bool isPrefix)
    {
        _isPrefix = isPrefix;
        _limits = limits;
        _box = box;
        _applications = applications;
    }

    /// <summary>Whether every row of pixels is there: what follows can change nothing.</summary>
    public bool IsComplete => _output is { IsComplete: true };

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
            _frame.Check(_limits, _isPrefix ? int.MaxValue : file.Length);
        }
        else if (segment.Marker == JpegMarker.Sos)
        {
            Decode(file, segment, ref next);
        }
    }

    /// <exception cref="PictureException">Too little is there to be shown.</exception>
    public Bitmap Finish()
    {
        if (_frame is null)
            throw new PictureException("The JPEG file is cut off before its frame header.");
        if (!_anyRow || _output is null)
            throw new PictureException("The JPEG file is cut off or damaged before its first row of pixels is whole.");
        if (_frame.Components[0].Coefficients.Length > 0)
            CoefficientBlocks.Transform(_frame, _output, _frame.McusHigh);
        return _output.ToBitmap();
    }

    /// <returns>Rows that are certain, the others transparent; null without any.</returns>
    public Bitmap? FinishPrefix()
    {
        if (_frame is null || _output is null || _firstRows == 0)
            return null;
        if (_frame.Components[0].Coefficients.Length > 0)
            CoefficientBlocks.Transform(_frame, _output, _firstRows);
        return _output.Rows > 0 ? _output.ToPrefix() : null;
    }

    /// <summary>The first scan shows how the file is to be read, and what it is to become.</summary>
    private JpegOutput Prepare(JpegFrame frame, JpegScan scan)
    {
        frame.Scale(SideFor(_box.Turned(_applications.Orientation).Surplus(frame.Width, frame.Height)));
        frame.Allocate(_limits, keepCoefficients: frame.IsProgressive || scan.Components.Length < frame.Components.Length);
        var space = JpegColors.SpaceOf(frame, _applications.AdobeTransform, _applications.HasJfif);
        return new JpegOutput(frame, space, _box.Turned(_applications.Orientation), _isPrefix);
    }

    /// <summary>
    /// A smaller block is an average of codes, not of light, and so too dark beside edges: that is hidden where each pixel that is shown
    /// is the average, in light, of eight by eight and more.
    /// </summary>
    private static int SideFor(double surplus) => surplus switch
    {
        >= 64 => 1,
        >= 32 => 2,
        >= 16 => 4,
        _ => JpegComponent.BlockSide,
    };

    private void Decode(ReadOnlySpan<byte> file, JpegSegment segment, ref int next)
    {
        if (_frame is null)
            throw new PictureException($"The JPEG file is broken: a scan stands at byte {segment.Offset}, before any frame.");
        var scan = JpegScan.Read(segment, _frame, _tables);
        _visits += scan.Blocks;
        if (++_scans > MaxScans || _visits > MaxVisits)
            throw new PictureException($"The JPEG file has more scans than a picture needs: {_scans} so far, at byte {segment.Offset}.");
        _output ??= Prepare(_frame, scan);
        var rows = Run(file, _frame, scan, ref next);
        _anyRow |= rows > 0;
        // Alone, a component's rows of blocks are counted; several make a row of MCUs.
        if (_scans == 1)
            _firstRows = scan.IsInterleaved ? rows : rows == scan.Components[0].BlocksHigh ? _frame.McusHigh : rows / scan.Components[0].Vertical;
    }

    private int Run(ReadOnlySpan<byte> file, JpegFrame frame, JpegScan scan, ref int next)
    {
        var interval = _tables.RestartInterval;
        if (!frame.IsProgressive)
        {
            return frame.Components[0].Coefficients.Length == 0
                ? ScanWalk.Run(file, ref next, frame, scan, interval, new SequentialBlocks(keep: false), _output)
                : ScanWalk.Run(file, ref next, frame, scan, interval, new SequentialBlocks(keep: true));
        }

        return (scan.First, scan.High) switch
        {
            (0, 0) => ScanWalk.Run(file, ref next, frame, scan, interval, new FirstDcBlocks(scan.Low)),
            (0, _) => ScanWalk.Run(file, ref next, frame, scan, interval, new RefineDcBlocks(scan.Low)),
            (_, 0) => ScanWalk.Run(file, ref next, frame, scan, interval, new FirstAcBlocks(scan.First, scan.Last, scan.Low)),
            _ => ScanWalk.Run(file, ref next, frame, scan, interval, new RefineAcBlocks(scan.First, scan.Last, scan.Low)),
        };
    }
}
