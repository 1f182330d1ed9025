using System.Runtime.CompilerServices;

namespace PeerSlot.Languages;

/// <summary>
/// Words for people, not yet in a language: an English format with its arguments, which becomes a text only where it is shown
/// (<see cref="In"/>). Literals and interpolated strings convert by themselves, so that <c>new PictureException($"… {name} …")</c> is all it
/// takes; the English stands in the code, the other languages in <c>Languages/</c>.
/// </summary>
/// <remarks>
/// Format of an argument, after the colon: one of .NET's, or the forms of a noun by number, <c>{count:picture|pictures}</c>, which gives
/// "1 picture", "2 pictures". Numbers are written as the language does. What is data and no words goes in by <see cref="Verbatim"/>.
/// </remarks>
[InterpolatedStringHandler]
public sealed class Text : IEquatable<Text>
{
    private readonly object?[] _arguments;
    private string _format;
    private int _filled;

    /// <summary>For the compiler, at an interpolated string.</summary>
    public Text(int literalLength, int formattedCount)
    {
        _ = literalLength;
        (_format, _arguments) = ("", formattedCount == 0 ? [] : new object?[formattedCount]);
    }

    private Text(string format, params object?[] arguments) => (_format, _arguments, _filled) = (format, arguments, arguments.Length);

    public static Text Empty { get; } = new("");

    /// <summary>Nothing to show.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>A literal of the code. Tests see to it that it is one.</summary>
    public static implicit operator Text(string words) => words.Length == 0 ? Empty : new Text(words);

    /// <summary>A literal of the code that came here through a string, as help does.</summary>
    internal static Text Literal(string words) => words;

    /// <summary>Data: a name, a path, what another program said. It is the same in every language.</summary>
    public static Text Verbatim(string data) => data.Length == 0 ? Empty : new Text("{0}", data);

    /// <summary>What to say of an exception: its own words where it has some (<see cref="WordedException"/>), else those for what a disk refuses.</summary>
    public static Text Of(Exception fault) => Faults.Words(fault);

    /// <summary>One after the other, with the separator between them.</summary>
    public static Text Join(string separator, IEnumerable<Text> texts)
    {
        var all = Empty;
        foreach (var text in texts)
            all = all.IsEmpty ? text : new Text("{0}{1}{2}", all, separator, text);
        return all;
    }

    /// <summary>For the compiler, at an interpolated string.</summary>
    public void AppendLiteral(string literal) => _format += _arguments.Length == 0 ? literal : TextFormat.Escaped(literal);

    /// <summary>For the compiler, at an interpolated string.</summary>
    public void AppendFormatted(object? value, int alignment = 0, string? format = null)
    {
        _format += TextFormat.Place(_filled, alignment, format);
        _arguments[_filled++] = value;
    }

    public string In(Language language)
    {
        if (_arguments is [string data] && _format == "{0}")
            return data;
        var format = language.Translate(_format);
        return _arguments.Length == 0 ? format : TextFormat.Fill(format, _arguments, language);
    }

    /// <summary>In English, which logs and JSON are in whatever people read.</summary>
    public override string ToString() => In(Language.English);

    /// <summary>Whether both say the same.</summary>
    public bool Equals(Text? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Text);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
