using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using PeerSlot.Commands.Completion;

namespace PeerSlot.Commands.Manual;

/// <summary>A page of section 1 in the man macros (groff_man(7)), which mandoc reads too; in UTF-8, as man takes it.</summary>
internal sealed class ManPage(Language language)
{
    private static readonly (string Status, Text Meaning)[] Statuses =
    [
        ("0", "Done."),
        ("1", "Something was not delivered, received or found."),
        ("2", "Wrong usage or settings; the message names the option, or the file, line and key."),
        ("3", "A network or file could not be opened; the message has the remedy."),
        ("130", "Interrupted."),
    ];

    private static readonly (string Path, Text Meaning)[] Files =
    [
        ("peerslot.json", "Settings beside the executable."),
        ("~/.config/peerslot/peerslot.json", "The user's settings; XDG_CONFIG_HOME moves them."),
        ("~/.local/share/peerslot", "Identity, known peers and gallery; --data-dir or XDG_DATA_HOME moves them."),
    ];

    private static readonly (string Name, Text Meaning)[] Variables =
    [
        ("PEERSLOT_ROOM, PEERSLOT_INTERFACE, ...", "Each option that names a setting, in capitals; weaker than the option, stronger than the files."),
        ("PEERSLOT_PASSPHRASE", "The room's passphrase."),
        ("NO_COLOR", "No colours, whatever it holds."),
    ];

    private readonly StringBuilder _page = new();

    public string Of(List<CommandNode> tree)
    {
        var root = tree[0];
        Raw($".TH PEERSLOT 1 \"\" \"PeerSlot {ProgramVersion.Text}\" \"User Commands\"\n");
        Title("NAME");
        Paragraph("peerslot - swap pictures between the machines of a lab, in a terminal");
        Title("SYNOPSIS");
        Raw(".B peerslot\n.RI [ FILE \"] [\" OPTIONS ]\n.br\n.B peerslot\n.I COMMAND\n.RI [ OPTIONS ]\n");
        Title("DESCRIPTION");
        Paragraph(Text.Literal(root.Command.Description ?? ""));
        Title("COMMANDS");
        foreach (var node in tree)
        {
            if (node != root && node.Words.Count == 0)
                Add(node);
        }

        Title("OPTIONS OF EVERY COMMAND");
        foreach (var option in root.Options)
            Add(option);
        Section("EXIT STATUS", Statuses);
        Section("FILES", Files);
        Section("ENVIRONMENT", Variables);
        Title("EXAMPLES");
        foreach (var node in tree)
        {
            // A command that only has others shows an example of theirs.
            if (node == root || node.Words.Count == 0)
            {
                foreach (var (line, what) in CommandExamples.Of(node.Path))
                    Entry($"\\fB{Escaped(line)}\\fR", Text.Verbatim(what.In(language).TrimEnd(':') + "."));
            }
        }

        return _page.ToString();
    }

    private void Add(CommandNode node)
    {
        Raw($".SS peerslot {node.Path}");
        foreach (var argument in node.Arguments)
            Raw($" {Escaped(CommandNode.NameOf(argument))}");
        Raw("\n");
        Paragraph(Text.Literal(node.Command.Description ?? ""));
        foreach (var argument in node.Arguments)
            Entry($"\\fI{Escaped(argument.Name)}\\fR", Text.Literal(argument.Description ?? ""));
        foreach (var option in node.Options)
            Add(option);
    }

    private void Add(Option option)
    {
        var value = CommandNode.TakesValue(option) ? $" \\fI{Escaped(option.HelpName!)}\\fR" : "";
        Entry(
            $"\\fB{Escaped(option.Name)}\\fR{value}",
            option switch { HelpOption => "Shows help.", VersionOption => "Shows the version.", _ => Text.Literal(option.Description ?? "") });
    }

    private void Section(Text title, (string Name, Text Meaning)[] entries)
    {
        Title(title);
        foreach (var (name, meaning) in entries)
            Entry($"\\fB{Escaped(name)}\\fR", meaning);
    }

    private void Title(Text title) => Raw($".SH {title.In(language)}\n");

    private void Entry(string tag, Text text)
    {
        Raw($".TP\n{tag}\n");
        Paragraph(text);
    }

    private void Paragraph(Text text) => Raw(Escaped(text.In(language)) + "\n");

    private void Raw(string roff) => _page.Append(roff);

    /// <summary>
    /// Text that is nothing but text: backslashes, signs that would become typographical ones, and a control character at the line's begin (groff(7), "Control
    /// characters").
    /// </summary>
    private static string Escaped(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("~", "\\(ti", StringComparison.Ordinal).Replace("^", "\\(ha", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);
        return escaped.StartsWith('.') ? "\\&" + escaped : escaped;
    }
}
