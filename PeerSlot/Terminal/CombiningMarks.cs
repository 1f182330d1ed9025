using System.Globalization;
using System.Text;

namespace PeerSlot.Terminal;

/// <summary>
/// What a terminal sets onto the rune of a cell: accents, vowel points, the later letters of a Hangul syllable. At most two, which is what languages need;
/// more are left out, so that no text grows beyond its cells.
/// </summary>
public readonly record struct CombiningMarks
{
    private readonly uint _packed;

    private CombiningMarks(uint packed) => _packed = packed;

    public bool IsEmpty => _packed == 0;

    public bool Equals(CombiningMarks other) => _packed == other._packed;

    public override int GetHashCode() => (int)_packed;

    public int Count => _packed == 0 ? 0 : _packed >> 16 == 0 ? 1 : 2;

    /// <summary>Whether <paramref name="rune"/> is such a mark: of no column, in the basic plane, and seen. Joiners and variation selectors are not.</summary>
    public static bool IsMark(Rune rune) => rune.Value is >= 0x300 and < 0x10000 and not (>= 0xFE00 and < 0xFE10) && RuneWidth.Of(rune) == 0
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherLetter
        && SafeText.IsHarmless(rune);

    /// <param name="index">Below <see cref="Count"/>.</param>
    public Rune this[int index] => new((char)(_packed >> (16 * index)));

    /// <param name="mark">An <see cref="IsMark"/>.</param>
    public CombiningMarks With(Rune mark) => Count switch
    {
        0 => new CombiningMarks((uint)mark.Value),
        1 => new CombiningMarks(_packed | (uint)mark.Value << 16),
        _ => this,
    };

    public override string ToString() => Count switch { 0 => "", 1 => this[0].ToString(), _ => $"{this[0]}{this[1]}" };
}
