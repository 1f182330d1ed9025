using System.Runtime.CompilerServices;

namespace PeerSlot.Pictures.WebP;

/// <summary>Bits from the lowest of each byte up (RFC 9649, 3.3). Behind the end it reads zeros, and says so.</summary>
internal ref struct Vp8LBitReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private ulong _buffer;
    private int _count;
    private int _next;

    /// <summary>Whether bits were taken that the data does not have.</summary>
    public readonly bool IsExhausted => _next - _count / 8 > _data.Length;

    /// <param name="count">0 to 24.</param>
    public int Read(int count)
    {
        Ensure();
        var value = (int)(_buffer & ((1u << count) - 1));
        Skip(count);
        return value;
    }

    public bool ReadBit() => Read(1) != 0;

    /// <summary>Call before <see cref="Peek"/>: 32 bits are then there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure()
    {
        if (_count < 32)
            Refill();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Peek() => (uint)_buffer;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _buffer >>= count;
        _count -= count;
    }

    private void Refill()
    {
        while (_count <= 56)
        {
            _buffer |= (_next < _data.Length ? _data[_next] : 0UL) << _count;
            _next++;
            _count += 8;
        }
    }
}
