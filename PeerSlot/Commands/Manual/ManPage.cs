using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using PeerSlot.Commands.Completion;

namespace PeerSlot.Commands.Manual;

/// <summary>A page of section 1 in the man macros (groff_man(7)), which mandoc reads too.</summary>
internal sealed class ManPage
{
    private static readonly (string Status, string Meaning)[] Statuses =
    [
        ("0", "Done."),
        ("1", "Something was not delivered, received or found."),
        ("2", "Wrong usage or settings; the message names the option, or the file, line and key."),
        ("3", "A network or file could not be opened; the message has the remedy."),
        ("130", "Interrupted."),
    ];

    private static readonly (string Path, string Meaning)[] Files =
    [
        ("peerslot.json", "Settings beside the executable."),
        ("~/.config/peerslot/peerslot.json", "The user's settings; XDG_CONFIG_HOME moves them."),
        ("~/.local/share/peerslot", "Identity, known peers and gallery; --data-dir or XDG_DATA_HOME moves them."),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("PEERSLOT_ROOM, PEERSLOT_INTERFACE, ...", "Each option that names a setting, in capitals; weaker than the option, stronger than the files."),
        ("PEERSLOT_PASSPHRASE", "The room's passphrase."),
        ("NO_COLOR", "No colours, whatever it holds."),
    ];

    private readonly StringBuilder _page = new();

    public string Of(List<CommandNode> tree)
    {
        var root = tree[0];
        Raw($".TH PEERSLOT 1 \"\" \"PeerSlot {ProgramVersion.Text}\" \"User Commands\"\n.SH NAME\n");
        Paragraph("peerslot - swap pictures between the machines of a lab, in a terminal");
        Raw(".SH SYNOPSIS\n.B peerslot\n.RI [ FILE \"] [\" OPTIONS ]\n.br\n.B peerslot\n.I COMMAND\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n");
        Paragraph(root.Command.Description ?? "");
        Raw(".SH COMMANDS\n");
        foreach (var node in tree)
        {
            if (node != root && node.Words.Count == 0)
                Add(node);
        }

        Raw(".SH OPTIONS OF EVERY COMMAND\n");
        foreach (var option in root.Options)
            Add(option);
        Section("EXIT STATUS", Statuses);
        Section("FILES", Files);
        Section("ENVIRONMENT", Variables);
        Raw(".SH EXAMPLES\n");
        foreach (var node in tree)
        {
            // A command that only has others shows an example of theirs.
            if (node == root || node.Words.Count == 0)
            {
                foreach (var (line, what) in CommandExamples.Of(node.Path))
                    Entry($"\\fB{Escaped(line)}\\fR", what.In(Language.English).TrimEnd(':') + ".");
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
        Paragraph(node.Command.Description ?? "");
        foreach (var argument in node.Arguments)
            Entry($"\\fI{Escaped(argument.Name)}\\fR", argument.Description ?? "");
        foreach (var option in node.Options)
            Add(option);
    }

    private void Add(Option option)
    {
        var value = CommandNode.TakesValue(option) ? $" \\fI{Escaped(option.HelpName!)}\\fR" : "";
        Entry(
            $"\\fB{Escaped(option.Name)}\\fR{value}",
            option switch { HelpOption => "Shows help.", VersionOption => "Shows the version.", _ => option.Description ?? "" });
    }

    private void Section(string title, (string Name, string Meaning)[] entries)
    {
        Raw($".SH {title}\n");
        foreach (var (name, meaning) in entries)
            Entry($"\\fB{Escaped(name)}\\fR", meaning);
    }

    private void Entry(string tag, string text)
    {
        Raw($".TP\n{tag}\n");
        Paragraph(text);
    }

    private void Paragraph(string text) => Raw(Escaped(text) + "\n");

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
