using PeerSlot.Protocol.ErasureCode;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The symbols of a file: source symbols are its bytes, repair symbols are computed when they are wanted.</summary>
internal sealed class PictureSymbols
{
    /// <summary>No index: the greatest is 254.</summary>
    private const byte NotYet = byte.MaxValue;

    private readonly SymbolLayout _layout;
    private readonly byte[] _content;

    /// <summary>Of each block the index that goes out next: source, repair, and then all of them again.</summary>
    private readonly byte[] _next;

    /// <summary>The last block with zeros behind the file's end; made when its first repair symbol is wanted.</summary>
    private byte[]? _lastBlock;

    public PictureSymbols(byte[] content, SymbolLayout layout)
    {
        (_content, _layout) = (content, layout);
        _next = new byte[layout.BlockCount];
    }

    /// <summary>
    /// The index of a block that was not sent for the longest time. All of source and repair symbols come round before one is repeated: 127
    /// repair symbols alone could never refill a block of 128 that was lost whole (measured: such a receiver waited for ever).
    /// </summary>
    public int TakeNext(int block) => TakeNext(block, ref _next[block]);

    /// <summary>
    /// The same for one alone, from where all were when it was first served so: what several are sent would come round too soon, and bring each symbols that it has
    /// (measured: three receivers behind a router, one of which lacked a single symbol for ever).
    /// </summary>
    public int TakeNext(int block, Recipient to)
    {
        if (to.NextSymbols is null)
        {
            to.NextSymbols = new byte[_next.Length];
            Array.Fill(to.NextSymbols, NotYet);
        }

        ref var next = ref to.NextSymbols[block];
        if (next == NotYet)
            next = _next[block];
        return TakeNext(block, ref next);
    }

    private int TakeNext(int block, ref byte next)
    {
        var index = next;
        next = (byte)((next + 1) % (_layout.SymbolsIn(block) + CauchyCode.MaximumRepair));
        return index;
    }

    /// <summary>Writes a symbol's bytes; gives their number.</summary>
    public int Write(int block, int index, Span<byte> data)
    {
        var size = _layout.SizeOf(block, index);
        var k = _layout.SymbolsIn(block);
        if (index < k)
            _content.AsSpan((int)_layout.OffsetOf(block) + index * _layout.SymbolSize, size).CopyTo(data);
        else
            CauchyCode.Encode(BytesOf(block), _layout.SymbolSize, k, index - k, data);
        return size;
    }

    private ReadOnlySpan<byte> BytesOf(int block)
    {
        var (offset, size) = ((int)_layout.OffsetOf(block), _layout.SymbolsIn(block) * _layout.SymbolSize);
        if (offset + size <= _content.Length)
            return _content.AsSpan(offset, size);
        if (_lastBlock is null)
        {
            _lastBlock = new byte[size];
            _content.AsSpan(offset).CopyTo(_lastBlock);
        }

        return _lastBlock;
    }
}
