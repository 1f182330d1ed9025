using System.Buffers;

namespace PeerSlot.Protocol.ErasureCode;

/// <summary>
/// A systematic Reed-Solomon code over GF(2^8) with a Cauchy matrix: k source symbols, of which any are rebuilt from as many repair
/// symbols. Byte n of a repair symbol depends on the bytes n of the source symbols alone.
/// </summary>
public static class CauchyCode
{
    /// <summary>Source symbols of a block. With <see cref="MaximumRepair"/> they are 255 of the 256 elements, and an index fits a byte.</summary>
    public const int MaximumSource = 128;

    /// <summary>Repair symbols of a block: one fewer than source symbols, so a block of 128 that was lost whole needs one of them again.</summary>
    public const int MaximumRepair = 127;

    /// <summary>Makes one repair symbol of a block.</summary>
    /// <param name="source">k symbols one after another; a short last one is padded with zeros.</param>
    /// <param name="symbolSize">Bytes; fastest where it is a multiple of 32.</param>
    /// <param name="k">1..128.</param>
    /// <param name="repairIndex">0..126.</param>
    /// <param name="repair">Takes symbolSize bytes.</param>
    public static void Encode(ReadOnlySpan<byte> source, int symbolSize, int k, int repairIndex, Span<byte> repair)
    {
        CheckBlock(source, symbolSize, k);
        ArgumentOutOfRangeException.ThrowIfNegative(repairIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(repairIndex, MaximumRepair);
        ArgumentOutOfRangeException.ThrowIfLessThan(repair.Length, symbolSize, nameof(repair));
        Span<byte> coefficients = stackalloc byte[k];
        for (var column = 0; column < k; column++)
            coefficients[column] = CauchyMatrix.Element(repairIndex, column);
        var symbol = repair[..symbolSize];
        symbol.Clear();
        SymbolAdder.Fastest.AddProducts(source, symbolSize, coefficients, symbol);
    }

    /// <summary>Rebuilds the absent source symbols of a block in place.</summary>
    /// <param name="block">k symbols one after another; what stands in the place of an absent one does not matter.</param>
    /// <param name="symbolSize">Bytes.</param>
    /// <param name="k">1..128.</param>
    /// <param name="present">Which of the k symbols are there.</param>
    /// <param name="repairIndexes">0..126, each once, at least as many as symbols are absent; those beyond are not used.</param>
    /// <param name="repairs">The repair symbols in the order of their indexes.</param>
    public static void Decode(
        Span<byte> block, int symbolSize, int k, ReadOnlySpan<bool> present, ReadOnlySpan<int> repairIndexes, ReadOnlySpan<byte> repairs)
    {
        CheckBlock(block, symbolSize, k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(present.Length, k, nameof(present));
        var missing = present.Count(false);
        CheckRepairs(repairIndexes, missing);
        ArgumentOutOfRangeException.ThrowIfLessThan(repairs.Length, missing * symbolSize, nameof(repairs));
        if (missing == 0)
            return;
        Span<int> absent = stackalloc int[missing];
        for (int column = 0, found = 0; column < k; column++)
        {
            if (!present[column])
                absent[found++] = column;
        }

        Solve(block, symbolSize, present, absent, repairIndexes[..missing], repairs[..(missing * symbolSize)]);
    }

    /// <summary>
    /// Has the code for this processor compiled, about a millisecond: to be called off the path of the first block, because code that
    /// uses all of the processor is never compiled ahead.
    /// </summary>
    public static void Prepare()
    {
        Span<byte> block = stackalloc byte[256];
        Encode(block, 256, 1, 0, stackalloc byte[256]);
    }

    /// <summary>Takes what is known out of the repair symbols; what is left are the absent symbols times a square part of the matrix.</summary>
    private static void Solve(
        Span<byte> block, int symbolSize, ReadOnlySpan<bool> present, ReadOnlySpan<int> absent, ReadOnlySpan<int> rows, ReadOnlySpan<byte> repairs)
    {
        var missing = absent.Length;
        var rented = ArrayPool<byte>.Shared.Rent(repairs.Length);
        var left = rented.AsSpan(0, repairs.Length);
        repairs.CopyTo(left);
        Span<byte> coefficients = stackalloc byte[present.Length];
        for (var i = 0; i < missing; i++)
        {
            for (var column = 0; column < coefficients.Length; column++)
                coefficients[column] = present[column] ? CauchyMatrix.Element(rows[i], column) : (byte)0;
            SymbolAdder.Fastest.AddProducts(block, symbolSize, coefficients, left.Slice(i * symbolSize, symbolSize));
        }

        Span<byte> inverse = stackalloc byte[missing * missing];
        CauchyMatrix.Invert(rows, absent, inverse);
        for (var i = 0; i < missing; i++)
        {
            var symbol = block.Slice(absent[i] * symbolSize, symbolSize);
            symbol.Clear();
            SymbolAdder.Fastest.AddProducts(left, symbolSize, inverse.Slice(i * missing, missing), symbol);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void CheckBlock(ReadOnlySpan<byte> block, int symbolSize, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaximumSource);
        ArgumentOutOfRangeException.ThrowIfNotEqual(block.Length, (long)k * symbolSize, nameof(block));
    }

    private static void CheckRepairs(ReadOnlySpan<int> indexes, int missing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(indexes.Length, missing, nameof(indexes));
        Span<bool> seen = stackalloc bool[MaximumRepair];
        foreach (var index in indexes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(indexes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MaximumRepair, nameof(indexes));
            if (seen[index])
                throw new ArgumentException($"Repair symbol {index} is there twice.", nameof(indexes));
            seen[index] = true;
        }
    }
}
