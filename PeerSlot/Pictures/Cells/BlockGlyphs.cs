using System.Text;

namespace PeerSlot.Pictures.Cells;

/// <summary>A character that fills a part of its cell.</summary>
/// <param name="Cover">How much of each of the cell's 8 x 8 parts shows the foreground, 0 to 1, rows from the top.</param>
internal sealed record BlockGlyph(Rune Rune, float[] Cover);

/// <summary>The block elements, drawn. Each pair of complements is here once: the other one is the same glyph with its colours swapped.</summary>
internal static class BlockGlyphs
{
    public static readonly Rune Space = new(' ');
    public static readonly Rune FullBlock = new('\u2588');

    /// <summary>Block Elements (Unicode 1.1), U+2581 to U+2587: from the bottom.</summary>
    private const string LowerEighths = """
        ▁        ▂        ▃        ▄        ▅        ▆        ▇
        ........ ........ ........ ........ ........ ........ ........
        ........ ........ ........ ........ ........ ........ XXXXXXXX
        ........ ........ ........ ........ ........ XXXXXXXX XXXXXXXX
        ........ ........ ........ ........ XXXXXXXX XXXXXXXX XXXXXXXX
        ........ ........ ........ XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX
        ........ ........ XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX
        ........ XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX
        XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX
        """;

    /// <summary>U+2589 to U+258F: from the left.</summary>
    private const string LeftEighths = """
        ▉        ▊        ▋        ▌        ▍        ▎        ▏
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        XXXXXXX. XXXXXX.. XXXXX... XXXX.... XXX..... XX...... X.......
        """;

    /// <summary>Quadrants (Unicode 3.2), U+2596 to U+259F, one of each pair.</summary>
    private const string QuadrantCorners = """
        ▘        ▝        ▖        ▗        ▚
        XXXX.... ....XXXX ........ ........ XXXX....
        XXXX.... ....XXXX ........ ........ XXXX....
        XXXX.... ....XXXX ........ ........ XXXX....
        XXXX.... ....XXXX ........ ........ XXXX....
        ........ ........ XXXX.... ....XXXX ....XXXX
        ........ ........ XXXX.... ....XXXX ....XXXX
        ........ ........ XXXX.... ....XXXX ....XXXX
        ........ ........ XXXX.... ....XXXX ....XXXX
        """;

    /// <summary>Pairs of complements that have a character of their own, as the strips above draw only one of them.</summary>
    private const string Complements = "▀▄ ▌▐ ▘▟ ▝▙ ▖▜ ▗▛ ▚▞ ▔▇ ▕▉";

    public static IReadOnlyList<BlockGlyph> Eighths { get; } = [.. Drawn(LowerEighths), .. Drawn(LeftEighths)];

    public static IReadOnlyList<BlockGlyph> Quadrants { get; } =
        [.. Drawn(QuadrantCorners), .. Eighths.Where(glyph => glyph.Rune.Value is '▄' or '▌')];

    /// <summary>
    /// Symbols for Legacy Computing (Unicode 13), U+1FB00 to U+1FB3B: 2 x 3 parts, of which bit 0 is the upper left one and bit 1 the upper right
    /// one, in the order of these numbers without those that are older characters (none, left half, right half, all).
    /// </summary>
    public static IReadOnlyList<BlockGlyph> Sextants { get; } = [.. Enumerable.Range(1, 31).Where(parts => parts != LeftHalf).Select(Sextant)];

    private const int LeftHalf = 0b010101;
    private const int RightHalf = 0b101010;
    private const int AllParts = 0b111111;

    private static readonly Dictionary<int, Rune> ComplementOf = BuildComplements();

    private static readonly Dictionary<int, float> Shares = BuildShares();

    /// <summary>The character that fills what this one leaves; false where there is none.</summary>
    public static bool TryComplement(Rune rune, out Rune complement)
    {
        complement = default;
        return rune.Value >= '\u2580' && ComplementOf.TryGetValue(rune.Value, out complement);
    }

    /// <summary>How much of the cell a block fills, 0 to 1; none of it if the rune is no block.</summary>
    public static float ShareOf(Rune rune) => Shares.GetValueOrDefault(rune.Value);

    private static IEnumerable<BlockGlyph> Drawn(string strip)
    {
        var lines = strip.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        for (var glyph = 0; glyph < lines[0].Length; glyph++)
        {
            var column = glyph;
            var cover = Enumerable.Range(0, 64).Select(part => lines[1 + part / 8][column][part % 8] == 'X' ? 1f : 0f);
            yield return new BlockGlyph(lines[0][glyph].EnumerateRunes().First(), [.. cover]);
        }
    }

    private static BlockGlyph Sextant(int parts)
    {
        var cover = new float[64];
        for (var part = 0; part < 64; part++)
        {
            for (var third = 0; third < 3; third++)
                cover[part] += (parts >> (third * 2 + part % 8 / 4) & 1) * InThird(part / 8, third);
        }

        return new BlockGlyph(SextantRune(parts), cover);
    }

    /// <summary>How much of an eighth of the height lies within a third of it.</summary>
    private static float InThird(int eighth, int third) =>
        Math.Max(0, Math.Min((eighth + 1) / 8f, (third + 1) / 3f) - Math.Max(eighth / 8f, third / 3f)) * 8;

    private static Rune SextantRune(int parts) => new(0x1FB00 + parts - 1 - (parts > LeftHalf ? 1 : 0) - (parts > RightHalf ? 1 : 0));

    private static Dictionary<int, float> BuildShares()
    {
        var shares = new Dictionary<int, float> { [FullBlock.Value] = 1 };
        foreach (var glyph in Eighths.Concat(Quadrants).Concat(Sextants))
        {
            shares[glyph.Rune.Value] = glyph.Cover.Average();
            if (TryComplement(glyph.Rune, out var complement))
                shares[complement.Value] = 1 - glyph.Cover.Average();
        }

        return shares;
    }

    private static Dictionary<int, Rune> BuildComplements()
    {
        var pairs = Complements.Split(' ').Select(pair => (First: new Rune(pair[0]), Second: new Rune(pair[1])))
            .Concat(Enumerable.Range(1, 31).Where(parts => parts != LeftHalf).Select(parts => (SextantRune(parts), SextantRune(AllParts - parts))));
        var complements = new Dictionary<int, Rune>();
        foreach (var (first, second) in pairs)
        {
            complements[first.Value] = second;
            complements[second.Value] = first;
        }

        return complements;
    }
}
