using System.CommandLine;
using System.Text;

namespace PeerSlot.Commands.Completion;

/// <summary>For bash 4 and later; bash-completion is not needed.</summary>
internal static class BashCompletion
{
    /// <summary>The words before the cursor are walked as the program would: those that are values of options name no command.</summary>
    private const string Head = """
        # Completion of peerslot for bash, made by "peerslot completion bash".
        _peerslot() {
            local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= value= words= files= word i
            # bash splits --option=value into three words.
            if [[ $cur == = ]]; then
                cur=
            elif [[ $prev == = ]]; then
                prev=${COMP_WORDS[COMP_CWORD-2]}
            fi
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $value ]]; then
                    [[ $word == = ]] || value=
                    continue
                fi
                case $word in
                    @VALUED@) value=1 ;;
                    -*) ;;
                    *) case "$path/$word" in @PATHS@) path=$path/$word ;; esac ;;
                esac
            done
            case "$path $prev" in

        """;

    private const string Tail = """
                    esac
                    [[ $cur == -* ]] && words="$words @COMMON@" files= ;;
            esac
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
            local IFS=$'\n'
            if [[ $files ]]; then
                compopt -o filenames 2>/dev/null
                COMPREPLY+=($(compgen "$files" -- "$cur"))
            fi
        }
        complete -F _peerslot peerslot

        """;

    public static string Script(List<CommandNode> tree)
    {
        var (valued, paths, values, commands) = (new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var node in tree)
        {
            var path = node.Path.Length == 0 ? "" : "/" + node.Path.Replace(' ', '/');
            if (path.Length > 0)
                paths.Append(paths.Length == 0 ? "" : "|").Append(path);
            foreach (var option in node.Options)
            {
                if (!CommandNode.TakesValue(option))
                    continue;
                valued.Append(valued.Length == 0 ? "" : "|").Append(option.Name);
                values.Append("        ").Append(option.Recursive ? "*" : $"'{path}").Append(option.Recursive ? "' " : " ").Append(option.Name).Append("') ")
                    .Append(Candidates(CommandNode.ValuesOf(option), option.HelpName)).Append(" ;;\n");
            }

            commands.Append("            '").Append(path).Append("') words='").Append(string.Join(' ', node.Words));
            var files = "";
            foreach (var argument in node.Arguments)
            {
                commands.Append(node.Words.Count == 0 ? "" : " ").Append(string.Join(' ', CommandNode.ValuesOf(argument)));
                files = CommandNode.IsFile(argument.Name) ? " files=-f" : files;
            }

            commands.Append('\'').Append(files).Append("; [[ $cur == -* ]] && words='");
            foreach (var option in node.Options)
            {
                if (!option.Recursive)
                    commands.Append(option.Name).Append(' ');
            }

            commands.Append("' ;;\n");
        }

        var common = new StringBuilder();
        foreach (var option in tree[0].Options)
        {
            if (option.Recursive)
                common.Append(common.Length == 0 ? "" : " ").Append(option.Name);
        }

        return Head.Replace("@VALUED@", valued.ToString(), StringComparison.Ordinal).Replace("@PATHS@", paths.ToString(), StringComparison.Ordinal)
            + values + "        *)\n            case $path in\n" + commands
            + Tail.Replace("@COMMON@", common.ToString(), StringComparison.Ordinal);
    }

    private static string Candidates(List<string> values, string? name) =>
        values.Count > 0 ? $"words='{string.Join(' ', values)}'"
        : CommandNode.IsFile(name) ? "files=-f"
        : CommandNode.IsFolder(name) ? "files=-d"
        : ":";
}
