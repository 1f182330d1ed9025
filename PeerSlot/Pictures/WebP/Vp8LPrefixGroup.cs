namespace PeerSlot.Pictures.WebP;

/// <summary>The five prefix codes that a part of a picture is written with (RFC 9649, 3.7.2), and how they are read.</summary>
internal sealed class Vp8LPrefixGroup
{
    public const int Literals = 256;
    public const int LengthCodes = 24;
    private const int DistanceCodes = 40;
    private const int LengthSymbols = 19;

    private static ReadOnlySpan<byte> LengthOrder => [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private Vp8LPrefixGroup(Vp8LPrefixCode green, Vp8LPrefixCode red, Vp8LPrefixCode blue, Vp8LPrefixCode alpha, Vp8LPrefixCode distance)
    {
        (Green, Red, Blue, Alpha, Distance) = (green, red, blue, alpha, distance);
    }

    /// <summary>Green, lengths of copies, and places in the colour cache.</summary>
    public Vp8LPrefixCode Green { get; }

    public Vp8LPrefixCode Red { get; }

    public Vp8LPrefixCode Blue { get; }

    public Vp8LPrefixCode Alpha { get; }

    public Vp8LPrefixCode Distance { get; }

    public int Size => Green.Size + Red.Size + Blue.Size + Alpha.Size + Distance.Size;

    /// <param name="cacheSize">Entries of the colour cache.</param>
    public static Vp8LPrefixGroup Read(ref Vp8LBitReader bits, int cacheSize)
    {
        var green = ReadCode(ref bits, Literals + LengthCodes + cacheSize);
        var red = ReadCode(ref bits, Literals);
        var blue = ReadCode(ref bits, Literals);
        var alpha = ReadCode(ref bits, Literals);
        return new Vp8LPrefixGroup(green, red, blue, alpha, ReadCode(ref bits, DistanceCodes));
    }

    private static Vp8LPrefixCode ReadCode(ref Vp8LBitReader bits, int symbols)
    {
        Span<byte> lengths = stackalloc byte[Literals + LengthCodes + (1 << Vp8LColorCache.MaxBits)];
        lengths = lengths[..Math.Max(symbols, Literals)];
        lengths.Clear();
        if (bits.ReadBit())
            ReadSimple(ref bits, lengths);
        else
            ReadLengths(ref bits, lengths[..symbols]);
        // Of the codes that are read as one or two symbols, some may not exist in a small alphabet.
        if (lengths[symbols..].ContainsAnyExcept((byte)0))
            throw new PictureException("The WebP file is broken: a prefix code has a symbol that does not exist.");
        return Vp8LPrefixCode.Of(lengths[..symbols]);
    }

    /// <summary>One or two symbols (RFC 9649, 3.7.2.1.1).</summary>
    private static void ReadSimple(ref Vp8LBitReader bits, scoped Span<byte> lengths)
    {
        var two = bits.ReadBit();
        lengths[bits.Read(bits.ReadBit() ? 8 : 1)] = 1;
        if (two)
            lengths[bits.Read(8)] = 1;
    }

    /// <summary>Lengths that are themselves written with a prefix code (RFC 9649, 3.7.2.1.2).</summary>
    private static void ReadLengths(ref Vp8LBitReader bits, scoped Span<byte> lengths)
    {
        Span<byte> ofLengths = stackalloc byte[LengthSymbols];
        ofLengths.Clear();
        var count = 4 + bits.Read(4);
        for (var i = 0; i < count; i++)
            ofLengths[LengthOrder[i]] = (byte)bits.Read(3);
        var code = Vp8LPrefixCode.Of(ofLengths);
        var symbolsLeft = bits.ReadBit() ? 2 + bits.Read(2 + 2 * bits.Read(3)) : lengths.Length;
        byte last = 8;
        for (var i = 0; i < lengths.Length && symbolsLeft-- > 0;)
        {
            var symbol = code.Read(ref bits);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                last = symbol > 0 ? (byte)symbol : last;
                continue;
            }

            var repeats = symbol switch { 16 => 3 + bits.Read(2), 17 => 3 + bits.Read(3), _ => 11 + bits.Read(7) };
            if (repeats > lengths.Length - i)
                throw new PictureException("The WebP file is broken: a prefix code has more lengths than symbols.");
            lengths.Slice(i, repeats).Fill(symbol == 16 ? last : (byte)0);
            i += repeats;
        }
    }
}
