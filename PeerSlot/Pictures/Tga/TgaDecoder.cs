using System.Runtime.InteropServices;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Tga;

/// <summary>Truevision TGA: palette, colour and grey, plain and run-length coded (types 1, 2, 3, 9, 10, 11), from any corner.</summary>
public sealed class TgaDecoder : IPictureDecoder, IPrefixDecoder
{
    public PictureFormat Format => PictureFormat.Tga;

    public bool Recognises(ReadOnlySpan<byte> head) => TgaHeader.IsPossible(head);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var header = TgaHeader.Read(file);
        return new PictureInfo(Format, header.Width, header.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var header = TgaHeader.Read(file.Span);
        limits.Check(header.Width, header.Height);
        var most = header.RunLength ? TgaPixels.LongestRun : 1;
        if ((long)header.Width * header.Height * header.PixelLength > (file.Length - header.Palette.End.Value) * (long)most)
            throw new PictureException("The TGA file is cut off: it is too short for its pixels.");
        var target = RowTarget.For(header.Width, header.Height, box);
        DecodeRows(file.Span, header, target);
        return target.ToBitmap();
    }

    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        if (prefix.Length < TgaHeader.PixelsOf(prefix.Span))
            return null;
        var header = TgaHeader.Read(prefix.Span);
        limits.Check(header.Width, header.Height);
        return PartialRows.Of(RowTarget.For(header.Width, header.Height, box), target => DecodeRows(prefix.Span, header, target));
    }

    private static void DecodeRows(ReadOnlySpan<byte> file, TgaHeader header, RowTarget target)
    {
        var pixels = new TgaPixels(file[header.Palette.End..], header, new TgaColors(header, file[header.Palette]));
        for (var y = 0; y < header.Height; y++)
        {
            var shown = header.ShownRow(y);
            var row = MemoryMarshal.Cast<byte, uint>(target.Row(shown));
            if (!pixels.TryRead(row))
                throw new PictureException($"The TGA file is cut off: its pixels end in row {y} of {header.Height}.");
            if (header.RightToLeft)
                row.Reverse();
            target.Finish(shown);
        }
    }
}
