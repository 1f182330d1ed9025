using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// The bits of an entropy-coded segment (T.81, F.2.2.5), without its stuffed zero bytes. At a marker or at the end of the file it gives zeros
/// for ever, and <see cref="IsExhausted"/> tells when some of them were taken.
/// </summary>
internal ref struct JpegBitReader
{
    /// <summary>A code and its value together never take more.</summary>
    private const int MostAtOnce = 32;

    private readonly ReadOnlySpan<byte> _file;

    /// <summary>The next bit is the highest. Bits below <see cref="_count"/> are zero, or those that will be put there anyway.</summary>
    private ulong _bits;
    private int _count;
    private int _invented;

    public JpegBitReader(ReadOnlySpan<byte> file, int position)
    {
        _file = file;
        Position = position;
    }

    /// <summary>The next byte to be looked at; never beyond a marker.</summary>
    public int Position { get; private set; }

    /// <summary>Whether bits were taken that the file does not have, or a code that the table does not have.</summary>
    public readonly bool IsExhausted => _invented > _count;

    /// <summary>Call before <see cref="Decode"/> and the reads that follow it: 32 bits are then there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure()
    {
        if (_count < MostAtOnce)
            Refill();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Peek(int count) => (int)(_bits >> (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>1 to 16 bits as an unsigned number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>T.81, F.2.2.1, RECEIVE and EXTEND: 0 to 16 bits as a signed number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadSigned(int count) => count == 0 ? 0 : Extend(Read(count), count);

    /// <summary>T.81, figure F.12: a value whose highest bit is not set is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Extend(int value, int count) => value < 1 << (count - 1) ? value - (1 << count) + 1 : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(HuffmanTable table)
    {
        var entry = table.LookUp[Peek(HuffmanTable.LookAhead)];
        if (entry == 0)
            return DecodeLong(table);
        Skip(entry >> 8);
        return entry & 0xFF;
    }

    /// <summary>Goes behind the next restart marker (T.81, F.2.2.4), whatever its number: one that got lost shifts the picture and no more.</summary>
    /// <returns>False where another marker or the end of the file comes first.</returns>
    public bool TryRestart()
    {
        _bits = 0;
        _count = 0;
        _invented = 0;
        for (var i = Position; i < _file.Length - 1; i++)
        {
            if (_file[i] != 0xFF || _file[i + 1] is 0 or 0xFF)
                continue;
            Position = i;
            if (!JpegMarker.IsRestart(_file[i + 1]))
                return false;
            Position = i + 2;
            return true;
        }

        return false;
    }

    /// <summary>The AC coefficients of a sequential block (T.81, F.2.2.2).</summary>
    /// <param name="block">In natural order; what is zero is not written.</param>
    /// <param name="factors">In zigzag order, with room for a run over the end.</param>
    /// <returns>The zigzag position of the last coefficient; 0 where there is none.</returns>
    public int ReadCoefficients(HuffmanTable table, Span<int> block, ReadOnlySpan<int> factors)
    {
        var order = QuantizationTable.NaturalOrder;
        ref var whole = ref MemoryMarshal.GetArrayDataReference(table.Coefficients);
        var last = 0;
        // Locals live in registers, fields of a struct passed by reference do not.
        var (buffer, count) = (_bits, _count);
        for (var k = 1; k < JpegComponent.BlockSize; k++)
        {
            if (count < MostAtOnce)
            {
                (_bits, _count) = (buffer, count);
                Refill();
                (buffer, count) = (_bits, _count);
            }

            int entry = Unsafe.Add(ref whole, (nint)(buffer >> (64 - HuffmanTable.LookAhead)));
            if (entry != 0)
            {
                buffer <<= entry & 15;
                count -= entry & 15;
                k += (entry >> 4) & 15;
                block[order[k]] = (entry >> 8) * factors[k];
                last = k;
                continue;
            }

            (_bits, _count) = (buffer, count);
            var symbol = Decode(table);
            var size = symbol & 15;
            if (size == 0 && symbol != 0xF0)
                return last;
            k += symbol >> 4;
            if (size != 0)
            {
                block[order[k]] = ReadSigned(size) * factors[k];
                last = k;
            }

            (buffer, count) = (_bits, _count);
        }

        (_bits, _count) = (buffer, count);
        return last;
    }

    private int DecodeLong(HuffmanTable table)
    {
        var (length, symbol) = table.Search(Peek(HuffmanTable.MaxLength));
        if (length == 0)
        {
            // Nothing behind an unknown code can be trusted.
            _invented = int.MaxValue / 2;
            return 0;
        }

        Skip(length);
        return symbol;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        if (Position <= _file.Length - 8)
        {
            var next = BinaryPrimitives.ReadUInt64BigEndian(_file[Position..]);
            if (!HasFF(next))
            {
                _bits |= next >> _count;
                var bytes = (63 - _count) >> 3;
                Position += bytes;
                _count += bytes * 8;
                return;
            }
        }

        RefillByBytes();
    }

    private void RefillByBytes()
    {
        while (_count <= 56)
        {
            if (!TryReadByte(out var value))
            {
                _invented = Math.Min(int.MaxValue / 2, _invented + 64 - _count);
                _count = 64;
                return;
            }

            _bits |= (ulong)value << (56 - _count);
            _count += 8;
        }
    }

    private bool TryReadByte(out byte value)
    {
        value = 0;
        if (Position >= _file.Length)
            return false;
        value = _file[Position];
        if (value != 0xFF)
        {
            Position++;
            return true;
        }

        var behind = Position + 1;
        while (behind < _file.Length && _file[behind] == 0xFF)
            behind++;
        if (behind >= _file.Length || _file[behind] != 0)
            return false;
        Position = behind + 1;
        return true;
    }

    private static bool HasFF(ulong bytes) => (~bytes - 0x0101010101010101UL & bytes & 0x8080808080808080UL) != 0;
}
