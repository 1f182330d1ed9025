using System.Buffers.Binary;
using PeerSlot.Pictures.WebP;

namespace PeerSlot.Pictures.Metadata;

/// <summary>Keeps the chunks that the pixels need (RFC 9649, 2.7) and drops all others: Exif, XMP, private ones, and bytes behind the end.</summary>
internal static class WebPMetadata
{
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        ReadOnlyMemory<byte> rest = file.ToArray();
        var orientation = WebPFile.Read(rest).Orientation;
        // What stands behind the length that the header gives is not of this picture.
        var end = Math.Min(rest.Length, WebPChunk.HeaderLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]));
        rest = rest[WebPFile.HeaderLength..(int)Math.Max(WebPFile.HeaderLength, end)];
        var stripped = new MemoryStream(file.Length);
        stripped.Write(file[..WebPFile.HeaderLength]);
        while (WebPChunk.TryRead(ref rest, out var chunk))
        {
            if (chunk.Is("VP8X"u8))
                Write(stripped, "VP8X"u8, WithFlags(chunk.Data.Span, orientation));
            else if (chunk.Is("EXIF"u8) && orientation != Orientation.Upright)
                Write(stripped, "EXIF"u8, ExifOrientation.Write(orientation));
            else if (IsKept(chunk))
                Write(stripped, Name(chunk), chunk.Data.Span);
        }

        var bytes = stripped.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - WebPChunk.HeaderLength);
        return bytes;
    }

    private static bool IsKept(WebPChunk chunk) =>
        chunk.Is("VP8 "u8) || chunk.Is("VP8L"u8) || chunk.Is("ALPH"u8) || chunk.Is("ANIM"u8) || chunk.Is("ANMF"u8) || chunk.Is("ICCP"u8);

    private static byte[] WithFlags(ReadOnlySpan<byte> data, int orientation)
    {
        var flags = data.ToArray();
        if (flags.Length > 0)
            flags[0] &= unchecked((byte)~(XmpFlag | (orientation == Orientation.Upright ? ExifFlag : 0)));
        return flags;
    }

    private static byte[] Name(WebPChunk chunk)
    {
        var name = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(name, chunk.Name);
        return name;
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        file.Write(name);
        file.Write(length);
        file.Write(data);
        if ((data.Length & 1) != 0)
            file.WriteByte(0);
    }
}
