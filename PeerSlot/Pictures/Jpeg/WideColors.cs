using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>YCbCr to RGBA, sixteen pixels at once; the same results as one by one.</summary>
internal static class WideColors
{
    /// <returns>How many pixels are done; the caller does the rest.</returns>
    public static int Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<uint> pixels)
    {
        if (!Avx2.IsSupported)
            return 0;
        ref var y0 = ref MemoryMarshal.GetReference(luma[..pixels.Length]);
        ref var b0 = ref MemoryMarshal.GetReference(blue[..pixels.Length]);
        ref var r0 = ref MemoryMarshal.GetReference(red[..pixels.Length]);
        ref var target = ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetReference(pixels));
        var x = 0;
        for (; x <= pixels.Length - 16; x += 16)
        {
            var y = Load(ref y0, x);
            var cb = Load(ref b0, x) - Vector256.Create((short)128);
            var cr = Load(ref r0, x) - Vector256.Create((short)128);
            // 1.402 = 1 + 0.402 and 1.772 = 2 - 0.228: the product's high half then fits, and rounds as 32 bits would.
            var redder = y + cr + Round(Avx2.MultiplyHigh(cr + cr, Vector256.Create((short)26345)));
            var bluer = y + cb + cb + Round(Avx2.MultiplyHigh(cb + cb, Vector256.Create((short)-14942)));
            Store(redder, y + Green(cb, cr) - cr, bluer, ref Unsafe.Add(ref target, x * 4));
        }

        return x;
    }

    /// <summary>-0.34414 Cb - 0.71414 Cr + Cr, which leaves factors of 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Green(Vector256<short> cb, Vector256<short> cr)
    {
        var factors = Vector256.Create(-22554 & 0xFFFF | 18734 << 16).AsInt16();
        var half = Vector256.Create(1 << 15);
        var low = Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(cb, cr), factors) + half;
        var high = Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(cb, cr), factors) + half;
        return Avx2.PackSignedSaturate(low >> 16, high >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Round(Vector256<short> doubled) => (doubled + Vector256<short>.One) >> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Load(ref byte start, int x) =>
        Avx2.ConvertToVector256Int16(Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref start, x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<short> red, Vector256<short> green, Vector256<short> blue, ref byte target)
    {
        // Packing works within halves: pixels 0-7 lie in the lower half, 8-15 in the upper one, each byte twice.
        var r = Avx2.PackUnsignedSaturate(red, red);
        var g = Avx2.PackUnsignedSaturate(green, green);
        var b = Avx2.PackUnsignedSaturate(blue, blue);
        var rg = Avx2.UnpackLow(r, g).AsInt16();
        var ba = Avx2.UnpackLow(b, Vector256<byte>.AllBitsSet).AsInt16();
        var (even, odd) = (Avx2.UnpackLow(rg, ba), Avx2.UnpackHigh(rg, ba));
        Unsafe.WriteUnaligned(ref target, even.GetLower());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 16), odd.GetLower());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 32), even.GetUpper());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 48), odd.GetUpper());
    }
}
