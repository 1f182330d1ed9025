namespace PeerSlot.Pictures.Jpeg;

/// <summary>One colour component of a frame (T.81, A.1.1): its sampling, its samples and, in a progressive file, its coefficients.</summary>
internal sealed class JpegComponent
{
    public const int BlockSide = 8;
    public const int BlockSize = BlockSide * BlockSide;

    /// <summary>What samples are before anything is decoded: mid grey, no colour.</summary>
    private const byte Neutral = 128;

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

    /// <summary>Size in samples, without padding.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Blocks that hold samples of the picture: what a scan of this component alone consists of (T.81, A.2.2).</summary>
    public int BlocksWide { get; private set; }

    public int BlocksHigh { get; private set; }

    /// <summary>Blocks in a row when padded to whole MCUs (T.81, A.2.4).</summary>
    public int PaddedBlocksWide { get; private set; }

    public int PaddedBlocksHigh { get; private set; }

    public long PaddedSamples => (long)PaddedBlocksWide * PaddedBlocksHigh * BlockSize;

    public int Stride => PaddedBlocksWide * BlockSide;

    public byte[] Samples { get; private set; } = [];

    /// <summary>64 a block in natural order, before dequantisation; empty unless progressive.</summary>
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

    public void Allocate(bool progressive)
    {
        Samples = new byte[PaddedSamples];
        Samples.AsSpan().Fill(Neutral);
        if (progressive)
            Coefficients = new short[PaddedSamples];
    }

    public Span<short> CoefficientsOf(int column, int row) =>
        Coefficients.AsSpan((row * PaddedBlocksWide + column) * BlockSize, BlockSize);

    /// <summary>The samples from a block's first one to the end of the plane; its rows lie <see cref="Stride"/> apart.</summary>
    public Span<byte> SamplesOf(int column, int row) => Samples.AsSpan((row * Stride + column) * BlockSide);

    public ReadOnlySpan<byte> SampleRow(int y) => Samples.AsSpan(y * Stride, Width);

    private static int DivideUp(int value, int by) => (value + by - 1) / by;
}
