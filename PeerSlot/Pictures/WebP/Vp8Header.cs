using System.Buffers.Binary;

namespace PeerSlot.Pictures.WebP;

/// <summary>
/// The uncompressed part of a key frame's header (RFC 6386, 9.1):
/// <code>
/// 0 frame tag: 1 bit not a key frame, 3 version, 1 shown, 19 length of the first partition   3 0x9D 0x01 0x2A   6 width, 8 height: 14 bits each
/// </code>
/// </summary>
internal readonly record struct Vp8Header(int Width, int Height, int FirstPartition)
{
    public const int Length = 10;

    public static Vp8Header Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < Length)
            throw new PictureException("The WebP file is cut off in its VP8 header.");
        var tag = data[0] | data[1] << 8 | data[2] << 16;
        if ((tag & 1) != 0 || (tag >> 1 & 7) > 3 || !data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            throw new PictureException("The WebP file is broken: its VP8 data does not begin with a key frame.");
        return new Vp8Header(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF, tag >> 5);
    }
}
