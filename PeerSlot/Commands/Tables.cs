using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>Tables: in a frame on a terminal, one line a row with tabs between the fields in a pipe.</summary>
/// <remarks>A package for this would be a sixtieth of the executable (docs/decisions/0005-own-tables.md).</remarks>
internal static class Tables
{
    /// <summary>Columns below which no field is cut.</summary>
    private const int LeastWidth = 8;

    public static void Print(CommandContext context, IReadOnlyList<Text> head, IEnumerable<Text[]> rows)
    {
        var output = context.Environment.Output;
        if (!output.OutputIsTerminal || context.Plain)
        {
            foreach (var row in rows)
                output.Result(string.Join('\t', In(Language.English, row)));
            return;
        }

        var language = context.Environment.Language;
        foreach (var line in Frame(In(language, head), [.. rows.Select(row => In(language, row))], context.TerminalSize.Columns))
            output.Result(line);
    }

    /// <summary>Fields that are no words.</summary>
    public static Text[] Data(params string[] fields) => Array.ConvertAll(fields, Text.Verbatim);

    private static string[] In(Language language, IReadOnlyList<Text> row) => [.. row.Select(field => field.In(language))];

    /// <summary>The lines of the frame. Where it would be too wide, the widest columns give way.</summary>
    internal static IEnumerable<string> Frame(IReadOnlyList<string> head, IReadOnlyList<string[]> rows, int columns)
    {
        var widths = new int[head.Count];
        for (var column = 0; column < widths.Length; column++)
            widths[column] = Math.Max(SafeText.Width(head[column]), rows.Select(row => SafeText.Width(row[column])).DefaultIfEmpty().Max());
        while (widths.Sum() + (3 * widths.Length) + 1 > columns && widths.Max() > LeastWidth)
            widths[Array.IndexOf(widths, widths.Max())]--;
        yield return Rule('╭', '┬', '╮', widths);
        yield return Row(head, widths);
        yield return Rule('├', '┼', '┤', widths);
        foreach (var row in rows)
            yield return Row(row, widths);
        yield return Rule('╰', '┴', '╯', widths);
    }

    private static string Rule(char left, char middle, char right, int[] widths) =>
        left + string.Join(middle, widths.Select(width => new string('─', width + 2))) + right;

    private static string Row(IReadOnlyList<string> fields, int[] widths)
    {
        var line = new StringBuilder("│");
        for (var column = 0; column < widths.Length; column++)
        {
            var field = SafeText.Fit(fields[column], widths[column]);
            line.Append(' ').Append(field).Append(' ', widths[column] - SafeText.Width(field)).Append(" │");
        }

        return line.ToString();
    }
}
