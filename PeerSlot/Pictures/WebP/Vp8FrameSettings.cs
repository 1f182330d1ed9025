namespace PeerSlot.Pictures.WebP;

/// <summary>What the first partition says before its macroblocks (RFC 6386, 9.2 to 9.11 and 19.2).</summary>
internal sealed class Vp8FrameSettings
{
    private const int Segments = 4;

    /// <summary>The tree of a macroblock's segment (RFC 6386, 9.3).</summary>
    private readonly byte[] _segmentProbabilities = [255, 255, 255];
    private readonly int[] _segmentQuantizers = new int[Segments];
    private readonly int[] _segmentLevels = new int[Segments];
    private readonly int[] _referenceDeltas = new int[4];
    private readonly int[] _modeDeltas = new int[4];
    private bool _hasSegments;
    private bool _hasSegmentMap;
    private bool _segmentsAreAbsolute;
    private bool _hasDeltas;
    private int _level;

    public bool UsesSimpleFilter { get; private set; }

    public int Sharpness { get; private set; }

    public int Partitions { get; private set; }

    /// <summary>0 where no macroblock says that it has no coefficients.</summary>
    public int SkipProbability { get; private set; }

    public bool HasSkips { get; private set; }

    public Vp8Quantizer[] Quantizers { get; } = new Vp8Quantizer[Segments];

    /// <summary>As in <see cref="Vp8TokenProbabilities"/>.</summary>
    public byte[] Tokens { get; } = Vp8TokenProbabilities.Default.ToArray();

    public static Vp8FrameSettings Read(Vp8BoolReader bits)
    {
        var settings = new Vp8FrameSettings();
        // Colour space, and whether samples need clamping: they are clamped anyway.
        bits.ReadNumber(2);
        settings.ReadSegments(bits);
        settings.ReadFilter(bits);
        settings.Partitions = 1 << bits.ReadNumber(2);
        settings.ReadQuantizers(bits);
        // Whether later frames go on with these probabilities: there are none.
        bits.ReadBit();
        for (var i = 0; i < Vp8TokenProbabilities.Count; i++)
        {
            if (bits.Read(Vp8TokenUpdates.Probabilities[i]))
                settings.Tokens[i] = (byte)bits.ReadNumber(8);
        }

        settings.HasSkips = bits.ReadBit();
        settings.SkipProbability = settings.HasSkips ? bits.ReadNumber(8) : 0;
        return settings;
    }

    public int ReadSegment(Vp8BoolReader bits)
    {
        if (!_hasSegmentMap)
            return 0;
        return bits.Read(_segmentProbabilities[0])
            ? 2 + (bits.Read(_segmentProbabilities[2]) ? 1 : 0)
            : bits.Read(_segmentProbabilities[1]) ? 1 : 0;
    }

    /// <summary>RFC 6386, 9.6 and 15.1: the loop filter's level for a macroblock, 0 to 63.</summary>
    public int LevelOf(int segment, bool hasSubblockModes)
    {
        var level = _hasSegments ? _segmentLevels[segment] + (_segmentsAreAbsolute ? 0 : _level) : _level;
        if (_hasDeltas)
            level += _referenceDeltas[0] + (hasSubblockModes ? _modeDeltas[0] : 0);
        return Math.Clamp(level, 0, 63);
    }

    private void ReadSegments(Vp8BoolReader bits)
    {
        _hasSegments = bits.ReadBit();
        if (!_hasSegments)
            return;
        _hasSegmentMap = bits.ReadBit();
        if (bits.ReadBit())
        {
            _segmentsAreAbsolute = bits.ReadBit();
            for (var i = 0; i < Segments; i++)
                _segmentQuantizers[i] = bits.ReadOptional(7);
            for (var i = 0; i < Segments; i++)
                _segmentLevels[i] = bits.ReadOptional(6);
        }

        for (var i = 0; _hasSegmentMap && i < _segmentProbabilities.Length; i++)
            _segmentProbabilities[i] = bits.ReadBit() ? (byte)bits.ReadNumber(8) : (byte)255;
    }

    private void ReadFilter(Vp8BoolReader bits)
    {
        UsesSimpleFilter = bits.ReadBit();
        _level = bits.ReadNumber(6);
        Sharpness = bits.ReadNumber(3);
        _hasDeltas = bits.ReadBit();
        if (!_hasDeltas || !bits.ReadBit())
            return;
        for (var i = 0; i < _referenceDeltas.Length; i++)
            _referenceDeltas[i] = bits.ReadBit() ? bits.ReadSigned(6) : _referenceDeltas[i];
        for (var i = 0; i < _modeDeltas.Length; i++)
            _modeDeltas[i] = bits.ReadBit() ? bits.ReadSigned(6) : _modeDeltas[i];
    }

    private void ReadQuantizers(Vp8BoolReader bits)
    {
        var index = bits.ReadNumber(7);
        var deltas = new Vp8QuantizerDeltas(
            bits.ReadOptional(4), bits.ReadOptional(4), bits.ReadOptional(4), bits.ReadOptional(4), bits.ReadOptional(4));
        for (var i = 0; i < Segments; i++)
        {
            var own = _hasSegments ? _segmentQuantizers[i] + (_segmentsAreAbsolute ? 0 : index) : index;
            Quantizers[i] = Vp8Quantizer.Of(Math.Clamp(own, 0, 127), deltas);
        }
    }
}
