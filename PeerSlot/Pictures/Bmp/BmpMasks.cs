using System.Buffers.Binary;
using System.Numerics;

namespace PeerSlot.Pictures.Bmp;

/// <summary>Which bits of a 16 or 32-bit pixel are which channel.</summary>
internal readonly record struct BmpMasks(BmpChannel Red, BmpChannel Green, BmpChannel Blue, BmpChannel Alpha)
{
    /// <param name="header">A bitmap header with the masks at byte 40.</param>
    public static BmpMasks Of(int bits, BmpCompression compression, ReadOnlySpan<byte> header, bool hasAlpha)
    {
        if (compression is BmpCompression.BitFields or BmpCompression.AlphaBitFields)
            return new BmpMasks(At(header, 40), At(header, 44), At(header, 48), hasAlpha ? At(header, 52) : default);
        // BI_RGB: the fourth byte of 32 bits, and the highest bit of 16, have no meaning.
        return bits == 16
            ? new BmpMasks(new BmpChannel(0x7C00), new BmpChannel(0x03E0), new BmpChannel(0x001F), default)
            : new BmpMasks(new BmpChannel(0xFF0000), new BmpChannel(0x00FF00), new BmpChannel(0x0000FF), default);
    }

    public uint PixelOf(uint value) =>
        Red.Of(value) | Green.Of(value) << 8 | Blue.Of(value) << 16 | (Alpha.IsEmpty ? 255 : Alpha.Of(value)) << 24;

    private static BmpChannel At(ReadOnlySpan<byte> header, int offset) => new(BinaryPrimitives.ReadUInt32LittleEndian(header[offset..]));
}

/// <summary>One mask: its bits, stretched to 0..255.</summary>
internal readonly struct BmpChannel
{
    private readonly uint _mask;
    private readonly int _shift;
    private readonly uint _highest;

    public BmpChannel(uint mask)
    {
        _mask = mask;
        _shift = BitOperations.TrailingZeroCount(mask) & 31;
        _highest = mask >> _shift;
    }

    public bool IsEmpty => _mask == 0;

    public uint Of(uint value) =>
        IsEmpty ? 0 : (uint)((((value & _mask) >> _shift) * 255UL + _highest / 2) / _highest);
}
