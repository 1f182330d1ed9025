using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Pictures.Jpeg;

/// <summary><see cref="InverseDct"/> with a column or row of the block in each of eight lanes; the same results to the last bit.</summary>
internal static class WideInverseDct
{
    private const int ConstantBits = InverseDct.ConstantBits;
    private const int PassBits = InverseDct.PassBits;

    public static bool IsSupported => Avx2.IsSupported;

    public static void Transform(Span<int> block, Span<byte> samples, int stride)
    {
        // The last of eight rows of eight samples is the farthest that is written.
        _ = samples[stride * 7 + 7];
        ref var rows = ref Unsafe.As<int, Vector256<int>>(ref MemoryMarshal.GetReference(block[..JpegComponent.BlockSize]));
        Vector256<int> v0 = rows, v1 = Unsafe.Add(ref rows, 1), v2 = Unsafe.Add(ref rows, 2), v3 = Unsafe.Add(ref rows, 3);
        Vector256<int> v4 = Unsafe.Add(ref rows, 4), v5 = Unsafe.Add(ref rows, 5), v6 = Unsafe.Add(ref rows, 6), v7 = Unsafe.Add(ref rows, 7);
        Pass(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7, ConstantBits - PassBits);
        Transpose(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        // The two passes together are 8 times too large.
        Pass(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7, ConstantBits + PassBits + 3);
        Store(Pack(v0, v1, v2, v3), Pack(v4, v5, v6, v7), ref MemoryMarshal.GetReference(samples), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7, int shift)
    {
        var half = Vector256.Create(1 << (shift - 1));
        var turned = (v2 + v6) * InverseDct.F0541;
        Vector256<int> even2 = turned - v6 * InverseDct.F1847, even3 = turned + v2 * InverseDct.F0765;
        Vector256<int> even0 = ((v0 + v4) << ConstantBits) + half, even1 = ((v0 - v4) << ConstantBits) + half;
        Vector256<int> e0 = even0 + even3, e3 = even0 - even3, e1 = even1 + even2, e2 = even1 - even2;

        Vector256<int> z1 = v7 + v1, z2 = v5 + v3, z3 = v7 + v3, z4 = v5 + v1;
        var z5 = (z3 + z4) * InverseDct.F1175;
        z1 *= -InverseDct.F0899;
        z2 *= -InverseDct.F2562;
        z3 = z3 * -InverseDct.F1961 + z5;
        z4 = z4 * -InverseDct.F0390 + z5;
        var o3 = v7 * InverseDct.F0298 + z1 + z3;
        var o2 = v5 * InverseDct.F2053 + z2 + z4;
        var o1 = v3 * InverseDct.F3072 + z2 + z3;
        var o0 = v1 * InverseDct.F1501 + z1 + z4;
        v0 = (e0 + o0) >> shift;
        v1 = (e1 + o1) >> shift;
        v2 = (e2 + o2) >> shift;
        v3 = (e3 + o3) >> shift;
        v4 = (e3 - o3) >> shift;
        v5 = (e2 - o2) >> shift;
        v6 = (e1 - o1) >> shift;
        v7 = (e0 - o0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7)
    {
        var (a0, a1, a2, a3) = Transpose4(v0, v1, v2, v3);
        var (b0, b1, b2, b3) = Transpose4(v4, v5, v6, v7);
        v0 = Avx2.Permute2x128(a0, b0, 0x20);
        v1 = Avx2.Permute2x128(a1, b1, 0x20);
        v2 = Avx2.Permute2x128(a2, b2, 0x20);
        v3 = Avx2.Permute2x128(a3, b3, 0x20);
        v4 = Avx2.Permute2x128(a0, b0, 0x31);
        v5 = Avx2.Permute2x128(a1, b1, 0x31);
        v6 = Avx2.Permute2x128(a2, b2, 0x31);
        v7 = Avx2.Permute2x128(a3, b3, 0x31);
    }

    /// <summary>Four by four in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> V0, Vector256<int> V1, Vector256<int> V2, Vector256<int> V3) Transpose4(
        Vector256<int> v0, Vector256<int> v1, Vector256<int> v2, Vector256<int> v3)
    {
        var low01 = Avx2.UnpackLow(v0, v1).AsInt64();
        var high01 = Avx2.UnpackHigh(v0, v1).AsInt64();
        var low23 = Avx2.UnpackLow(v2, v3).AsInt64();
        var high23 = Avx2.UnpackHigh(v2, v3).AsInt64();
        return (Avx2.UnpackLow(low01, low23).AsInt32(), Avx2.UnpackHigh(low01, low23).AsInt32(),
            Avx2.UnpackLow(high01, high23).AsInt32(), Avx2.UnpackHigh(high01, high23).AsInt32());
    }

    /// <summary>Four columns of eight rows to bytes: in each half four rows of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pack(Vector256<int> v0, Vector256<int> v1, Vector256<int> v2, Vector256<int> v3)
    {
        // Samples are stored less 128 (T.81, A.3.1).
        var offset = Vector256.Create((short)128);
        var left = Avx2.AddSaturate(Avx2.PackSignedSaturate(v0, v1), offset);
        var right = Avx2.AddSaturate(Avx2.PackSignedSaturate(v2, v3), offset);
        var columns = Avx2.PackUnsignedSaturate(left, right);
        var order = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        return Avx2.Shuffle(columns, Vector256.Create(order, order)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> left, Vector256<int> right, ref byte samples, int stride)
    {
        var (even, odd) = (Avx2.UnpackLow(left, right).AsInt64(), Avx2.UnpackHigh(left, right).AsInt64());
        Store(even.GetLower(), odd.GetLower(), ref samples, stride);
        Store(even.GetUpper(), odd.GetUpper(), ref Unsafe.Add(ref samples, stride * 4), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<long> first, Vector128<long> second, ref byte samples, int stride)
    {
        Unsafe.WriteUnaligned(ref samples, first.GetElement(0));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref samples, stride), first.GetElement(1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref samples, stride * 2), second.GetElement(0));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref samples, stride * 3), second.GetElement(1));
    }
}
