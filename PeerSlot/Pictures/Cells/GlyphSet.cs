using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Cells;

/// <summary>The characters among which a <see cref="BlockRenderer"/> chooses, laid out so that 8 of them are tried at once.</summary>
public sealed class GlyphSet
{
    private readonly BlockGlyph[] _glyphs;
    private readonly Vector256<float>[] _covers;
    private readonly Vector256<float>[] _shares;

    private GlyphSet(params IEnumerable<BlockGlyph> glyphs)
    {
        // Odd eighths from the left end within a part, and would never be told from what is beside them.
        _glyphs = [.. glyphs.DistinctBy(glyph => glyph.Rune).Where(IsInWholeParts)];
        Groups = (_glyphs.Length + 7) / 8;
        _covers = new Vector256<float>[Groups * GlyphFit.Parts];
        _shares = new Vector256<float>[Groups];
        var covers = MemoryMarshal.Cast<Vector256<float>, float>(_covers.AsSpan());
        var shares = MemoryMarshal.Cast<Vector256<float>, float>(_shares.AsSpan());
        for (var lane = 0; lane < Groups * 8; lane++)
        {
            // What is left of the last group repeats the first glyph.
            var cover = At(lane).Cover;
            for (var part = 0; part < GlyphFit.Parts; part++)
                covers[(lane / 8 * GlyphFit.Parts + part) * 8 + lane % 8] = (cover[part * 2] + cover[part * 2 + 1]) / 2;
            shares[lane] = cover.Sum() / 2;
        }
    }

    /// <summary>2 x 2 parts a cell, in every font that has blocks.</summary>
    public static GlyphSet Quadrants { get; } = new(BlockGlyphs.Quadrants);

    /// <summary>Quadrants and eighths, all of Unicode 3.2: the best that every font has.</summary>
    public static GlyphSet Blocks { get; } = new([.. BlockGlyphs.Eighths, .. BlockGlyphs.Quadrants]);

    /// <summary>These and sextants, for terminals that draw Unicode 13's.</summary>
    public static GlyphSet Sextants { get; } = new([.. BlockGlyphs.Eighths, .. BlockGlyphs.Quadrants, .. BlockGlyphs.Sextants]);

    internal int Groups { get; }

    private static bool IsInWholeParts(BlockGlyph glyph) =>
        Enumerable.Range(0, GlyphFit.Parts).All(part => glyph.Cover[part * 2] == glyph.Cover[part * 2 + 1]);

    /// <summary>For each part of the cell, 1 where each glyph of the group covers it.</summary>
    internal ReadOnlySpan<Vector256<float>> Covers(int group) => _covers.AsSpan(group * GlyphFit.Parts, GlyphFit.Parts);

    /// <summary>How many of the parts each glyph of the group covers.</summary>
    internal Vector256<float> Shares(int group) => _shares[group];

    /// <param name="index">Group times 8, plus lane.</param>
    internal BlockGlyph At(int index) => _glyphs[index < _glyphs.Length ? index : 0];
}
