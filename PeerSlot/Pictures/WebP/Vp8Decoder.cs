namespace PeerSlot.Pictures.WebP;

/// <summary>A key frame of VP8 (RFC 6386): what a lossy WebP picture is made of.</summary>
internal sealed partial class Vp8Decoder
{
    private const int Side = 16;

    private readonly Vp8Header _header;
    private readonly int _mbWide;
    private readonly int _mbHigh;

    /// <summary>Of the blocks above, whether they have coefficients: 4 luma, 2 + 2 chroma, 1 second layer; 9 a macroblock.</summary>
    private readonly byte[] _aboveTokens;
    private readonly byte[] _leftTokens = new byte[9];

    /// <summary>Of the subblocks above, 4 a macroblock.</summary>
    private readonly Vp8SubblockMode[] _aboveModes;
    private readonly Vp8SubblockMode[] _leftModes = new Vp8SubblockMode[4];

    /// <summary>Of a macroblock: 16 luma, 4 + 4 chroma blocks of 16 coefficients.</summary>
    private readonly short[] _coefficients = new short[24 * 16];
    private readonly short[] _second = new short[16];
    private readonly Vp8SubblockMode[] _modes = new Vp8SubblockMode[16];

    /// <summary>The loop filter's level of each macroblock, its highest bit for the borders within.</summary>
    private readonly byte[] _filters;

    private Vp8Decoder(Vp8Header header)
    {
        _header = header;
        (_mbWide, _mbHigh) = ((header.Width + Side - 1) / Side, (header.Height + Side - 1) / Side);
        _aboveTokens = new byte[_mbWide * 9];
        _aboveModes = new Vp8SubblockMode[_mbWide * 4];
        _filters = new byte[_mbWide * _mbHigh];
        Planes = [new(_mbWide * Side, _mbHigh * Side), new(_mbWide * Side / 2, _mbHigh * Side / 2), new(_mbWide * Side / 2, _mbHigh * Side / 2)];
    }

    /// <summary>Y, U and V; chroma has half the size, rounded up.</summary>
    public Vp8Plane[] Planes { get; }

    /// <param name="data">A VP8 chunk; its size is within the limits.</param>
    /// <exception cref="PictureException">Cut off or broken.</exception>
    public static Vp8Plane[] Decode(ReadOnlyMemory<byte> data)
    {
        var header = Vp8Header.Read(data.Span);
        data = data[Vp8Header.Length..];
        if (header.FirstPartition > data.Length)
            throw CutOff();
        var decoder = new Vp8Decoder(header);
        decoder.DecodeRows(new Vp8BoolReader(data[..header.FirstPartition]), data[header.FirstPartition..]);
        return decoder.Planes;
    }

    private void DecodeRows(Vp8BoolReader first, ReadOnlyMemory<byte> rest)
    {
        var settings = Vp8FrameSettings.Read(first);
        var partitions = ReadPartitions(rest, settings.Partitions);
        for (var y = 0; y < _mbHigh; y++)
        {
            // RFC 6386, 9.5: rows take turns among the partitions.
            var tokens = partitions[y % partitions.Length];
            Array.Clear(_leftTokens);
            Array.Clear(_leftModes);
            for (var x = 0; x < _mbWide; x++)
                DecodeMacroblock(first, tokens, settings, x, y);
            if (first.IsExhausted || tokens.IsExhausted)
                throw CutOff();
        }

        for (var i = 0; i < _filters.Length; i++)
        {
            var level = _filters[i] & 63;
            if (level > 0)
                Vp8LoopFilter.Filter(Planes, i % _mbWide, i / _mbWide, level, settings.Sharpness, _filters[i] >= 128, settings.UsesSimpleFilter);
        }
    }

    /// <summary>RFC 6386, 9.5: lengths of all but the last, 3 bytes each, then the partitions.</summary>
    private static Vp8BoolReader[] ReadPartitions(ReadOnlyMemory<byte> data, int count)
    {
        var lengths = data.Span;
        var next = (count - 1) * 3;
        if (next > data.Length)
            throw CutOff();
        var partitions = new Vp8BoolReader[count];
        for (var i = 0; i < count; i++)
        {
            var length = i < count - 1 ? lengths[i * 3] | lengths[i * 3 + 1] << 8 | lengths[i * 3 + 2] << 16 : data.Length - next;
            if (length > data.Length - next)
                throw CutOff();
            partitions[i] = new Vp8BoolReader(data.Slice(next, length));
            next += length;
        }

        return partitions;
    }

    private static PictureException CutOff() => new("The WebP file is cut off or damaged in its VP8 data.");
}
