using System.CommandLine;
using System.CommandLine.Completions;

namespace PeerSlot.Commands.Completion;

/// <summary><c>peerslot completion SHELL</c>: a script for a shell, made from the commands as they are.</summary>
internal static class CompletionCommand
{
    public static Command Create(CommandRunner runner, RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script that completes commands, options and values in a shell.") { shell };
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            var name = parsed.GetValue(shell)!;
            var tree = CommandNode.Tree(root);
            var script = name switch
            {
                "bash" => BashCompletion.Script(tree),
                "zsh" => ZshCompletion.Script(tree, context.Environment.Language),
                "fish" => FishCompletion.Script(tree, context.Environment.Language),
                "pwsh" => PowerShellCompletion.Script(tree),
                _ => throw new CommandException(ExitStatus.Usage, $"There are completions for bash, zsh, fish and pwsh, not for \"{PeerNames.Harmless(name)}\"."),
            };
            context.Environment.Output.Results.Write(script);
            return ExitStatus.Done;
        }));
        return command;
    }
}
