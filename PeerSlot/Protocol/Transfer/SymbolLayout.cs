namespace PeerSlot.Protocol.Transfer;

/// <summary>How a file is cut: symbols of one size (the last one shorter), in blocks of which no two differ by more than one symbol.</summary>
internal readonly record struct SymbolLayout
{
    public const int LeastSymbolSize = 64;
    public const int GreatestSymbolSize = 8_192;
    public const int GreatestSymbolsPerBlock = ErasureCode.CauchyCode.MaximumSource;

    /// <summary>A header's 16 bits, less the one value that means "no block" in a report.</summary>
    public const int GreatestBlocks = 65_535;

    private SymbolLayout(long length, int symbolSize, int symbolsPerBlock)
    {
        (Length, SymbolSize, SymbolsPerBlock) = (length, symbolSize, symbolsPerBlock);
        SymbolCount = (int)((length + symbolSize - 1) / symbolSize);
        BlockCount = (SymbolCount + symbolsPerBlock - 1) / symbolsPerBlock;
        (Least, Larger) = Math.DivRem(SymbolCount, BlockCount);
    }

    public long Length { get; }

    public int SymbolSize { get; }

    /// <summary>Source symbols that a block has at most.</summary>
    public int SymbolsPerBlock { get; }

    public int SymbolCount { get; }

    public int BlockCount { get; }

    /// <summary>Symbols of the smaller blocks, which come after the larger ones.</summary>
    private int Least { get; }

    /// <summary>Blocks that have one symbol more.</summary>
    private int Larger { get; }

    /// <summary>False for an empty file and for what the header's 16 bits of block and 8 bits of index cannot name.</summary>
    public static bool TryCreate(ulong length, int symbolSize, int symbolsPerBlock, out SymbolLayout layout)
    {
        layout = default;
        if (symbolSize is < LeastSymbolSize or > GreatestSymbolSize || symbolsPerBlock is < 1 or > GreatestSymbolsPerBlock || length == 0)
            return false;
        if (length > (ulong)symbolSize * (ulong)symbolsPerBlock * GreatestBlocks)
            return false;
        layout = new SymbolLayout((long)length, symbolSize, symbolsPerBlock);
        return true;
    }

    public int SymbolsIn(int block) => block < Larger ? Least + 1 : Least;

    /// <summary>The number of a block's first symbol in the file.</summary>
    public int FirstOf(int block) => block * Least + Math.Min(block, Larger);

    public long OffsetOf(int block) => (long)FirstOf(block) * SymbolSize;

    public int BytesIn(int block) => (int)(Math.Min(Length, OffsetOf(block + 1)) - OffsetOf(block));

    /// <summary>Bytes of a source symbol; a repair symbol has <see cref="SymbolSize"/>.</summary>
    public int SizeOf(int block, int index) =>
        index < SymbolsIn(block) ? (int)Math.Min(SymbolSize, Length - OffsetOf(block) - (long)index * SymbolSize) : SymbolSize;

    /// <summary>Whether a header's block and index name a source or repair symbol of this file.</summary>
    public bool Contains(int block, int index) => block < BlockCount && index < SymbolsIn(block) + ErasureCode.CauchyCode.MaximumRepair;
}
