using System.Text;

namespace PeerSlot.Terminal;

/// <summary>
/// Text from elsewhere (names, file names, notes) made harmless for a screen: no control character, so no escape sequence, and
/// nothing that reorders the line it stands in (UAX #9 explicit formatting: the "Trojan source" characters).
/// </summary>
public static class SafeText
{
    public static bool IsHarmless(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) => false,
        0x061C or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ => true,
    };

    /// <summary><paramref name="text"/> with U+FFFD for what is not harmless; the same string where all of it is.</summary>
    public static string Clean(string text)
    {
        var harmless = true;
        foreach (var rune in text.EnumerateRunes())
            harmless &= IsHarmless(rune);
        if (harmless)
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        return clean.ToString();
    }

    /// <summary>Columns that <paramref name="text"/> takes in a <see cref="CellBuffer"/>.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += IsHarmless(rune) ? RuneWidth.Of(rune) : 1;
        return width;
    }

    /// <summary><paramref name="text"/> in at most <paramref name="columns"/>, its end replaced by … where it is longer.</summary>
    public static string Fit(string text, int columns)
    {
        if (Width(text) <= columns)
            return Clean(text);
        if (columns <= 0)
            return "";
        var fitting = new StringBuilder();
        var used = 1; // The ellipsis.
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsHarmless(rune) ? rune : Rune.ReplacementChar;
            used += RuneWidth.Of(shown);
            if (used > columns)
                break;
            fitting.Append(shown);
        }

        return fitting.Append('…').ToString();
    }
}
