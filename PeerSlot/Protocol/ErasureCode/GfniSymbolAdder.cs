using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Protocol.ErasureCode;

/// <summary>32 products with one instruction: processors from 2019 on (Ice Lake), 2022 (Zen 4).</summary>
internal sealed class GfniSymbolAdder : SymbolAdder
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override int AddVectors(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> coefficients, Span<byte> sum)
    {
        ref var first = ref MemoryMarshal.GetReference(symbols);
        ref var result = ref MemoryMarshal.GetReference(sum);
        nuint size = (uint)sum.Length, done = 0;
        for (; done + 128 <= size; done += 128)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref result, done), Vector256.LoadUnsafe(ref result, done + 32));
            var (c, d) = (Vector256.LoadUnsafe(ref result, done + 64), Vector256.LoadUnsafe(ref result, done + 96));
            var at = done;
            foreach (var coefficient in coefficients)
            {
                var factor = Vector256.Create(coefficient);
                a ^= Gfni.V256.GaloisFieldMultiply(Vector256.LoadUnsafe(ref first, at), factor);
                b ^= Gfni.V256.GaloisFieldMultiply(Vector256.LoadUnsafe(ref first, at + 32), factor);
                c ^= Gfni.V256.GaloisFieldMultiply(Vector256.LoadUnsafe(ref first, at + 64), factor);
                d ^= Gfni.V256.GaloisFieldMultiply(Vector256.LoadUnsafe(ref first, at + 96), factor);
                at += size;
            }

            a.StoreUnsafe(ref result, done);
            b.StoreUnsafe(ref result, done + 32);
            c.StoreUnsafe(ref result, done + 64);
            d.StoreUnsafe(ref result, done + 96);
        }

        for (; done + 32 <= size; done += 32)
        {
            var a = Vector256.LoadUnsafe(ref result, done);
            var at = done;
            foreach (var coefficient in coefficients)
            {
                a ^= Gfni.V256.GaloisFieldMultiply(Vector256.LoadUnsafe(ref first, at), Vector256.Create(coefficient));
                at += size;
            }

            a.StoreUnsafe(ref result, done);
        }

        return (int)done;
    }
}
