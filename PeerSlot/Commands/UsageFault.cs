using System.CommandLine;
using System.CommandLine.Parsing;

namespace PeerSlot.Commands;

/// <summary>What is wrong with a command line, in our own words: System.CommandLine's are English.</summary>
internal static class UsageFault
{
    /// <summary>Its first fault.</summary>
    public static Text Of(ParseResult parsed)
    {
        var error = parsed.Errors[0];
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return Unknown(parsed, PeerNames.Harmless(unknown));
        var given = error.SymbolResult?.Tokens.Select(t => PeerNames.Harmless(t.Value)).ToList() ?? [];
        return error.SymbolResult switch
        {
            OptionResult { Option: VersionOption } => (Text)"--version takes nothing beside it.",
            OptionResult { Option: var option } when given.Count == 0 => (Text)$"{option.Name} needs a value.",
            OptionResult { Option: var option } when given.Count > option.Arity.MaximumNumberOfValues => $"{option.Name} takes one value only.",
            OptionResult { Option: var option } => $"{option.Name} does not take \"{given[^1]}\".",
            ArgumentResult { Parent: OptionResult { Option: var option } } when given.Count == 0 => $"{option.Name} needs a value.",
            ArgumentResult { Parent: OptionResult { Option: var option } } => $"{option.Name} does not take \"{given[^1]}\".",
            ArgumentResult { Argument: var argument } => $"peerslot {parsed.CommandResult.Command.Name} needs {argument.Name}.",
            CommandResult { Command: { Subcommands.Count: > 0 } command } =>
                $"peerslot {command.Name} needs one of: {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}.",
            CommandResult { Command.Arguments: [var argument, ..] } => $"peerslot {parsed.CommandResult.Command.Name} needs {argument.Name}.",
            _ => Text.Verbatim(PeerNames.Harmless(error.Message)),
        };
    }

    public static Text NoOption(string typed) => $"There is no option {typed} here.";

    private static Text Unknown(ParseResult parsed, string typed)
    {
        var command = parsed.CommandResult.Command;
        // A first word that is no command counts as a file to open; only the second one is too much.
        if (command is RootCommand && !typed.StartsWith('-'))
            typed = PeerNames.Harmless(parsed.Tokens.First(t => t.Type == TokenType.Argument).Value);
        if (typed.StartsWith('-') && typed.Length > 1)
            return NoOption(typed);
        return command.Subcommands.Count > 0
            ? $"There is no command {typed}; there are: {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}."
            : (Text)$"\"{typed}\" is too much: nothing takes it here.";
    }
}
