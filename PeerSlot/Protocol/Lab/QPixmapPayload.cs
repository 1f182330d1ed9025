using System.Buffers.Binary;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// What the lab programs send: a QPixmap as QDataStream writes it (Qt 5.15, "Serializing Qt Data Types" and measured).
/// <code>
///   stream version 5 to 19   00 00 00 01 | PNG        the number is big-endian
///   stream version 2 to 4    PNG
///   stream version 1         BMP
///   null pixmap              00 00 00 00
/// </code>
/// </summary>
public static class QPixmapPayload
{
    private const int PrefixSize = 4;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// Finds the picture in a payload: PNG behind a prefix that is not 0, as Qt reads it, or a PNG or BMP alone. What stands behind the
    /// picture's own end is cut off: the byte that senders add to some sizes is not the picture's.
    /// </summary>
    /// <returns>False where it holds no picture, a null pixmap included. A picture is not decoded here and may be broken.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> picture, out QPixmapFormat format)
    {
        var bytes = payload.Span;
        (picture, format) = (default, QPixmapFormat.Png);
        if (bytes.StartsWith(PngSignature))
            picture = payload;
        else if (bytes.Length >= PrefixSize && BinaryPrimitives.ReadUInt32BigEndian(bytes) != 0 && bytes[PrefixSize..].StartsWith(PngSignature))
            picture = payload[PrefixSize..];
        else if (IsBmp(bytes))
            (picture, format) = (payload, QPixmapFormat.Bmp);
        else
            return false;
        picture = picture[..(format == QPixmapFormat.Png ? EndOfPng(picture.Span) : EndOfBmp(picture.Span))];
        return true;
    }

    /// <summary>The payload of stream versions 5 to 19, which every Qt since 3.1 reads.</summary>
    /// <param name="png">A whole PNG file; it goes in byte for byte.</param>
    /// <exception cref="ArgumentException">It is no PNG. Qt reads nothing else here.</exception>
    public static byte[] Write(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(PngSignature))
            throw new ArgumentException("A QPixmap holds a PNG.", nameof(png));
        var payload = new byte[PrefixSize + png.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, 1);
        png.CopyTo(payload.AsSpan(PrefixSize));
        return payload;
    }

    /// <summary>Behind IEND (PNG 3rd edition, 5.3 "Chunk layout"); everything where there is none.</summary>
    private static int EndOfPng(ReadOnlySpan<byte> png)
    {
        const int aroundChunk = 12;
        long chunk = PngSignature.Length;
        while (chunk + aroundChunk <= png.Length)
        {
            var header = png[(int)chunk..];
            var end = chunk + aroundChunk + BinaryPrimitives.ReadUInt32BigEndian(header);
            if (header[4..].StartsWith("IEND"u8))
                return end <= png.Length ? (int)end : png.Length;
            chunk = end;
        }

        return png.Length;
    }

    /// <summary>BITMAPFILEHEADER: "BM", then the size of the file, two words 0, and where the pixels begin: 14 bytes.</summary>
    private static bool IsBmp(ReadOnlySpan<byte> bytes) => bytes.Length >= 14 && bytes.StartsWith("BM"u8);

    private static int EndOfBmp(ReadOnlySpan<byte> bmp)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bmp[2..]);
        return size >= 14 && size <= bmp.Length ? (int)size : bmp.Length;
    }
}

/// <summary>What a QPixmap payload holds.</summary>
public enum QPixmapFormat
{
    Png,
    Bmp,
}
