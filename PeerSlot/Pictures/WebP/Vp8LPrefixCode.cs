namespace PeerSlot.Pictures.WebP;

/// <summary>A canonical prefix code (RFC 9649, 3.7.2): up to 8 bits are one look-up, longer codes are searched by length.</summary>
internal sealed class Vp8LPrefixCode
{
    public const int MaxLength = 15;
    private const int LookAhead = 8;

    /// <summary>By the next bits, lowest first: length &lt;&lt; 16 | symbol; 0 where the code is longer.</summary>
    private readonly int[] _lookUp;
    private readonly int _mask;

    /// <summary>Symbols in the order of their codes; only where codes are longer than a look-up.</summary>
    private readonly ushort[] _symbols = [];
    private readonly int[] _counts = [];

    private Vp8LPrefixCode(int[] lookUp)
    {
        _lookUp = lookUp;
        _mask = lookUp.Length - 1;
    }

    private Vp8LPrefixCode(int[] lookUp, ushort[] symbols, int[] counts) : this(lookUp) => (_symbols, _counts) = (symbols, counts);

    /// <summary>A code of one symbol takes no bits.</summary>
    public static Vp8LPrefixCode OfOne(int symbol) => new([symbol]);

    /// <summary>Bytes that it takes, roughly: they are counted against a budget.</summary>
    public int Size => _lookUp.Length * 4 + _symbols.Length * 2 + 100;

    /// <param name="lengths">Of each symbol's code; 0 for a symbol that does not occur.</param>
    /// <exception cref="PictureException">There are more or fewer codes than bits allow.</exception>
    public static Vp8LPrefixCode Of(ReadOnlySpan<byte> lengths)
    {
        var counts = new int[MaxLength + 1];
        foreach (var length in lengths)
            counts[length]++;
        var total = lengths.Length - counts[0];
        counts[0] = 0;
        if (total == 1)
            return OfOne(lengths.IndexOfAnyExcept((byte)0));
        var left = 1;
        for (var length = 1; length <= MaxLength; length++)
        {
            left = left * 2 - counts[length];
            if (left < 0)
                break;
        }

        if (left != 0)
            throw new PictureException("The WebP file is broken: a prefix code is not complete.");
        var longest = Array.FindLastIndex(counts, count => count > 0);
        var symbols = Sorted(lengths, counts, total);
        var lookUp = FillLookUp(symbols, counts, Math.Min(longest, LookAhead));
        return longest <= LookAhead ? new Vp8LPrefixCode(lookUp) : new Vp8LPrefixCode(lookUp, symbols, counts);
    }

    public int Read(ref Vp8LBitReader bits)
    {
        bits.Ensure();
        var entry = _lookUp[bits.Peek() & (uint)_mask];
        if (entry == 0 && _counts.Length > 0)
            return ReadLong(ref bits);
        bits.Skip(entry >> 16);
        return entry & 0xFFFF;
    }

    private int ReadLong(ref Vp8LBitReader bits)
    {
        var ahead = bits.Peek();
        int code = 0, first = 0, place = 0;
        for (var length = 1; length <= MaxLength; length++, ahead >>= 1)
        {
            code |= (int)(ahead & 1);
            if (code - first < _counts[length])
            {
                bits.Skip(length);
                return _symbols[place + code - first];
            }

            place += _counts[length];
            first = (first + _counts[length]) << 1;
            code <<= 1;
        }

        // A complete code has none that leads here.
        return 0;
    }

    private static ushort[] Sorted(ReadOnlySpan<byte> lengths, int[] counts, int total)
    {
        var next = new int[MaxLength + 1];
        for (var length = 1; length < MaxLength; length++)
            next[length + 1] = next[length] + counts[length];
        var symbols = new ushort[total];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
                symbols[next[lengths[symbol]]++] = (ushort)symbol;
        }

        return symbols;
    }

    private static int[] FillLookUp(ushort[] symbols, int[] counts, int bits)
    {
        var lookUp = new int[1 << bits];
        int code = 0, place = 0;
        for (var length = 1; length <= bits; length++, code <<= 1)
        {
            for (var i = 0; i < counts[length]; i++, code++)
            {
                var entry = length << 16 | symbols[place++];
                // Codes are stored from their highest bit, bits come lowest first.
                for (var at = Reverse(code, length); at < lookUp.Length; at += 1 << length)
                    lookUp[at] = entry;
            }
        }

        return lookUp;
    }

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1)
            reversed = reversed << 1 | code & 1;
        return reversed;
    }
}
