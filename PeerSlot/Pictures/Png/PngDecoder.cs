using System.IO.Compression;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Png;

/// <summary>
/// PNG, third edition (https://www.w3.org/TR/png-3/). Of an animated file, <see cref="Decode"/> gives the still picture. Strict where pixels would be wrong (CRC of critical
/// chunks, order of chunks, cut off data), lenient with everything else.
/// </summary>
public sealed partial class PngDecoder : IPictureDecoder, IAnimationDecoder, IPrefixDecoder
{
    /// <summary>Deflate (RFC 1951) spends no less than 2 bits on 258 bytes: a shorter file cannot hold its picture.</summary>
    private const int MaxDeflateRatio = 1032;

    public PictureFormat Format => PictureFormat.Png;

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(PngChunk.Signature);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var header = PngHeader.Read(file, out var next);
        var turned = Orientation.SwapsSides(PngLayout.FindOrientation(file, next));
        return turned ? new PictureInfo(Format, header.Height, header.Width) : new PictureInfo(Format, header.Width, header.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var header = PngHeader.Read(file.Span, out var next);
        limits.Check(header.Width, header.Height);
        var layout = PngLayout.Read(file.Span, header, next);
        CheckLength(header, file.Length);
        var colors = new PngColors(header, file.Span[layout.Palette], file.Span[layout.Transparency]);
        using var data = new ImageDataStream(file, layout.ImageData);
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        box = box.Turned(layout.Orientation);
        var picture = header.Interlaced
            ? Reduce(DecodeInterlaced(inflated, header, colors, new Bitmap(header.Width, header.Height), fill: false), box)
            : DecodeRows(new Scanlines(inflated, header, header.Width), header, colors, RowTarget.For(header.Width, header.Height, box));
        return Orientation.Apply(picture, layout.Orientation);
    }

    private static void CheckLength(PngHeader header, int fileLength)
    {
        if (header.RowLength(header.Width) * (long)header.Height > fileLength * (long)MaxDeflateRatio)
            throw new PictureException("The PNG file is cut off: it is too short for its pixels.");
    }

    private static Bitmap DecodeRows(Scanlines rows, PngHeader header, PngColors colors, RowTarget target)
    {
        for (var y = 0; y < header.Height; y++)
        {
            colors.Convert(rows.Next(), target.Row(y));
            target.Finish(y);
        }

        return target.ToBitmap();
    }

    private static Bitmap Reduce(Bitmap picture, PixelBox box)
    {
        var (width, height) = box.Reduce(picture.Width, picture.Height);
        return AreaScaler.Scale(picture, width, height);
    }
}
