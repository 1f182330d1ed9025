using System.Runtime.InteropServices;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Qoi;

/// <summary>QOI, "Quite OK Image" (https://qoiformat.org/qoi-specification.pdf). The colour space byte is not looked at: all is sRGB.</summary>
public sealed class QoiDecoder : IPictureDecoder, IPrefixDecoder
{
    public PictureFormat Format => PictureFormat.Qoi;

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(QoiHeader.Magic);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var header = QoiHeader.Read(file);
        return new PictureInfo(Format, header.Width, header.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var header = QoiHeader.Read(file.Span);
        limits.Check(header.Width, header.Height);
        if ((long)header.Width * header.Height > (file.Length - QoiHeader.Length) * (long)QoiPixels.LongestRun)
            throw new PictureException("The QOI file is cut off: it is too short for its pixels.");
        var target = RowTarget.For(header.Width, header.Height, box);
        DecodeRows(file.Span, header, target);
        return target.ToBitmap();
    }

    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        var header = QoiHeader.Read(prefix.Span);
        limits.Check(header.Width, header.Height);
        return PartialRows.Of(RowTarget.For(header.Width, header.Height, box), target => DecodeRows(prefix.Span, header, target));
    }

    private static void DecodeRows(ReadOnlySpan<byte> file, QoiHeader header, RowTarget target)
    {
        var pixels = new QoiPixels(file[QoiHeader.Length..]);
        for (var y = 0; y < header.Height; y++)
        {
            if (!pixels.TryRead(MemoryMarshal.Cast<byte, uint>(target.Row(y))))
                throw new PictureException($"The QOI file is cut off: its pixels end in row {y} of {header.Height}.");
            target.Finish(y);
        }
    }
}
