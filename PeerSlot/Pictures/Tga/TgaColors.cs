using System.Buffers.Binary;

namespace PeerSlot.Pictures.Tga;

/// <summary>What the bytes of a pixel mean.</summary>
internal sealed class TgaColors
{
    private const uint Opaque = 0xFF000000;

    private readonly TgaHeader _header;

    /// <summary>256 pixels; black where the file has no entry.</summary>
    private readonly uint[] _palette = new uint[256];

    public TgaColors(TgaHeader header, ReadOnlySpan<byte> palette)
    {
        _header = header;
        Array.Fill(_palette, Opaque);
        var length = (header.EntryBits + 7) / 8;
        for (var i = 0; length > 0 && i < palette.Length / length && header.FirstEntry + i < _palette.Length; i++)
            _palette[header.FirstEntry + i] = Color(palette[(i * length)..], header.EntryBits, header.EntryBits == 32 ? 8 : 0);
    }

    /// <returns>R, G, B, A bytes read little-endian.</returns>
    public uint PixelOf(ReadOnlySpan<byte> bytes) => _header.Kind switch
    {
        1 => _palette[bytes[0]],
        2 => Color(bytes, _header.BitsPerPixel, _header.AlphaBits),
        _ => bytes[0] * 0x010101u | (_header.BitsPerPixel == 16 ? (uint)bytes[1] << 24 : Opaque),
    };

    /// <summary>Blue comes first; of 16 bits, five each, red highest, and one of alpha above.</summary>
    private static uint Color(ReadOnlySpan<byte> bytes, int bits, int alphaBits)
    {
        if (bits <= 16)
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            var alpha = alphaBits == 0 || value > 0x7FFF ? Opaque : 0;
            return Five(value >> 10) | Five(value >> 5) << 8 | Five(value) << 16 | alpha;
        }

        return bytes[2] | (uint)bytes[1] << 8 | (uint)bytes[0] << 16 | (bits == 32 && alphaBits > 0 ? (uint)bytes[3] << 24 : Opaque);
    }

    private static uint Five(int value) => (uint)((value & 31) * 255 + 15) / 31;
}
