using PeerSlot.Pictures.Bmp;
using PeerSlot.Pictures.Gif;
using PeerSlot.Pictures.Jpeg;
using PeerSlot.Pictures.Png;
using PeerSlot.Pictures.Pnm;
using PeerSlot.Pictures.Qoi;
using PeerSlot.Pictures.Tga;
using PeerSlot.Pictures.WebP;

namespace PeerSlot.Pictures;

/// <summary>Picture files of every kind that PeerSlot reads.</summary>
public static class PictureFile
{
    private const int HeadLength = 32;

    /// <summary>TGA comes last: it has no mark, so that only what no other decoder knows may be taken for one.</summary>
    private static readonly IPictureDecoder[] Decoders =
    [
        new PngDecoder(), new JpegDecoder(), new GifDecoder(), new WebPDecoder(), new BmpDecoder(), new QoiDecoder(), new PnmDecoder(),
        new TgaDecoder(),
    ];

    /// <summary>Reads the header alone and checks it against the limits.</summary>
    /// <exception cref="PictureException">No picture, of an unknown kind, cut off in the header, or larger than the limits.</exception>
    public static PictureInfo Identify(ReadOnlySpan<byte> file, PictureLimits limits)
    {
        var info = DecoderOf(file).Identify(file);
        limits.Check(info.Width, info.Height);
        return info;
    }

    /// <exception cref="PictureException">No picture, broken, cut off, or larger than the limits.</exception>
    public static Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits) => DecodeFor(PixelBox.Whole, file, limits);

    /// <summary>
    /// For showing: a large picture is averaged down while it is decoded, in time and memory that follow the box rather than the file. Of the
    /// picture's size, <see cref="Identify"/> tells the truth.
    /// </summary>
    /// <exception cref="PictureException">No picture, broken, cut off, or larger than the limits.</exception>
    public static Bitmap DecodeFor(PixelBox box, ReadOnlyMemory<byte> file, PictureLimits limits) =>
        DecoderOf(file.Span).Decode(file, limits, box);

    /// <summary>
    /// What is certain of a picture of which only the beginning has arrived: rows, or passes over all of it. Pixels that are not known yet are
    /// transparent; the bitmap has the size that <see cref="DecodeFor"/> gives the whole file.
    /// </summary>
    /// <returns>Null where no pixel is certain yet, or where this kind of file shows nothing before it is whole.</returns>
    /// <exception cref="PictureException">However much follows, it will be no picture, or one larger than the limits.</exception>
    public static Bitmap? DecodePrefix(PixelBox box, ReadOnlyMemory<byte> prefix, PictureLimits limits)
    {
        if (prefix.Length < HeadLength)
            return null;
        return DecoderOf(prefix.Span) is IPrefixDecoder decoder ? decoder.DecodePrefix(prefix, limits, box) : null;
    }

    /// <summary>The frames of an animation in order, each decoded when it is asked for; of any other picture, itself.</summary>
    /// <exception cref="PictureException">As <see cref="Decode"/>; some of it only while iterating.</exception>
    public static IEnumerable<PictureFrame> DecodeFrames(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        var decoder = DecoderOf(file.Span);
        return decoder is IAnimationDecoder animation
            ? animation.DecodeFrames(file, limits)
            : [PictureFrame.Of(decoder.Decode(file, limits, PixelBox.Whole), TimeSpan.Zero)];
    }

    /// <summary>The kind of file by its first bytes alone; <see cref="PictureFormat.Unknown"/> where no decoder knows them.</summary>
    public static PictureFormat FormatOf(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, HeadLength)];
        foreach (var decoder in Decoders)
        {
            if (decoder.Recognises(head))
                return decoder.Format;
        }

        return PictureFormat.Unknown;
    }

    private static IPictureDecoder DecoderOf(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new PictureException("The file is empty.");
        var format = FormatOf(file);
        foreach (var decoder in Decoders)
        {
            if (decoder.Format == format)
                return decoder;
        }

        throw new PictureException(UnreadableKind.TryName(file, out var kind)
            ? (Text)$"This is {kind}, which PeerSlot cannot read yet: save it as PNG or JPEG."
            : "This is no picture that PeerSlot knows: it reads PNG, JPEG, GIF, WebP, BMP, QOI, PNM and TGA files.");
    }
}
