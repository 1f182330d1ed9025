namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// JPEG (ITU-T T.81) with Huffman coding and 8 bits a sample: baseline, extended sequential and progressive; with JFIF, Adobe and Exif segments.
/// A file that breaks off among its pixels gives those that are there, the rest grey, if at least one row of MCUs is whole. ICC profiles
/// are not applied.
/// </summary>
public sealed class JpegDecoder : IPictureDecoder, IPrefixDecoder
{
    public PictureFormat Format => PictureFormat.Jpeg;

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Soi, 0xFF]);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var applications = new JpegApplications();
        for (var next = 2; JpegSegment.TryRead(file, next, out var segment); next = segment.Next)
        {
            applications.Read(segment);
            if (!JpegMarker.IsFrame(segment.Marker))
                continue;
            var frame = JpegFrame.Read(segment);
            return Orientation.SwapsSides(applications.Orientation)
                ? new PictureInfo(Format, frame.Height, frame.Width)
                : new PictureInfo(Format, frame.Width, frame.Height);
        }

        throw new PictureException("The JPEG file is cut off before its frame header.");
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var applications = new JpegApplications();
        var scans = new JpegScans(limits, box, applications, isPrefix: false);
        ReadSegments(file.Span, applications, scans);
        return Orientation.Apply(scans.Finish(), applications.Orientation);
    }

    /// <summary>Rows of a sequential file; all of a progressive one as sharp as its scans so far make it.</summary>
    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        var applications = new JpegApplications();
        var scans = new JpegScans(limits, box, applications, isPrefix: true);
        ReadSegments(prefix.Span, applications, scans);
        return scans.FinishPrefix() is { } picture ? Orientation.Apply(picture, applications.Orientation) : null;
    }

    private static void ReadSegments(ReadOnlySpan<byte> file, JpegApplications applications, JpegScans scans)
    {
        var next = 2;
        while (!scans.IsComplete && JpegSegment.TryRead(file, next, out var segment) && segment.Marker != JpegMarker.Eoi)
        {
            next = segment.Next;
            applications.Read(segment);
            scans.Read(file, segment, ref next);
        }
    }
}
