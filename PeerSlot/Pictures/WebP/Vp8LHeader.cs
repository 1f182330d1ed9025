using System.Buffers.Binary;

namespace PeerSlot.Pictures.WebP;

/// <summary>
/// The header of a lossless picture (RFC 9649, 3.4): 0x2F, then 14 bits of width less one, 14 of height less one, 1 that tells of alpha, 3 of
/// version.
/// </summary>
internal readonly record struct Vp8LHeader(int Width, int Height, bool HasAlpha)
{
    public const int Length = 5;
    private const byte Signature = 0x2F;

    public static Vp8LHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < Length)
            throw new PictureException("The WebP file is cut off in its VP8L header.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        if (data[0] != Signature || bits >> 29 != 0)
            throw new PictureException("The WebP file is broken: its VP8L data has no header.");
        return new Vp8LHeader((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1, (bits >> 28 & 1) != 0);
    }
}
