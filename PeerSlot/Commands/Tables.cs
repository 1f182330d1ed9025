using System.Text;
using Spectre.Console;

namespace PeerSlot.Commands;

/// <summary>Tables: drawn on a terminal, one line a row with tabs between the fields in a pipe.</summary>
internal static class Tables
{
    public static void Print(CommandContext context, IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        var output = context.Environment.Output;
        if (!output.OutputIsTerminal || context.Plain)
        {
            foreach (var row in rows)
                output.Result(string.Join('\t', row));
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        foreach (var title in head)
            table.AddColumn(new TableColumn(new Text(title)));
        foreach (var row in rows)
            table.AddRow(row.Select(field => new Text(field)));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new TableOutput(output.Results, context.TerminalSize),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.No,
            ColorSystem = context.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
        });
        console.Write(table);
    }

    /// <summary>Spectre's own output asks <see cref="Console"/>, whose first use writes escapes to the terminal that nothing undoes.</summary>
    private sealed class TableOutput(TextWriter writer, (int Columns, int Rows) size) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => size.Columns;

        public int Height => size.Rows;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
