using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Protocol.ErasureCode;

/// <summary>32 nibbles with one shuffle: nearly every processor with x86 from 2013 on.</summary>
internal sealed class Avx2SymbolAdder : SymbolAdder
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override int AddVectors(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> coefficients, Span<byte> sum)
    {
        ref var first = ref MemoryMarshal.GetReference(symbols);
        ref var result = ref MemoryMarshal.GetReference(sum);
        ref var tables = ref MemoryMarshal.GetArrayDataReference(NibbleTables.Products);
        nuint size = (uint)sum.Length, done = 0;
        for (; done + 64 <= size; done += 64)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref result, done), Vector256.LoadUnsafe(ref result, done + 32));
            var at = done;
            foreach (var coefficient in coefficients)
            {
                var (low, high) = Load(ref tables, coefficient);
                a ^= Multiply(Vector256.LoadUnsafe(ref first, at), low, high);
                b ^= Multiply(Vector256.LoadUnsafe(ref first, at + 32), low, high);
                at += size;
            }

            a.StoreUnsafe(ref result, done);
            b.StoreUnsafe(ref result, done + 32);
        }

        for (; done + 32 <= size; done += 32)
        {
            var a = Vector256.LoadUnsafe(ref result, done);
            var at = done;
            foreach (var coefficient in coefficients)
            {
                var (low, high) = Load(ref tables, coefficient);
                a ^= Multiply(Vector256.LoadUnsafe(ref first, at), low, high);
                at += size;
            }

            a.StoreUnsafe(ref result, done);
        }

        return (int)done;
    }

    /// <summary>VPSHUFB looks up within each half of the vector, so each half has the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<byte> Low, Vector256<byte> High) Load(ref byte tables, byte coefficient)
    {
        nuint offset = (uint)coefficient * NibbleTables.Stride;
        var (low, high) = (Vector128.LoadUnsafe(ref tables, offset), Vector128.LoadUnsafe(ref tables, offset + 16));
        return (Vector256.Create(low, low), Vector256.Create(high, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Multiply(Vector256<byte> symbol, Vector256<byte> low, Vector256<byte> high)
    {
        var nibbles = Vector256.Create((byte)0x0F);
        return Avx2.Shuffle(low, symbol & nibbles) ^ Avx2.Shuffle(high, (symbol.AsUInt16() >>> 4).AsByte() & nibbles);
    }
}
