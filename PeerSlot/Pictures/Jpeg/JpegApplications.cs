using PeerSlot.Pictures.Metadata;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>What the application segments say about showing the picture.</summary>
internal sealed class JpegApplications
{
    private const int AdobeLength = 12;

    public static ReadOnlySpan<byte> JfifMark => "JFIF\0"u8;

    public static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;

    public static ReadOnlySpan<byte> AdobeMark => "Adobe"u8;

    public static ReadOnlySpan<byte> IccMark => "ICC_PROFILE\0"u8;

    public bool HasJfif { get; private set; }

    /// <summary>0 none, 1 YCbCr, 2 YCCK; null without an Adobe segment.</summary>
    public int? AdobeTransform { get; private set; }

    /// <summary>1 to 8; that of the first Exif segment.</summary>
    public int Orientation { get; private set; } = Pictures.Orientation.Upright;

    public void Read(JpegSegment segment)
    {
        var data = segment.Data;
        switch (segment.Marker)
        {
            case JpegMarker.App0 when data.StartsWith(JfifMark):
                HasJfif = true;
                break;
            case JpegMarker.App1 when data.StartsWith(ExifMark) && Orientation == Pictures.Orientation.Upright:
                Orientation = ExifOrientation.Read(data[ExifMark.Length..]);
                break;
            case JpegMarker.App14 when data.StartsWith(AdobeMark) && data.Length >= AdobeLength:
                AdobeTransform = data[AdobeLength - 1];
                break;
        }
    }
}
