using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Pnm;

/// <summary>
/// Netpbm's formats: PBM, PGM and PPM, plain and raw (P1 to P6), and PAM (P7), with samples of up to 16 bits. Of several pictures in a file, the
/// first. Samples are taken for sRGB codes, as everybody writes them, not for the BT.709 of the manual.
/// </summary>
public sealed class PnmDecoder : IPictureDecoder, IPrefixDecoder
{
    public PictureFormat Format => PictureFormat.Pnm;

    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length > 2 && head[0] == 'P' && head[1] is >= (byte)'1' and <= (byte)'7' && (PnmHeader.IsBlank(head[2]) || head[2] == '#');

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var header = PnmHeader.Read(file);
        return new PictureInfo(Format, header.Width, header.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var header = PnmHeader.Read(file.Span);
        limits.Check(header.Width, header.Height);
        // Of a plain file, a bit takes a byte and a number at least that.
        var least = header.IsPlain ? (long)header.Width * header.Height * header.Depth : header.RowLength * header.Height;
        if (file.Length - header.Pixels < least)
            throw new PictureException("The PNM file is cut off: it is too short for its pixels.");
        var target = RowTarget.For(header.Width, header.Height, box);
        DecodeRows(file.Span, header, target);
        return target.ToBitmap();
    }

    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        if (!PnmHeader.TryReadPrefix(prefix.Span, out var header))
            return null;
        limits.Check(header.Width, header.Height);
        // Of the last number of a plain file, digits may be missing.
        if (header.IsPlain && prefix.Span.LastIndexOfAny(" \t\r\n"u8) is var blank and >= 0)
            prefix = prefix[..Math.Max(blank, header.Pixels)];
        return PartialRows.Of(RowTarget.For(header.Width, header.Height, box), target => DecodeRows(prefix.Span, header, target));
    }

    private static void DecodeRows(ReadOnlySpan<byte> file, PnmHeader header, RowTarget target)
    {
        var samples = new PnmSamples(file, header);
        var row = new byte[header.Width * header.Depth];
        for (var y = 0; y < header.Height; y++)
        {
            samples.Read(row);
            Convert(row, header.Depth, target.Row(y));
            target.Finish(y);
        }
    }

    private static void Convert(ReadOnlySpan<byte> row, int depth, Span<byte> rgba)
    {
        for (int x = 0, i = 0; x < rgba.Length; x += 4, i += depth)
        {
            rgba[x] = row[i];
            rgba[x + 1] = depth < 3 ? row[i] : row[i + 1];
            rgba[x + 2] = depth < 3 ? row[i] : row[i + 2];
            rgba[x + 3] = depth is 2 or 4 ? row[i + depth - 1] : (byte)255;
        }
    }
}
