namespace PeerSlot.Pictures.WebP;

/// <summary>The coefficients of a block of 4x4 (RFC 6386, 13).</summary>
internal static class Vp8Tokens
{
    private static ReadOnlySpan<byte> BandOf => [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0];

    private static ReadOnlySpan<byte> ZigZag => [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15];

    /// <param name="type">0 luma without its DC, 1 the second layer of DCs, 2 chroma, 3 luma.</param>
    /// <param name="context">How many of the blocks above and to the left have coefficients.</param>
    /// <param name="first">The first coefficient's place: 1 where the DC is in the second layer.</param>
    /// <param name="block">16 coefficients, cleared before; they are dequantised.</param>
    /// <returns>The place behind the last coefficient; 0 where there is none.</returns>
    public static int Read(
        Vp8BoolReader bits, ReadOnlySpan<byte> probabilities, int type, int context, int first, int dc, int ac, Span<short> block)
    {
        var p = probabilities.Slice(Vp8TokenProbabilities.At(type, BandOf[first], context), Vp8TokenProbabilities.Places);
        for (var n = first; n < 16; n++)
        {
            if (!bits.Read(p[0]))
                return n == first ? 0 : n;
            // Behind a zero, the end cannot follow.
            while (!bits.Read(p[1]))
            {
                if (++n == 16)
                    return 16;
                p = probabilities.Slice(Vp8TokenProbabilities.At(type, BandOf[n], 0), Vp8TokenProbabilities.Places);
            }

            var value = 1;
            if (bits.Read(p[2]))
                value = ReadLarge(bits, p);
            var next = Vp8TokenProbabilities.At(type, BandOf[n + 1], value == 1 ? 1 : 2);
            p = probabilities.Slice(next, Vp8TokenProbabilities.Places);
            block[ZigZag[n]] = (short)((bits.ReadBit() ? -value : value) * (n == 0 ? dc : ac));
        }

        return 16;
    }

    private static int ReadLarge(Vp8BoolReader bits, ReadOnlySpan<byte> p)
    {
        if (!bits.Read(p[3]))
        {
            if (!bits.Read(p[4]))
                return 2;
            return bits.Read(p[5]) ? 4 : 3;
        }

        // RFC 6386, 13.2: six categories of values with so many extra bits, each with its own probability.
        if (!bits.Read(p[6]))
            return bits.Read(p[7]) ? 7 + ReadExtra(bits, [165, 145]) : 5 + ReadExtra(bits, [159]);
        if (!bits.Read(p[8]))
            return bits.Read(p[9]) ? 19 + ReadExtra(bits, [176, 155, 140, 135]) : 11 + ReadExtra(bits, [173, 148, 140]);
        return bits.Read(p[10])
            ? 67 + ReadExtra(bits, [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129])
            : 35 + ReadExtra(bits, [180, 157, 141, 134, 130]);
    }

    private static int ReadExtra(Vp8BoolReader bits, ReadOnlySpan<byte> probabilities)
    {
        var value = 0;
        foreach (var probability in probabilities)
            value = value << 1 | (bits.Read(probability) ? 1 : 0);
        return value;
    }
}
