namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// One colour component of a frame (T.81, A.1.1): its sampling, the samples of the rows of MCUs at hand and, where a file does not bring
/// whole blocks at once, all coefficients.
/// </summary>
internal sealed class JpegComponent
{
    public const int BlockSide = 8;
    public const int BlockSize = BlockSide * BlockSide;

    /// <summary>What samples are before anything is decoded: mid grey, no colour.</summary>
    private const byte Neutral = 128;

    /// <summary>Interpolation looks one row up and one down: the row of MCUs before this one is kept.</summary>
    private const int McuRowsKept = 2;

    public JpegComponent(byte id, int horizontal, int vertical, int quantizationIndex)
    {
        Id = id;
        Horizontal = horizontal;
        Vertical = vertical;
        QuantizationIndex = quantizationIndex;
    }

    public byte Id { get; }

    /// <summary>Sampling factors, 1 to 4.</summary>
    public int Horizontal { get; }

    public int Vertical { get; }

    public int QuantizationIndex { get; }

    /// <summary>Size in samples, without padding; scaled down once <see cref="Scale"/> was called.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Blocks that hold samples of the picture: what a scan of this component alone consists of (T.81, A.2.2).</summary>
    public int BlocksWide { get; private set; }

    public int BlocksHigh { get; private set; }

    /// <summary>Blocks in a row when padded to whole MCUs (T.81, A.2.4).</summary>
    public int PaddedBlocksWide { get; private set; }

    public int PaddedBlocksHigh { get; private set; }

    public long PaddedSamples => (long)PaddedBlocksWide * PaddedBlocksHigh * BlockSize;

    /// <summary>Samples along the side of a decoded block: 8, or 4, 2, 1 in a picture scaled down.</summary>
    public int Side { get; private set; } = BlockSide;

    public int Stride => PaddedBlocksWide * Side;

    /// <summary>Row r of the picture lies at r modulo <see cref="RowsKept"/>.</summary>
    public byte[] Samples { get; private set; } = [];

    private int RowsKept => McuRowsKept * Vertical * Side;

    /// <summary>64 a block in natural order, before dequantisation; empty unless kept.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The quantisation table as it stood when the component's first scan began (a later DQT may redefine it); null before.</summary>
    public QuantizationTable? Quantization { get; set; }

    public HuffmanTable? Dc { get; set; }

    public HuffmanTable? Ac { get; set; }

    public int DcPrediction { get; set; }

    public void Measure(int width, int height, int maxHorizontal, int maxVertical)
    {
        Width = DivideUp(width * Horizontal, maxHorizontal);
        Height = DivideUp(height * Vertical, maxVertical);
        BlocksWide = DivideUp(Width, BlockSide);
        BlocksHigh = DivideUp(Height, BlockSide);
        PaddedBlocksWide = DivideUp(width, maxHorizontal * BlockSide) * Horizontal;
        PaddedBlocksHigh = DivideUp(height, maxVertical * BlockSide) * Vertical;
    }

    /// <param name="width">Of the picture as scaled.</param>
    public void Scale(int side, int width, int height, int maxHorizontal, int maxVertical)
    {
        Side = side;
        Width = DivideUp(width * Horizontal, maxHorizontal);
        Height = DivideUp(height * Vertical, maxVertical);
    }

    public void Allocate(bool keepCoefficients)
    {
        Samples = new byte[Stride * RowsKept];
        if (keepCoefficients)
            Coefficients = new short[PaddedSamples];
    }

    public Span<short> CoefficientsOf(int column, int row) =>
        Coefficients.AsSpan((row * PaddedBlocksWide + column) * BlockSize, BlockSize);

    /// <summary>The samples from a block's first one to the end of what is kept; its rows lie <see cref="Stride"/> apart.</summary>
    public Span<byte> SamplesOf(int column, int row) => Samples.AsSpan(row % (McuRowsKept * Vertical) * Side * Stride + column * Side);

    public ReadOnlySpan<byte> SampleRow(int y) => Samples.AsSpan(y % RowsKept * Stride, Width);

    /// <summary>Makes room for a row of MCUs.</summary>
    public void Clear(int mcuRow)
    {
        var length = Vertical * Side * Stride;
        Samples.AsSpan(mcuRow % McuRowsKept * length, length).Fill(Neutral);
    }

    private static int DivideUp(int value, int by) => (value + by - 1) / by;
}
