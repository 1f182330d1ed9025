namespace PeerSlot.Pictures.WebP;

/// <summary>The inverse transforms (RFC 6386, 14.3 and 14.4).</summary>
internal static class Vp8Transform
{
    /// <summary>sqrt(2) * sin(pi / 8) and sqrt(2) * cos(pi / 8) - 1, times 65536.</summary>
    private const int Sine = 35468;
    private const int CosineLess1 = 20091;

    /// <summary>The Walsh-Hadamard transform: 16 coefficients of the second layer become the DCs of 16 blocks, 16 apart.</summary>
    public static void SpreadDcs(ReadOnlySpan<short> second, Span<short> blocks)
    {
        Span<int> columns = stackalloc int[16];
        for (var i = 0; i < 4; i++)
        {
            int a = second[i] + second[12 + i], b = second[4 + i] + second[8 + i];
            int c = second[4 + i] - second[8 + i], d = second[i] - second[12 + i];
            (columns[i], columns[4 + i], columns[8 + i], columns[12 + i]) = (a + b, c + d, a - b, d - c);
        }

        for (var i = 0; i < 4; i++)
        {
            var row = columns.Slice(i * 4, 4);
            int a = row[0] + row[3], b = row[1] + row[2], c = row[1] - row[2], d = row[0] - row[3];
            blocks[i * 64] = (short)((a + b + 3) >> 3);
            blocks[i * 64 + 16] = (short)((c + d + 3) >> 3);
            blocks[i * 64 + 32] = (short)((a - b + 3) >> 3);
            blocks[i * 64 + 48] = (short)((d - c + 3) >> 3);
        }
    }

    /// <summary>The DCT, added to the prediction.</summary>
    public static void Add(ReadOnlySpan<short> block, Span<byte> samples, int stride)
    {
        Span<int> columns = stackalloc int[16];
        for (var i = 0; i < 4; i++)
        {
            int a = block[i] + block[8 + i], b = block[i] - block[8 + i];
            var c = (block[4 + i] * Sine >> 16) - (block[12 + i] + (block[12 + i] * CosineLess1 >> 16));
            var d = block[4 + i] + (block[4 + i] * CosineLess1 >> 16) + (block[12 + i] * Sine >> 16);
            (columns[i], columns[4 + i], columns[8 + i], columns[12 + i]) = (a + d, b + c, b - c, a - d);
        }

        for (var y = 0; y < 4; y++)
        {
            var row = columns.Slice(y * 4, 4);
            var target = samples.Slice(y * stride, 4);
            int a = row[0] + row[2] + 4, b = row[0] - row[2] + 4;
            var c = (row[1] * Sine >> 16) - (row[3] + (row[3] * CosineLess1 >> 16));
            var d = row[1] + (row[1] * CosineLess1 >> 16) + (row[3] * Sine >> 16);
            target[0] = Clamp(target[0] + ((a + d) >> 3));
            target[1] = Clamp(target[1] + ((b + c) >> 3));
            target[2] = Clamp(target[2] + ((b - c) >> 3));
            target[3] = Clamp(target[3] + ((a - d) >> 3));
        }
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
