using System.Numerics;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Symbols of one block: bit i of <see cref="Low"/> is symbol i, bit i of <see cref="High"/> symbol 64 + i.</summary>
internal record struct SymbolBitmap(ulong Low, ulong High)
{
    /// <summary>Bytes on the wire: High, then Low.</summary>
    public const int Size = 16;

    public readonly int Count => BitOperations.PopCount(Low) + BitOperations.PopCount(High);

    public readonly bool IsEmpty => (Low | High) == 0;

    /// <summary>The first <paramref name="count"/> symbols, 0 to 128.</summary>
    public static SymbolBitmap First(int count) => new(Ones(count), Ones(count - 64));

    public static SymbolBitmap operator &(SymbolBitmap a, SymbolBitmap b) => new(a.Low & b.Low, a.High & b.High);

    public readonly bool Contains(int index) => ((index < 64 ? Low : High) >> (index & 63) & 1) != 0;

    public void Remove(int index)
    {
        if (index < 64)
            Low &= ~(1UL << index);
        else
            High &= ~(1UL << (index - 64));
    }

    /// <summary>Takes out the lowest symbol; -1 = empty.</summary>
    public int TakeFirst()
    {
        if (IsEmpty)
            return -1;
        var first = Low != 0 ? BitOperations.TrailingZeroCount(Low) : 64 + BitOperations.TrailingZeroCount(High);
        Remove(first);
        return first;
    }

    private static ulong Ones(int count) => count <= 0 ? 0 : count >= 64 ? ulong.MaxValue : (1UL << count) - 1;
}
