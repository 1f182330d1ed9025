using PeerSlot.Pictures.Jpeg;

namespace PeerSlot.Pictures.Metadata;

/// <summary>
/// Keeps JFIF (without its thumbnail), ICC profiles, Adobe's colour transform, and all that the pixels need; drops every other application
/// segment and comment, and what stands behind the end of the image: further pictures of MPF, films of phones.
/// </summary>
internal static class JpegMetadata
{
    /// <summary>A JFIF segment's data without a thumbnail (JFIF 1.02): mark, version, density, then 0 x 0.</summary>
    private const int JfifLength = 14;

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        var stripped = new MemoryStream(file.Length);
        var applications = new JpegApplications();
        bool hasOrientation = false, inScan = false;
        stripped.Write(file[..2]);
        var next = 2;
        while (JpegSegment.TryRead(file, next, out var segment))
        {
            // Behind a scan header stand its entropy-coded data; stray bytes elsewhere belong to nothing.
            if (inScan)
                stripped.Write(file[next..segment.Offset]);
            inScan = segment.Marker == JpegMarker.Sos;
            next = segment.Next;
            applications.Read(segment);
            if (applications.Orientation != Orientation.Upright && !hasOrientation)
            {
                WriteSegment(stripped, JpegMarker.App1, [.. JpegApplications.ExifMark, .. ExifOrientation.Write(applications.Orientation)]);
                hasOrientation = true;
            }
            else
            {
                WriteKept(stripped, file, segment);
            }

            if (segment.Marker == JpegMarker.Eoi)
                return stripped.ToArray();
        }

        // Cut off in a scan, or in a segment behind it, which may be metadata.
        if (inScan)
            stripped.Write(file[next..JpegSegment.FindMarker(file, next)]);
        return stripped.ToArray();
    }

    private static void WriteKept(MemoryStream stripped, ReadOnlySpan<byte> file, JpegSegment segment)
    {
        var data = segment.Data;
        var isJfif = segment.Marker == JpegMarker.App0 && data.StartsWith(JpegApplications.JfifMark);
        if (isJfif && data.Length > JfifLength)
        {
            WriteSegment(stripped, JpegMarker.App0, [.. data[..(JfifLength - 2)], 0, 0]);
            return;
        }

        var isMetadata = segment.Marker is JpegMarker.Com or (>= JpegMarker.App0 and <= JpegMarker.App15);
        var isKept = isJfif
            || (segment.Marker == JpegMarker.App2 && data.StartsWith(JpegApplications.IccMark))
            || (segment.Marker == JpegMarker.App14 && data.StartsWith(JpegApplications.AdobeMark));
        if (!isMetadata || isKept)
            stripped.Write(file[segment.Offset..segment.Next]);
    }

    private static void WriteSegment(MemoryStream stripped, byte marker, ReadOnlySpan<byte> data)
    {
        var length = data.Length + 2;
        stripped.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        stripped.Write(data);
    }
}
