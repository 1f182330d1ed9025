using System.Runtime.CompilerServices;

namespace PeerSlot.Pictures.WebP;

/// <summary>The boolean entropy decoder (RFC 6386, 7.3). Behind the end of its data it reads zeros, and says so.</summary>
internal sealed class Vp8BoolReader
{
    private readonly ReadOnlyMemory<byte> _data;
    private ulong _value;
    private uint _range = 255;
    private int _bits = -8;
    private int _next;

    public Vp8BoolReader(ReadOnlyMemory<byte> data) => _data = data;

    /// <summary>Whether bits were taken that the data does not have; the decoder reads some ahead that it never uses.</summary>
    public bool IsExhausted => _next - (_bits + 8) / 8 > _data.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(int probability)
    {
        if (_bits < 0)
            Refill();
        var split = 1 + ((_range - 1) * (uint)probability >> 8);
        var big = (ulong)split << _bits;
        bool bit;
        if (_value >= big)
        {
            _range -= split;
            _value -= big;
            bit = true;
        }
        else
        {
            _range = split;
            bit = false;
        }

        // The range goes back to 128 and more: 7 bits and no more are shifted in.
        var shift = System.Numerics.BitOperations.LeadingZeroCount(_range) - 24;
        _range <<= shift;
        _bits -= shift;
        return bit;
    }

    public bool ReadBit() => Read(128);

    /// <summary>An unsigned number, its highest bit first.</summary>
    public int ReadNumber(int bits)
    {
        var value = 0;
        while (bits-- > 0)
            value = value << 1 | (ReadBit() ? 1 : 0);
        return value;
    }

    /// <summary>A number, then its sign.</summary>
    public int ReadSigned(int bits)
    {
        var value = ReadNumber(bits);
        return ReadBit() ? -value : value;
    }

    /// <summary>A flag, and where it is set a number with its sign; else 0.</summary>
    public int ReadOptional(int bits) => ReadBit() ? ReadSigned(bits) : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        var data = _data.Span;
        while (_bits < 40)
        {
            _value = _value << 8 | (_next < data.Length ? data[_next] : 0u);
            _next++;
            _bits += 8;
        }
    }
}
