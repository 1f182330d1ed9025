using System.Globalization;
using System.Text;

namespace PeerSlot.Languages;

/// <summary>The formats of <see cref="Text"/>: as <see cref="string.Format(string, object?)"/> has them, and the forms of a noun beside.</summary>
internal static class TextFormat
{
    public static string Escaped(string literal) =>
        literal.AsSpan().IndexOfAny('{', '}') < 0 ? literal : literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary><c>{0}</c>, <c>{0,-4}</c>, <c>{0:0.0}</c></summary>
    public static string Place(int index, int alignment, string? format)
    {
        var place = "{" + Number(index);
        if (alignment != 0)
            place += "," + Number(alignment);
        return place + (format is null ? "}" : ":" + format + "}");
    }

    /// <summary>A place whose index is too large, as a faulty translation may have it, stays empty.</summary>
    public static string Fill(string format, object?[] arguments, Language language)
    {
        var text = new StringBuilder(format.Length + 32);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{' && format.IndexOf('}', i) is var end && end > 0)
            {
                text.Append(Argument(format.AsSpan(i + 1, end - i - 1), arguments, language));
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Argument(ReadOnlySpan<char> place, object?[] arguments, Language language)
    {
        var colon = place.IndexOf(':');
        var format = colon < 0 ? "" : place[(colon + 1)..].ToString();
        var head = colon < 0 ? place : place[..colon];
        var comma = head.IndexOf(',');
        var index = int.Parse(comma < 0 ? head : head[..comma], CultureInfo.InvariantCulture);
        var text = index < arguments.Length ? Shown(arguments[index], format, language) : "";
        var width = comma < 0 ? 0 : int.Parse(head[(comma + 1)..], CultureInfo.InvariantCulture);
        return width < 0 ? text.PadRight(-width) : text.PadLeft(width);
    }

    private static string Shown(object? value, string format, Language language) => value switch
    {
        null => "",
        Text words => words.In(language),
        string data => data,
        _ when format.Contains('|', StringComparison.Ordinal) => language.Counted(Convert.ToInt64(value, CultureInfo.InvariantCulture), format),
        double or float => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture).Replace('.', language.DecimalPoint),
        IFormattable number => number.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
