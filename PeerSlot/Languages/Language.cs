using System.Globalization;

namespace PeerSlot.Languages;

/// <summary>
/// A language that PeerSlot speaks to people in. The runtime is globalization-invariant, so these are our own tables: English stands in the
/// code itself, another language's words are read when the first of them is shown.
/// </summary>
public sealed class Language
{
    private readonly Func<long, int> _form;
    private readonly bool _isEnglish;
    private Dictionary<string, string>? _words;

    private Language(string code, char decimalPoint, Func<long, int> form) =>
        (Code, DecimalPoint, _form, _isEnglish) = (code, decimalPoint, form, code == "en");

    public static Language English { get; } = new("en", '.', n => n == 1 ? 0 : 1);

    /// <summary>Three forms of a noun: after 1, 21, 101; after 2 to 4, 22; after 5 to 20, 0 (CLDR, plural rules of ru).</summary>
    public static Language Russian { get; } = new("ru", ',', n => (n % 10, n % 100) switch
    {
        (1, not 11) => 0,
        (>= 2 and <= 4, not (>= 12 and <= 14)) => 1,
        _ => 2,
    });

    public static IReadOnlyList<Language> All { get; } = [English, Russian];

    /// <summary>ISO 639: <c>en</c>, <c>ru</c>.</summary>
    public string Code { get; }

    internal char DecimalPoint { get; }

    /// <summary>The language with that code, or null.</summary>
    public static Language? Find(string code)
    {
        foreach (var language in All)
        {
            if (language.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
                return language;
        }

        return null;
    }

    /// <summary>A format in this language; the English one where it is missing.</summary>
    internal string Translate(string english) => _isEnglish ? english : (_words ??= WordTable.Load(Code)).GetValueOrDefault(english, english);

    /// <summary>A number and the form of the noun that goes with it.</summary>
    /// <param name="forms">Separated by <c>|</c>, in the language's order; too few count as the last one repeated.</param>
    internal string Counted(long number, string forms)
    {
        var words = forms.Split('|');
        return number.ToString(CultureInfo.InvariantCulture) + " " + words[Math.Min(_form(Math.Abs(number)), words.Length - 1)];
    }

    public override string ToString() => Code;
}
