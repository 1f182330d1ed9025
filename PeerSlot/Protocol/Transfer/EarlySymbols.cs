using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The newest symbols that came before their manifest: networks reorder, and the first manifest may be lost.</summary>
internal sealed class EarlySymbols(int maximum)
{
    private readonly Place[] _places = new Place[maximum];
    private int _next;

    public void Add(TransferId transfer, ulong counter, ushort block, byte index, ReadOnlySpan<byte> data)
    {
        if (maximum == 0)
            return;
        ref var place = ref _places[_next];
        _next = (_next + 1) % maximum;
        if (place.Buffer is null || place.Buffer.Length < data.Length)
            place.Buffer = new byte[data.Length];
        data.CopyTo(place.Buffer);
        (place.Transfer, place.Counter, place.Block, place.Index, place.Size) = (transfer, counter, block, index, data.Length);
    }

    /// <summary>Takes out the next symbol of a transfer at or after a place.</summary>
    /// <param name="from">0 at first; then the place behind the last one taken.</param>
    public bool TryTake(TransferId transfer, ref int from, out ulong counter, out ushort block, out byte index, out ReadOnlySpan<byte> data)
    {
        for (; from < _places.Length; from++)
        {
            ref var place = ref _places[from];
            if (place.Size == 0 || place.Transfer != transfer)
                continue;
            (counter, block, index) = (place.Counter, place.Block, place.Index);
            data = place.Buffer.AsSpan(0, place.Size);
            place.Size = 0;
            from++;
            return true;
        }

        (counter, block, index) = (0, 0, 0);
        data = default;
        return false;
    }

    private struct Place
    {
        public TransferId Transfer;
        public ulong Counter;
        public ushort Block;
        public byte Index;
        public int Size;
        public byte[]? Buffer;
    }
}
