using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerSlot.Protocol.ErasureCode;

/// <summary>The one loop of the code, for one kind of processor. All kinds give the same bytes.</summary>
internal abstract class SymbolAdder
{
    /// <summary>Those that this processor has, the fastest first.</summary>
    public static IReadOnlyList<SymbolAdder> Supported { get; } = [.. Available()];

    public static SymbolAdder Fastest { get; } = Supported[0];

    /// <summary>Adds to <paramref name="sum"/> each symbol times its coefficient. A symbol whose coefficient is 0 may hold anything.</summary>
    /// <param name="symbols">One symbol for each coefficient, one after another, each as long as <paramref name="sum"/>.</param>
    /// <param name="symbolSize">Bytes, 1 or more.</param>
    /// <param name="coefficients">One or more.</param>
    /// <param name="sum">A symbol.</param>
    public void AddProducts(ReadOnlySpan<byte> symbols, int symbolSize, ReadOnlySpan<byte> coefficients, Span<byte> sum)
    {
        // The loops below read by reference, without bounds.
        ArgumentOutOfRangeException.ThrowIfNotEqual(sum.Length, symbolSize, nameof(sum));
        ArgumentOutOfRangeException.ThrowIfNotEqual(symbols.Length, (long)symbolSize * coefficients.Length, nameof(symbols));
        var done = AddVectors(symbols, coefficients, sum);
        for (; done < symbolSize; done++)
        {
            for (var i = 0; i < coefficients.Length; i++)
                sum[done] ^= GaloisField.Multiply(coefficients[i], symbols[i * symbolSize + done]);
        }
    }

    /// <summary>The same for as many of the first bytes of the symbols as whole vectors have. Returns how many those are.</summary>
    protected abstract int AddVectors(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> coefficients, Span<byte> sum);

    private static IEnumerable<SymbolAdder> Available()
    {
        if (Gfni.V256.IsSupported && Avx2.IsSupported)
            yield return new GfniSymbolAdder();
        if (Avx2.IsSupported)
            yield return new Avx2SymbolAdder();
        yield return new Vector128SymbolAdder();
    }
}
