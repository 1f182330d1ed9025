using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The newest symbols that came before their manifest: networks reorder, and the first manifest may be lost.</summary>
internal sealed class EarlySymbols(int maximum)
{
    private readonly EarlySymbol[] _kept = new EarlySymbol[maximum];
    private int _next;

    public void Add(TransferId transfer, ushort block, byte index, ReadOnlySpan<byte> data)
    {
        if (maximum == 0)
            return;
        ref var place = ref _kept[_next++ % maximum];
        place = new EarlySymbol(transfer, block, index, data.ToArray());
        _next %= maximum;
    }

    /// <summary>Takes out the symbols of one transfer.</summary>
    public IEnumerable<EarlySymbol> Take(TransferId transfer)
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_kept[i].Data is null || _kept[i].Transfer != transfer)
                continue;
            yield return _kept[i];
            _kept[i] = default;
        }
    }
}

internal readonly record struct EarlySymbol(TransferId Transfer, ushort Block, byte Index, byte[] Data);
