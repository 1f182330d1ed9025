namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// The inverse DCT, as precise as integers allow: Loeffler, Ligtenberg, Moschytz (ICASSP 1989), 12 multiplications a row, constants of 13 bits,
/// with the same rounding as libjpeg's "islow", so that pictures look the same as elsewhere to the last bit.
/// </summary>
internal static class InverseDct
{
    private const int Side = JpegComponent.BlockSide;
    internal const int ConstantBits = 13;

    /// <summary>Extra precision between the two passes.</summary>
    internal const int PassBits = 2;

    internal const int F0298 = 2446;   // 0.298631336 * 2^13, and so on
    internal const int F0390 = 3196;
    internal const int F0541 = 4433;
    internal const int F0765 = 6270;
    internal const int F0899 = 7373;
    internal const int F1175 = 9633;
    internal const int F1501 = 12299;
    internal const int F1847 = 15137;
    internal const int F1961 = 16069;
    internal const int F2053 = 16819;
    internal const int F2562 = 20995;
    internal const int F3072 = 25172;

    /// <summary>A block of which only the DC coefficient is not zero.</summary>
    public static void Fill(int dc, Span<byte> samples, int stride, int side)
    {
        // What the two passes come to: shift up by PassBits, then down by PassBits + 3 with rounding.
        var sample = Clamp(((dc << PassBits) + (1 << (PassBits + 2))) >> (PassBits + 3));
        for (var y = 0; y < side; y++)
            samples.Slice(y * stride, side).Fill(sample);
    }

    /// <param name="block">64 dequantised coefficients in natural order; overwritten.</param>
    /// <param name="samples">Where the block's first sample goes; rows lie <paramref name="stride"/> apart.</param>
    /// <param name="side">Samples to make along each side: 8, 4, 2 or 1.</param>
    public static void Transform(Span<int> block, Span<byte> samples, int stride, int side)
    {
        if (side < Side)
            ReducedDct.Transform(block, samples, stride, side);
        else if (WideInverseDct.IsSupported)
            WideInverseDct.Transform(block, samples, stride);
        else
            Transform(block, samples, stride);
    }

    /// <param name="block">64 dequantised coefficients in natural order; overwritten.</param>
    /// <param name="samples">Where the block's first sample goes; rows lie <paramref name="stride"/> apart.</param>
    public static void Transform(Span<int> block, Span<byte> samples, int stride)
    {
        block = block[..JpegComponent.BlockSize];
        for (var x = 0; x < Side; x++)
        {
            var isFlat =
                (block[x + 8] | block[x + 16] | block[x + 24] | block[x + 32] | block[x + 40] | block[x + 48] | block[x + 56]) == 0;
            if (isFlat)
            {
                var dc = block[x] << PassBits;
                for (var y = 0; y < Side; y++)
                    block[x + y * Side] = dc;
                continue;
            }

            var line = new Line(block[x], block[x + 8], block[x + 16], block[x + 24], block[x + 32], block[x + 40], block[x + 48], block[x + 56]);
            const int Shift = ConstantBits - PassBits;
            const int Half = 1 << (Shift - 1);
            block[x] = (line.E0 + line.O0 + Half) >> Shift;
            block[x + 8] = (line.E1 + line.O1 + Half) >> Shift;
            block[x + 16] = (line.E2 + line.O2 + Half) >> Shift;
            block[x + 24] = (line.E3 + line.O3 + Half) >> Shift;
            block[x + 32] = (line.E3 - line.O3 + Half) >> Shift;
            block[x + 40] = (line.E2 - line.O2 + Half) >> Shift;
            block[x + 48] = (line.E1 - line.O1 + Half) >> Shift;
            block[x + 56] = (line.E0 - line.O0 + Half) >> Shift;
        }

        for (var y = 0; y < Side; y++)
        {
            var row = block.Slice(y * Side, Side);
            var target = samples.Slice(y * stride, Side);
            var line = new Line(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
            // The two passes together are 8 times too large.
            const int Shift = ConstantBits + PassBits + 3;
            const int Half = 1 << (Shift - 1);
            target[0] = Clamp((line.E0 + line.O0 + Half) >> Shift);
            target[1] = Clamp((line.E1 + line.O1 + Half) >> Shift);
            target[2] = Clamp((line.E2 + line.O2 + Half) >> Shift);
            target[3] = Clamp((line.E3 + line.O3 + Half) >> Shift);
            target[4] = Clamp((line.E3 - line.O3 + Half) >> Shift);
            target[5] = Clamp((line.E2 - line.O2 + Half) >> Shift);
            target[6] = Clamp((line.E1 - line.O1 + Half) >> Shift);
            target[7] = Clamp((line.E0 - line.O0 + Half) >> Shift);
        }
    }

    /// <summary>Samples are stored less 128 (T.81, A.3.1).</summary>
    private static byte Clamp(int value) => (byte)Math.Clamp(value + 128, 0, 255);

    /// <summary>Eight points through the one-dimensional transform: output n is E[n] + O[n], output 7 - n is E[n] - O[n].</summary>
    private readonly ref struct Line
    {
        public readonly int E0;
        public readonly int E1;
        public readonly int E2;
        public readonly int E3;
        public readonly int O0;
        public readonly int O1;
        public readonly int O2;
        public readonly int O3;

        public Line(int c0, int c1, int c2, int c3, int c4, int c5, int c6, int c7)
        {
            var turned = (c2 + c6) * F0541;
            int even2 = turned - c6 * F1847, even3 = turned + c2 * F0765;
            int even0 = (c0 + c4) << ConstantBits, even1 = (c0 - c4) << ConstantBits;
            E0 = even0 + even3;
            E3 = even0 - even3;
            E1 = even1 + even2;
            E2 = even1 - even2;

            int z1 = c7 + c1, z2 = c5 + c3, z3 = c7 + c3, z4 = c5 + c1;
            var z5 = (z3 + z4) * F1175;
            z1 *= -F0899;
            z2 *= -F2562;
            z3 = z3 * -F1961 + z5;
            z4 = z4 * -F0390 + z5;
            O3 = c7 * F0298 + z1 + z3;
            O2 = c5 * F2053 + z2 + z4;
            O1 = c3 * F3072 + z2 + z3;
            O0 = c1 * F1501 + z1 + z4;
        }
    }
}
