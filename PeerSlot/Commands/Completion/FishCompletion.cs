using System.CommandLine;
using System.Text;

namespace PeerSlot.Commands.Completion;

/// <summary>For fish 3 and later.</summary>
internal static class FishCompletion
{
    private const string Head = """
        # Completion of peerslot for fish, made by "peerslot completion fish".
        function __peerslot_is --description 'Whether the command before the cursor is this one'
            set -l path ''
            set -l value 0
            for word in (commandline -opc)[2..-1]
                if test $value = 1
                    set value 0
                    continue
                end
                switch $word
                    case @VALUED@
                        set value 1
                    case '-*'
                    case '*'
                        contains -- "$path/$word" @PATHS@; and set path "$path/$word"
                end
            end
            test "$path" = "$argv[1]"
        end
        complete -c peerslot -f

        """;

    public static string Script(List<CommandNode> tree, Language language)
    {
        var (valued, paths, lines) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var node in tree)
        {
            var path = node.Path.Length == 0 ? "" : "/" + node.Path.Replace(' ', '/');
            var condition = $"complete -c peerslot -n \"__peerslot_is '{path}'\"";
            if (path.Length > 0)
                paths.Append(paths.Length == 0 ? "" : " ").Append(path);
            foreach (var subcommand in node.Command.Subcommands)
            {
                if (!subcommand.Hidden)
                    lines.Append(condition).Append(" -a ").Append(subcommand.Name).Append(" -d ").Append(Quoted(CommandNode.Short(subcommand.Description, language))).Append('\n');
            }

            foreach (var argument in node.Arguments)
            {
                if (CommandNode.ValuesOf(argument) is { Count: > 0 } values)
                    lines.Append(condition).Append(" -a ").Append(Quoted(string.Join(' ', values))).Append('\n');
                else if (CommandNode.IsFile(argument.Name))
                    lines.Append(condition).Append(" -F\n");
            }

            foreach (var option in node.Options)
            {
                if (CommandNode.TakesValue(option))
                    valued.Append(valued.Length == 0 ? "" : " ").Append(option.Name);
                lines.Append(option.Recursive ? "complete -c peerslot" : condition).Append(" -l ").Append(option.Name[2..]).Append(Value(option))
                    .Append(" -d ").Append(Quoted(CommandNode.Short(option.Description, language))).Append('\n');
            }
        }

        return Head.Replace("@VALUED@", valued.ToString(), StringComparison.Ordinal).Replace("@PATHS@", paths.ToString(), StringComparison.Ordinal) + lines;
    }

    private static string Value(Option option)
    {
        if (!CommandNode.TakesValue(option))
            return "";
        var values = CommandNode.ValuesOf(option);
        return values.Count > 0 ? $" -x -a {Quoted(string.Join(' ', values))}"
            : CommandNode.IsFile(option.HelpName) ? " -r -F"
            : CommandNode.IsFolder(option.HelpName) ? " -x -a '(__fish_complete_directories)'"
            : " -x";
    }

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
