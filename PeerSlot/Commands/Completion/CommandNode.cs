using System.CommandLine;
using System.CommandLine.Completions;

namespace PeerSlot.Commands.Completion;

/// <summary>A command of the tree with what may stand behind it; what completion scripts and the man page are made from.</summary>
/// <param name="path">Its words below the program, <c>slot create</c>; empty for the program itself.</param>
internal sealed class CommandNode(string path, Command command)
{
    public string Path => path;

    public Command Command => command;

    /// <summary>Its subcommands' names.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Without those of every command; of the program itself, with them.</summary>
    public List<Option> Options { get; } = [];

    public List<Argument> Arguments { get; } = [];

    /// <summary>The whole tree, the program itself first.</summary>
    public static List<CommandNode> Tree(RootCommand root)
    {
        var nodes = new List<CommandNode>();
        Add(nodes, root, "");
        return nodes;
    }

    public static bool TakesValue(Option option) => option.HelpName is not null;

    /// <summary>Those that a value can only be; empty where it is free.</summary>
    public static List<string> ValuesOf(Symbol symbol)
    {
        var values = new List<string>();
        if (symbol is Argument or Option { HelpName: not null })
        {
            foreach (var item in symbol.GetCompletions(CompletionContext.Empty))
                values.Add(item.Label);
        }

        return values;
    }

    /// <summary><c>[FILE]</c> where it may be left out, <c>FILE...</c> where it may be several.</summary>
    public static string NameOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    public static bool IsFile(string? valueName) => valueName == "FILE";

    public static bool IsFolder(string? valueName) => valueName == "DIR";

    /// <summary>The first sentence of a description, without its full stop: what a list of candidates has room for.</summary>
    public static string Short(string? description, Language language)
    {
        var text = Text.Literal(description ?? "").In(language);
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }

    private static void Add(List<CommandNode> nodes, Command command, string path)
    {
        var node = new CommandNode(path, command);
        nodes.Add(node);
        foreach (var option in command.Options)
        {
            if (!option.Hidden)
                node.Options.Add(option);
        }

        node.Arguments.AddRange(command.Arguments);
        foreach (var subcommand in command.Subcommands)
        {
            if (subcommand.Hidden)
                continue;
            node.Words.Add(subcommand.Name);
            Add(nodes, subcommand, path.Length == 0 ? subcommand.Name : $"{path} {subcommand.Name}");
        }
    }
}
