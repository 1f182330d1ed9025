using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.WebP;

/// <summary>One picture: a VP8L chunk, or a VP8 chunk with an ALPH chunk before it (RFC 9649, 2.6).</summary>
internal static class WebPImage
{
    /// <exception cref="PictureException">The chunk holds no picture, or is cut off.</exception>
    public static (int Width, int Height) SizeOf(WebPChunk chunk)
    {
        if (chunk.Is("VP8 "u8))
        {
            var header = Vp8Header.Read(chunk.Data.Span);
            return (header.Width, header.Height);
        }

        if (!chunk.Is("VP8L"u8))
            throw new PictureException("The WebP file is broken: there is no picture where it should be.");
        var lossless = Vp8LHeader.Read(chunk.Data.Span);
        return (lossless.Width, lossless.Height);
    }

    /// <summary>The first picture among the chunks.</summary>
    /// <param name="width">What the headers say; a picture of another size is refused.</param>
    public static Bitmap Decode(ReadOnlyMemory<byte> chunks, int width, int height, PictureLimits limits)
    {
        var alpha = default(WebPChunk);
        while (WebPChunk.TryRead(ref chunks, out var chunk))
        {
            if (chunk.Is("ALPH"u8))
                alpha = chunk;
            if (!chunk.Is("VP8 "u8) && !chunk.Is("VP8L"u8))
                continue;
            if (!chunk.IsWhole)
                throw new PictureException("The WebP file is cut off among its pixels.");
            if (SizeOf(chunk) != (width, height))
                throw new PictureException($"The WebP file is broken: a picture of another size is where one of {width} x {height} pixels should be.");
            limits.Check(width, height);
            return chunk.Is("VP8L"u8) ? Vp8LDecoder.Decode(chunk.Data.Span) : DecodeLossy(chunk.Data, alpha, width, height);
        }

        throw new PictureException("The WebP file is cut off or broken: there is no picture.");
    }

    private static Bitmap DecodeLossy(ReadOnlyMemory<byte> data, WebPChunk alpha, int width, int height)
    {
        // Every macroblock of 16 by 16 takes some bits; 1 in 64 bytes of pixels is far below what any encoder reaches.
        if ((long)width * height / 256 > data.Length * 64L)
            throw new PictureException("The WebP file is cut off: it is too short for its pixels.");
        var colors = new Vp8Colors(Vp8Decoder.Decode(data), width, height);
        var picture = new Bitmap(width, height);
        for (var y = 0; y < height; y++)
            colors.Convert(y, picture.Row(y));
        if (alpha.Data.Length > 0)
            WebPAlpha.Apply(alpha.Data.Span, picture);
        return picture;
    }
}
