using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using PeerSlot.Screens;

namespace PeerSlot.Commands;

/// <summary>What <c>--help</c> says, in the person's language, wrapped by words. Descriptions stand in the code in English and are looked up here.</summary>
internal sealed class CommandHelp(CommandOutput output) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    /// <summary>Columns that names take at most; what is longer has its description below.</summary>
    private const int MostForNames = 34;

    private const string Options = " [OPTIONS]";

    private readonly StringBuilder _lines = new();

    /// <summary>Help is as wide as the terminal, but a line of more columns is hard to read.</summary>
    private int Width => Math.Clamp(output.TerminalSize.Columns, 60, 110);

    public override int Invoke(ParseResult parseResult)
    {
        output.Results.Write(Of(parseResult.CommandResult.Command));
        return ExitStatus.Done;
    }

    public string Of(Command command)
    {
        _lines.Clear();
        Paragraph(Text.Literal(command.Description ?? ""));
        Title("Usage:");
        Line(Usage(command));
        Section("Arguments:", [.. command.Arguments.Where(a => !a.Hidden).Select(a => (NameOf(a), a.Description))]);
        Section("Options:", [.. command.Options.Where(o => !o.Hidden && !o.Recursive).Select(o => (NameOf(o), o.Description))]);
        Section(
            command is RootCommand ? "Options of every command:" : "Options of every command, in full with peerslot --help:",
            command is RootCommand
                ? [.. command.Options.Where(o => !o.Hidden && o.Recursive).Select(o => (NameOf(o), DescriptionOf(o)))]
                : [(string.Join(' ', Recursive(command).Select(o => o.Name)), "")]);
        Section("Commands:", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (NameOf(c), c.Description))]);
        if (CommandExamples.Of(PathOf(command)) is { Count: > 0 } examples)
        {
            Title("Examples:");
            foreach (var (line, what) in examples)
            {
                Wrap(what, Indent, Indent);
                Line("  " + line);
            }
        }

        return _lines.ToString();
    }

    /// <summary><c>slot create</c>; empty for the program itself.</summary>
    private static string PathOf(Command command)
    {
        var path = command is RootCommand ? "" : command.Name;
        for (var parent = Parent(command); parent is not (null or RootCommand); parent = Parent(parent))
            path = parent.Name + " " + path;
        return path;
    }

    private static Command? Parent(Command command) => command.Parents.OfType<Command>().FirstOrDefault();

    private static IEnumerable<Option> Recursive(Command command)
    {
        for (var parent = Parent(command); parent is not null; parent = Parent(parent))
        {
            foreach (var option in parent.Options.Where(o => o.Recursive && !o.Hidden))
                yield return option;
        }
    }

    private static string Usage(Command command)
    {
        var usage = new StringBuilder("peerslot");
        if (PathOf(command) is { Length: > 0 } path)
            usage.Append(' ').Append(path);
        if (command is RootCommand)
            return usage.Append(" [FILE]").Append(Options).Append("\n  ").Append("peerslot").Append(" COMMAND").Append(Options).ToString();
        if (command.Subcommands.Count > 0)
            usage.Append(" COMMAND");
        foreach (var argument in command.Arguments.Where(a => !a.Hidden))
            usage.Append(' ').Append(NameOf(argument));
        return usage.Append(Options).ToString();
    }

    private static string NameOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string NameOf(Option option) => option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    private static string NameOf(Command command) =>
        string.Join(' ', [command.Name, .. command.Arguments.Where(a => !a.Hidden).Select(NameOf)]);

    /// <summary>Two options come from System.CommandLine, with its own words.</summary>
    private static string? DescriptionOf(Option option) => option is HelpOption or VersionOption ? null : option.Description;

    private void Section(Text title, IReadOnlyList<(string Name, string? Description)> rows)
    {
        if (rows.Count == 0)
            return;
        Title(title);
        var column = Indent + 2 + Math.Min(MostForNames, rows.Max(r => r.Description is "" ? 0 : r.Name.Length));
        foreach (var (name, description) in rows)
        {
            if (description is "")
            {
                Wrap(Text.Verbatim(name), Indent, Indent);
                continue;
            }

            _lines.Append(' ', Indent).Append(name);
            var text = name switch { "--help" => "Shows this.", "--version" => "Shows the version.", _ => Text.Literal(description ?? "") };
            if (Indent + name.Length + 2 > column)
            {
                _lines.Append('\n');
                Wrap(text, column, column);
            }
            else
            {
                Wrap(text, column - Indent - name.Length, column);
            }
        }
    }

    private void Paragraph(Text text) => Wrap(text, 0, 0);

    private void Title(Text title) => _lines.Append('\n').Append(title.In(output.Language)).Append('\n');

    private void Line(string line) => _lines.Append(' ', Indent).Append(line).Append('\n');

    /// <param name="first">Blanks before the first line.</param>
    /// <param name="column">Where the lines stand.</param>
    private void Wrap(Text text, int first, int column)
    {
        var indent = first;
        foreach (var line in TextWrap.Lines(text.In(output.Language), Width - column))
        {
            _lines.Append(' ', indent).Append(line).Append('\n');
            indent = column;
        }
    }
}
