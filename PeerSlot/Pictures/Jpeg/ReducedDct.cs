using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// The inverse DCT to 4x4, 2x2 or 1x1 samples: that of the block's lowest waves alone, which keeps every block's mean. (Ng, "Minimum complexity
/// image resampling in the DCT domain"; libjpeg's scale_denom.)
/// </summary>
internal static class ReducedDct
{
    private const int RowLength = JpegComponent.BlockSide;
    private const int Bits = 13;
    private const int CosineOf1 = 10703; // sqrt(2) * cos(pi / 8) * 2^13
    private const int CosineOf3 = 4433;  // sqrt(2) * cos(3 pi / 8) * 2^13

    /// <param name="side">4, 2 or 1.</param>
    public static void Transform(Span<int> block, Span<byte> samples, int stride, int side)
    {
        switch (side)
        {
            case 4 when Ssse3.IsSupported:
                TransformWide(block, samples, stride);
                break;
            case 4:
                Transform4(block, samples, stride);
                break;
            case 2:
                int left = block[0] + block[RowLength], lowLeft = block[0] - block[RowLength];
                int right = block[1] + block[RowLength + 1], lowRight = block[1] - block[RowLength + 1];
                (samples[0], samples[1]) = (Clamp((left + right + 4) >> 3), Clamp((left - right + 4) >> 3));
                (samples[stride], samples[stride + 1]) = (Clamp((lowLeft + lowRight + 4) >> 3), Clamp((lowLeft - lowRight + 4) >> 3));
                break;
            default:
                samples[0] = Clamp((block[0] + 4) >> 3);
                break;
        }
    }

    private static void Transform4(Span<int> block, Span<byte> samples, int stride)
    {
        const int Half = 1 << (Bits - 1);
        block = block[..(RowLength * 4)];
        for (var x = 0; x < 4; x++)
        {
            int c0 = block[x], c1 = block[x + RowLength], c2 = block[x + RowLength * 2], c3 = block[x + RowLength * 3];
            // Two more bits are kept between the passes.
            int even = (c0 + c2) << 2, odd = (c0 - c2) << 2;
            var outer = (c1 * CosineOf1 + c3 * CosineOf3 + (Half >> 2)) >> (Bits - 2);
            var inner = (c1 * CosineOf3 - c3 * CosineOf1 + (Half >> 2)) >> (Bits - 2);
            block[x] = even + outer;
            block[x + RowLength] = odd + inner;
            block[x + RowLength * 2] = odd - inner;
            block[x + RowLength * 3] = even - outer;
        }

        for (var y = 0; y < 4; y++)
        {
            var row = block.Slice(y * RowLength, 4);
            var target = samples.Slice(y * stride, 4);
            int even = row[0] + row[2] + 16, odd = row[0] - row[2] + 16;
            var outer = (row[1] * CosineOf1 + row[3] * CosineOf3 + Half) >> Bits;
            var inner = (row[1] * CosineOf3 - row[3] * CosineOf1 + Half) >> Bits;
            target[0] = Clamp((even + outer) >> 5);
            target[1] = Clamp((odd + inner) >> 5);
            target[2] = Clamp((odd - inner) >> 5);
            target[3] = Clamp((even - outer) >> 5);
        }
    }

    /// <summary>The same with a column or row in each of four lanes.</summary>
    private static void TransformWide(Span<int> block, Span<byte> samples, int stride)
    {
        ref var rows = ref MemoryMarshal.GetReference(block[..(RowLength * 4)]);
        var v0 = Load(ref rows, 0) << 2;
        var v1 = Load(ref rows, 1);
        var v2 = Load(ref rows, 2) << 2;
        var v3 = Load(ref rows, 3);
        (v0, v1, v2, v3) = Pass(v0, v1, v2, v3, Bits - 2);

        Vector128<long> low01 = Sse2.UnpackLow(v0, v1).AsInt64(), high01 = Sse2.UnpackHigh(v0, v1).AsInt64();
        Vector128<long> low23 = Sse2.UnpackLow(v2, v3).AsInt64(), high23 = Sse2.UnpackHigh(v2, v3).AsInt64();
        v0 = Sse2.UnpackLow(low01, low23).AsInt32() + Vector128.Create(16);
        v1 = Sse2.UnpackHigh(low01, low23).AsInt32();
        v2 = Sse2.UnpackLow(high01, high23).AsInt32();
        v3 = Sse2.UnpackHigh(high01, high23).AsInt32();
        (v0, v1, v2, v3) = Pass(v0, v1, v2, v3, Bits);

        var offset = Vector128.Create((short)128);
        var left = Sse2.AddSaturate(Sse2.PackSignedSaturate(v0 >> 5, v1 >> 5), offset);
        var right = Sse2.AddSaturate(Sse2.PackSignedSaturate(v2 >> 5, v3 >> 5), offset);
        var columns = Sse2.PackUnsignedSaturate(left, right);
        var pixels = Ssse3.Shuffle(columns, Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsInt32();
        for (var y = 0; y < 4; y++)
            BinaryPrimitives.WriteInt32LittleEndian(samples[(y * stride)..], pixels.GetElement(y));
    }

    private static (Vector128<int> V0, Vector128<int> V1, Vector128<int> V2, Vector128<int> V3) Pass(
        Vector128<int> v0, Vector128<int> v1, Vector128<int> v2, Vector128<int> v3, int shift)
    {
        var half = Vector128.Create(1 << (shift - 1));
        Vector128<int> even = v0 + v2, odd = v0 - v2;
        var outer = (v1 * CosineOf1 + v3 * CosineOf3 + half) >> shift;
        var inner = (v1 * CosineOf3 - v3 * CosineOf1 + half) >> shift;
        return (even + outer, odd + inner, odd - inner, even - outer);
    }

    private static Vector128<int> Load(ref int rows, int row) => Vector128.LoadUnsafe(ref rows, (nuint)(row * RowLength));

    private static byte Clamp(int value) => (byte)Math.Clamp(value + 128, 0, 255);
}
