using System.IO.Compression;
using System.Runtime.InteropServices;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Png;

/// <content>What has arrived of a file: rows, or of an interlaced picture passes.</content>
public sealed partial class PngDecoder
{
    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        if (prefix.Length < PngChunk.Signature.Length + PngHeader.Length + PngChunk.Overhead)
            return null;
        var header = PngHeader.Read(prefix.Span, out var next);
        limits.Check(header.Width, header.Height);
        if (PngLayout.TryReadPrefix(prefix.Span, header, next) is not { } layout)
            return null;
        var colors = new PngColors(header, prefix.Span[layout.Palette], prefix.Span[layout.Transparency]);
        using var data = new ImageDataStream(prefix, layout.ImageData, isPrefix: true);
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        box = box.Turned(layout.Orientation);
        var picture = header.Interlaced
            ? DecodePasses(inflated, header, colors) is { } passes ? Reduce(passes, box) : null
            : PartialRows.Of(
                RowTarget.For(header.Width, header.Height, box),
                target => DecodeRows(new Scanlines(inflated, header, header.Width), header, colors, target));
        return picture is null ? null : Orientation.Apply(picture, layout.Orientation);
    }

    /// <summary>Null before the first row of the first pass.</summary>
    private static Bitmap? DecodePasses(Stream inflated, PngHeader header, PngColors colors)
    {
        var picture = new Bitmap(header.Width, header.Height);
        try
        {
            DecodeInterlaced(inflated, header, colors, picture, fill: true);
        }
        catch (PictureException)
        {
            // The rows and passes before are certain.
        }

        return MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan()).ContainsAnyExcept(0u) ? picture : null;
    }
}
