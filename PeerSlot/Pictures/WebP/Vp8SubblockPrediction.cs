namespace PeerSlot.Pictures.WebP;

/// <summary>Prediction of subblocks of 4x4 (RFC 6386, 12.3).</summary>
internal static class Vp8SubblockPrediction
{
    /// <summary>The corner's place in the edge: left of it the column, from its lowest sample up; right of it the row, 8 samples long.</summary>
    private const int Corner = 4;

    /// <param name="aboveRight">The 4 samples right of those above.</param>
    public static void Predict(byte[] samples, int at, int stride, Vp8SubblockMode mode, ReadOnlySpan<byte> aboveRight)
    {
        if (mode == Vp8SubblockMode.TrueMotion)
        {
            Vp8Prediction.TrueMotion(samples, at, stride, 4);
            return;
        }

        Span<byte> e = stackalloc byte[13];
        for (var i = 0; i < 4; i++)
            e[3 - i] = samples[at + i * stride - 1];
        samples.AsSpan(at - stride - 1, 5).CopyTo(e[Corner..]);
        aboveRight.CopyTo(e[(Corner + 5)..]);
        Span<byte> block = stackalloc byte[16];
        Predict(mode, e, block);
        for (var y = 0; y < 4; y++)
            block.Slice(y * 4, 4).CopyTo(samples.AsSpan(at + y * stride));
    }

    private static void Predict(Vp8SubblockMode mode, ReadOnlySpan<byte> e, Span<byte> block)
    {
        switch (mode)
        {
            case Vp8SubblockMode.Dc:
                var sum = 4;
                for (var i = 0; i < 4; i++)
                    sum += e[i] + e[Corner + 1 + i];
                block.Fill((byte)(sum >> 3));
                break;
            case Vp8SubblockMode.Vertical:
                for (var i = 0; i < 16; i++)
                    block[i] = Average3(e, Corner + 1 + (i & 3));
                break;
            case Vp8SubblockMode.Horizontal:
                for (var y = 0; y < 4; y++)
                    block.Slice(y * 4, 4).Fill(y < 3 ? Average3(e, 3 - y) : Average3(e[1], e[0], e[0]));
                break;
            case Vp8SubblockMode.RightDown:
                for (var i = 0; i < 16; i++)
                    block[i] = Average3(e, Corner + (i & 3) - (i >> 2));
                break;
            case Vp8SubblockMode.LeftDown:
                for (var i = 0; i < 15; i++)
                    block[i] = Average3(e, Corner + 2 + (i & 3) + (i >> 2));
                block[15] = Average3(e[11], e[12], e[12]);
                break;
            case Vp8SubblockMode.VerticalRight:
                Slant(block, [0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 9, 4, 5, 6],
                    [Average2(e, 4), Average2(e, 5), Average2(e, 6), Average2(e, 7), Average3(e, 4), Average3(e, 5), Average3(e, 6), Average3(e, 7), Average3(e, 3), Average3(e, 2)]);
                break;
            case Vp8SubblockMode.VerticalLeft:
                Slant(block, [0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 8, 5, 6, 7, 9],
                    [Average2(e, 5), Average2(e, 6), Average2(e, 7), Average2(e, 8), Average3(e, 6), Average3(e, 7), Average3(e, 8), Average3(e, 9), Average3(e, 10), Average3(e, 11)]);
                break;
            case Vp8SubblockMode.HorizontalDown:
                Slant(block, [0, 1, 2, 3, 4, 5, 0, 1, 6, 7, 4, 5, 8, 9, 6, 7],
                    [Average2(e, 3), Average3(e, 4), Average3(e, 5), Average3(e, 6), Average2(e, 2), Average3(e, 3), Average2(e, 1), Average3(e, 2), Average2(e, 0), Average3(e, 1)]);
                break;
            default:
                Slant(block, [0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 6, 6, 6, 6, 6],
                    [Average2(e, 2), Average3(e, 2), Average2(e, 1), Average3(e, 1), Average2(e, 0), Average3(e[1], e[0], e[0]), e[0]]);
                break;
        }
    }

    /// <param name="places">Which value each sample gets.</param>
    private static void Slant(Span<byte> block, ReadOnlySpan<byte> places, ReadOnlySpan<byte> values)
    {
        for (var i = 0; i < 16; i++)
            block[i] = values[places[i]];
    }

    /// <summary>Of a sample of the edge and the next one.</summary>
    private static byte Average2(ReadOnlySpan<byte> e, int i) => (byte)((e[i] + e[i + 1] + 1) >> 1);

    /// <summary>Of a sample of the edge and its neighbours.</summary>
    private static byte Average3(ReadOnlySpan<byte> e, int i) => Average3(e[i - 1], e[i], e[i + 1]);

    private static byte Average3(byte a, byte b, byte c) => (byte)((a + b * 2 + c + 2) >> 2);
}
