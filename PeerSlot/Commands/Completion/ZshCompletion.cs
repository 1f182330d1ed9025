using System.CommandLine;
using System.Text;

namespace PeerSlot.Commands.Completion;

/// <summary>For zsh: a function a command, of <c>_arguments</c>. As a file <c>_peerslot</c> in fpath, or sourced.</summary>
internal static class ZshCompletion
{
    public static string Script(List<CommandNode> tree, Language language)
    {
        var script = new StringBuilder("#compdef peerslot\n# Completion of peerslot for zsh, made by \"peerslot completion zsh\".\n\n");
        script.Append("_peerslot_common=(\n");
        foreach (var option in tree[0].Options)
        {
            if (option.Recursive)
                Add(script, option, language);
        }

        script.Append(")\n");
        foreach (var node in tree)
            Add(script, node, language);
        // Sourced, it registers itself; autoloaded, it is the function's body.
        script.Append("\nif [[ $funcstack[1] = _peerslot ]]; then\n  _peerslot \"$@\"\nelse\n  compdef _peerslot peerslot\nfi\n");
        return script.ToString();
    }

    private static string NameOf(string path) => path.Length == 0 ? "_peerslot" : "_peerslot_" + path.Replace(' ', '_');

    private static void Add(StringBuilder script, CommandNode node, Language language)
    {
        var name = NameOf(node.Path);
        if (node.Words.Count > 0)
        {
            script.Append('\n').Append(name).Append("__words() {\n  local -a words\n  words=(\n");
            foreach (var subcommand in node.Command.Subcommands)
            {
                if (!subcommand.Hidden)
                    script.Append("    ").Append(Quoted($"{subcommand.Name}:{CommandNode.Short(subcommand.Description, language)}")).Append('\n');
            }

            script.Append("  )\n  _describe command words\n").Append(node.Path.Length == 0 ? "  _files\n" : "").Append("}\n");
        }

        script.Append('\n').Append(name).Append("() {\n  local curcontext=$curcontext state line\n  typeset -A opt_args\n  _arguments -C -S $_peerslot_common \\\n");
        foreach (var option in node.Options)
        {
            if (!option.Recursive)
                Add(script, option, language, " \\");
        }

        if (node.Words.Count == 0)
        {
            foreach (var argument in node.Arguments)
                script.Append("    ").Append(Quoted($"{(argument.Arity.MaximumNumberOfValues > 1 ? "*" : "")}:{argument.Name}:{Action(argument, argument.Name)}")).Append(" \\\n");
            script.Append("    && return\n}\n");
            return;
        }

        script.Append("    '1: :").Append(name).Append("__words' '*:: :->next' && return\n  case $words[1] in\n");
        foreach (var word in node.Words)
            script.Append("    ").Append(word).Append(") ").Append(NameOf(node.Path.Length == 0 ? word : $"{node.Path} {word}")).Append(" ;;\n");
        script.Append("  esac\n}\n");
    }

    private static void Add(StringBuilder script, Option option, Language language, string end = "")
    {
        var description = CommandNode.Short(option.Description, language).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
        var many = option.Arity.MaximumNumberOfValues > 1 ? "*" : "";
        var spec = CommandNode.TakesValue(option) ? $"{many}{option.Name}=[{description}]:{option.HelpName!.Replace(':', ' ')}:{Action(option, option.HelpName)}" : $"{option.Name}[{description}]";
        script.Append("    ").Append(Quoted(spec)).Append(end).Append('\n');
    }

    private static string Action(Symbol symbol, string? name)
    {
        var values = CommandNode.ValuesOf(symbol);
        return values.Count > 0 ? $"({string.Join(' ', values)})" : CommandNode.IsFile(name) ? "_files" : CommandNode.IsFolder(name) ? "_files -/" : " ";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
