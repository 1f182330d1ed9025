using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The newest symbols that came before their manifest: networks reorder, and the first manifest may be lost.</summary>
internal sealed class EarlySymbols(int maximum)
{
    private readonly EarlySymbol[] kept = new EarlySymbol[maximum];
    private int next;

    public void Add(TransferId transfer, ushort block, byte index, ReadOnlySpan<byte> data)
    {
        if (maximum == 0)
            return;
        ref var place = ref kept[next++ % maximum];
        place = new EarlySymbol(transfer, block, index, data.ToArray());
        next %= maximum;
    }

    /// <summary>Takes out the symbols of one transfer.</summary>
    public IEnumerable<EarlySymbol> Take(TransferId transfer)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i].Data is null || kept[i].Transfer != transfer)
                continue;
            yield return kept[i];
            kept[i] = default;
        }
    }
}

internal readonly record struct EarlySymbol(TransferId Transfer, ushort Block, byte Index, byte[] Data);
