namespace PeerSlot.Protocol.Transfer;

/// <summary>How a file is cut: symbols of one size (the last one shorter), blocks of k symbols (the last one fewer).</summary>
internal readonly record struct SymbolLayout
{
    public const int LeastSymbolSize = 64;
    public const int GreatestSymbolSize = 8_192;
    public const int GreatestSymbolsPerBlock = 128;
    public const int GreatestBlocks = 65_536;

    private SymbolLayout(long length, int symbolSize, int symbolsPerBlock)
    {
        Length = length;
        SymbolSize = symbolSize;
        SymbolsPerBlock = symbolsPerBlock;
    }

    public long Length { get; }

    public int SymbolSize { get; }

    /// <summary>k: an index of k or more is a repair symbol's.</summary>
    public int SymbolsPerBlock { get; }

    public long SymbolCount => (Length + SymbolSize - 1) / SymbolSize;

    public int BlockCount => (int)((SymbolCount + SymbolsPerBlock - 1) / SymbolsPerBlock);

    /// <summary>False for an empty file and for what the header's 16 bits of block and 8 bits of index cannot name.</summary>
    public static bool TryCreate(ulong length, int symbolSize, int symbolsPerBlock, out SymbolLayout layout)
    {
        layout = default;
        if (symbolSize is < LeastSymbolSize or > GreatestSymbolSize || symbolsPerBlock is < 1 or > GreatestSymbolsPerBlock || length == 0)
            return false;
        var greatest = (ulong)symbolSize * (ulong)symbolsPerBlock * GreatestBlocks;
        if (length > greatest)
            return false;
        layout = new SymbolLayout((long)length, symbolSize, symbolsPerBlock);
        return true;
    }

    public int SymbolsIn(int block) => (int)Math.Min(SymbolsPerBlock, SymbolCount - (long)block * SymbolsPerBlock);

    public int BytesIn(int block) => (int)Math.Min((long)SymbolsPerBlock * SymbolSize, Length - OffsetOf(block));

    public long OffsetOf(int block) => (long)block * SymbolsPerBlock * SymbolSize;

    /// <summary>Bytes of one source symbol.</summary>
    public int SizeOf(int block, int index) => (int)Math.Min(SymbolSize, Length - OffsetOf(block) - (long)index * SymbolSize);

    public bool Contains(int block, int index) => block < BlockCount && index < SymbolsIn(block);
}
