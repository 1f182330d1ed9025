using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Cells;

/// <summary>The characters among which a <see cref="BlockRenderer"/> chooses, laid out so that 8 of them are tried at once.</summary>
public sealed class GlyphSet
{
    private readonly BlockGlyph[] _glyphs;
    private readonly Vector256<float>[] _covers;
    private readonly GlyphShares[] _shares;

    private GlyphSet(params IEnumerable<BlockGlyph> glyphs)
    {
        _glyphs = [.. glyphs.DistinctBy(glyph => glyph.Rune)];
        Groups = (_glyphs.Length + 7) / 8;
        _covers = new Vector256<float>[Groups * GlyphFit.Strips];
        _shares = new GlyphShares[Groups];
        var covers = MemoryMarshal.Cast<Vector256<float>, float>(_covers.AsSpan());
        Span<float> shares = stackalloc float[8];
        for (var lane = 0; lane < Groups * 8; lane++)
        {
            // What is left of the last group repeats the first glyph.
            var glyph = At(lane);
            for (var strip = 0; strip < GlyphFit.Strips; strip++)
                covers[(lane / 8 * GlyphFit.Strips + strip) * 8 + lane % 8] = CoverOf(strip, glyph.Cover);
            shares[lane % 8] = glyph.Cover.Sum();
            _shares[lane / 8] = new GlyphShares(Vector256.Create<float>(shares));
        }
    }

    /// <summary>2 x 2 parts a cell, in every font that has blocks.</summary>
    public static GlyphSet Quadrants { get; } = new(BlockGlyphs.Quadrants);

    /// <summary>Quadrants and eighths, all of Unicode 3.2: the best that every font has.</summary>
    public static GlyphSet Blocks { get; } = new([.. BlockGlyphs.Eighths, .. BlockGlyphs.Quadrants]);

    /// <summary>These and sextants, for terminals that draw Unicode 13's.</summary>
    public static GlyphSet Sextants { get; } = new([.. BlockGlyphs.Eighths, .. BlockGlyphs.Quadrants, .. BlockGlyphs.Sextants]);

    internal int Groups { get; }

    /// <summary>Of any set.</summary>
    internal const int MostGroups = 7;

    /// <summary>For each strip of the cell, how much of it each glyph of the group covers.</summary>
    internal ReadOnlySpan<Vector256<float>> Covers(int group) => _covers.AsSpan(group * GlyphFit.Strips, GlyphFit.Strips);

    internal ref readonly GlyphShares Shares(int group) => ref _shares[group];

    /// <param name="index">Group times 8, plus lane.</param>
    internal BlockGlyph At(int index) => _glyphs[index < _glyphs.Length ? index : 0];

    /// <summary>A glyph of whole columns is put together from columns, any other one from halves of rows.</summary>
    private static float CoverOf(int strip, float[] cover)
    {
        var isOfColumns = Enumerable.Range(0, GlyphFit.Parts).All(part => cover[part] == cover[part % GlyphFit.Side]);
        if (strip < GlyphFit.Side)
            return isOfColumns ? cover[strip] : 0;
        return isOfColumns ? 0 : cover[(strip - GlyphFit.Side) * (GlyphFit.Side / 2)];
    }
}

/// <summary>How many of the cell's parts each of 8 glyphs shows in the foreground and in the background.</summary>
internal readonly struct GlyphShares(Vector256<float> front)
{
    public readonly Vector256<float> Front = front;
    public readonly Vector256<float> Back = Vector256.Create((float)GlyphFit.Parts) - front;
    public readonly Vector256<float> OneOverFront = Vector256<float>.One / front;
    public readonly Vector256<float> OneOverBack = Vector256<float>.One / (Vector256.Create((float)GlyphFit.Parts) - front);
}
