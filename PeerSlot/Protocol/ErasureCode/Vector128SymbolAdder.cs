using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Protocol.ErasureCode;

/// <summary>16 nibbles with one shuffle: TBL on every ARM64, PSHUFB on x86 from 2006 on. Older ones get the runtime's slow stand-in.</summary>
internal sealed class Vector128SymbolAdder : SymbolAdder
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
            var (a, b) = (Vector128.LoadUnsafe(ref result, done), Vector128.LoadUnsafe(ref result, done + 16));
            var (c, d) = (Vector128.LoadUnsafe(ref result, done + 32), Vector128.LoadUnsafe(ref result, done + 48));
            var at = done;
            foreach (var coefficient in coefficients)
            {
                nuint offset = (uint)coefficient * NibbleTables.Stride;
                var (low, high) = (Vector128.LoadUnsafe(ref tables, offset), Vector128.LoadUnsafe(ref tables, offset + 16));
                a ^= Multiply(Vector128.LoadUnsafe(ref first, at), low, high);
                b ^= Multiply(Vector128.LoadUnsafe(ref first, at + 16), low, high);
                c ^= Multiply(Vector128.LoadUnsafe(ref first, at + 32), low, high);
                d ^= Multiply(Vector128.LoadUnsafe(ref first, at + 48), low, high);
                at += size;
            }

            a.StoreUnsafe(ref result, done);
            b.StoreUnsafe(ref result, done + 16);
            c.StoreUnsafe(ref result, done + 32);
            d.StoreUnsafe(ref result, done + 48);
        }

        for (; done + 16 <= size; done += 16)
        {
            var a = Vector128.LoadUnsafe(ref result, done);
            var at = done;
            foreach (var coefficient in coefficients)
            {
                nuint offset = (uint)coefficient * NibbleTables.Stride;
                a ^= Multiply(
                    Vector128.LoadUnsafe(ref first, at), Vector128.LoadUnsafe(ref tables, offset), Vector128.LoadUnsafe(ref tables, offset + 16));
                at += size;
            }

            a.StoreUnsafe(ref result, done);
        }

        return (int)done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Multiply(Vector128<byte> symbol, Vector128<byte> low, Vector128<byte> high) =>
        Vector128.ShuffleNative(low, symbol & Vector128.Create((byte)0x0F)) ^ Vector128.ShuffleNative(high, symbol >>> 4);
}
