using PeerSlot.Pictures.Metadata;

namespace PeerSlot.Pictures.WebP;

/// <summary>What a WebP file consists of (RFC 9649, 2.5 to 2.7), before any pixel is decoded.</summary>
/// <param name="Width">Of the canvas.</param>
/// <param name="Frames">The file behind the headers: chunks of frames, or of the one picture.</param>
internal readonly record struct WebPFile(int Width, int Height, bool IsAnimated, int Orientation, ReadOnlyMemory<byte> Frames)
{
    public const int HeaderLength = 12;
    private const byte AnimationFlag = 0x02;

    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("RIFF"u8) && head.Length >= HeaderLength && head[8..].StartsWith("WEBP"u8);

    /// <exception cref="PictureException">Cut off, or no picture chunk comes first.</exception>
    public static WebPFile Read(ReadOnlyMemory<byte> file)
    {
        var rest = file[Math.Min(file.Length, HeaderLength)..];
        var frames = rest;
        if (!WebPChunk.TryRead(ref rest, out var chunk))
            throw new PictureException("The WebP file is cut off in its header.");
        if (!chunk.Is("VP8X"u8))
        {
            var (width, height) = WebPImage.SizeOf(chunk);
            return new WebPFile(width, height, false, Pictures.Orientation.Upright, frames);
        }

        var data = chunk.Data.Span;
        if (data.Length < 10)
            throw new PictureException("The WebP file is cut off in its VP8X chunk.");
        return new WebPFile(
            ReadSize(data[4..]), ReadSize(data[7..]), (data[0] & AnimationFlag) != 0, FindOrientation(rest), rest);
    }

    /// <summary>24 bits, one less.</summary>
    public static int ReadSize(ReadOnlySpan<byte> data) => 1 + (data[0] | data[1] << 8 | data[2] << 16);

    private static int FindOrientation(ReadOnlyMemory<byte> rest)
    {
        while (WebPChunk.TryRead(ref rest, out var chunk))
        {
            if (!chunk.Is("EXIF"u8))
                continue;
            // Some writers put JPEG's mark before the TIFF header.
            var exif = chunk.Data.Span;
            return ExifOrientation.Read(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif);
        }

        return Pictures.Orientation.Upright;
    }
}
