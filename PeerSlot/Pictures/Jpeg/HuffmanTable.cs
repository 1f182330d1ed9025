namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// A Huffman table (T.81, B.2.4.2 and annex C), made for decoding: codes of up to 9 bits are one look-up, and where code and value fit into 9
/// bits together, so is the whole AC coefficient.
/// </summary>
internal sealed class HuffmanTable
{
    public const int LookAhead = 9;
    public const int MaxLength = 16;

    private readonly byte[] _symbols;

    /// <summary>Left-justified to 16 bits, the first code beyond those of each length; the last entry stops every search.</summary>
    private readonly int[] _limits = new int[MaxLength + 2];

    /// <summary>What to add to a code of each length for its place among the symbols.</summary>
    private readonly int[] _offsets = new int[MaxLength + 1];

    private HuffmanTable(ReadOnlySpan<byte> counts, byte[] symbols)
    {
        _symbols = symbols;
        int code = 0, place = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            _offsets[length] = place - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, place++)
                FillLookUp(code, length, symbols[place]);
            if (code > 1 << length)
                throw new PictureException("The JPEG file is broken: a Huffman table has more codes than there can be.");
            _limits[length] = code << (MaxLength - length);
            code <<= 1;
        }

        _limits[MaxLength + 1] = int.MaxValue;
        for (var bits = 0; bits < Coefficients.Length; bits++)
            Coefficients[bits] = WholeCoefficient(bits);
    }

    /// <summary>By the next 9 bits: length &lt;&lt; 8 | symbol, or 0 where the code is longer.</summary>
    public ushort[] LookUp { get; } = new ushort[1 << LookAhead];

    /// <summary>By the next 9 bits: value &lt;&lt; 8 | zeros before it &lt;&lt; 4 | bits of code and value, or 0 where they do not fit.</summary>
    public short[] Coefficients { get; } = new short[1 << LookAhead];

    /// <summary>Reads all tables of a DHT segment.</summary>
    public static void ReadAll(JpegSegment segment, HuffmanTable?[] dc, HuffmanTable?[] ac)
    {
        for (var data = segment.Data; !data.IsEmpty;)
        {
            if (data.Length < 1 + MaxLength || data[0] >> 4 > 1 || (data[0] & 15) >= dc.Length)
                throw new PictureException($"The JPEG file is broken: the {segment.Name} is no Huffman table.");
            var tables = data[0] >> 4 == 0 ? dc : ac;
            var counts = data.Slice(1, MaxLength);
            var total = 0;
            foreach (var count in counts)
                total += count;
            if (total > 256 || data.Length < 1 + MaxLength + total)
                throw new PictureException($"The JPEG file is broken: the {segment.Name} has no symbols for its {total} codes.");
            var symbols = data.Slice(1 + MaxLength, total).ToArray();
            // A DC symbol is a count of bits (T.81, table F.1).
            if (tables == dc && symbols.Any(s => s > 15))
                throw new PictureException($"The JPEG file is broken: the {segment.Name} has a DC symbol above 15.");
            tables[data[0] & 15] = new HuffmanTable(counts, symbols);
            data = data[(1 + MaxLength + total)..];
        }
    }

    /// <summary>The code longer than 9 bits that begins with these 16 (T.81, F.2.2.3).</summary>
    /// <returns>The code's length and its symbol; length 0 where there is no such code.</returns>
    public (int Length, int Symbol) Search(int bits)
    {
        var length = LookAhead + 1;
        while (bits >= _limits[length])
            length++;
        if (length > MaxLength)
            return (0, 0);
        var place = (bits >> (MaxLength - length)) + _offsets[length];
        return (uint)place < (uint)_symbols.Length ? (length, _symbols[place]) : (0, 0);
    }

    private void FillLookUp(int code, int length, byte symbol)
    {
        if (length > LookAhead || code >= 1 << length)
            return;
        LookUp.AsSpan(code << (LookAhead - length), 1 << (LookAhead - length)).Fill((ushort)(length << 8 | symbol));
    }

    private short WholeCoefficient(int bits)
    {
        int length = LookUp[bits] >> 8, symbol = LookUp[bits] & 0xFF, size = symbol & 15;
        if (length == 0 || size == 0 || length + size > LookAhead)
            return 0;
        var value = JpegBitReader.Extend((bits >> (LookAhead - length - size)) & ((1 << size) - 1), size);
        return value is >= sbyte.MinValue and <= sbyte.MaxValue ? (short)(value * 256 + (symbol & 0xF0) + length + size) : (short)0;
    }
}
