using System.CommandLine;
using PeerSlot.Commands.Completion;

namespace PeerSlot.Commands.Manual;

/// <summary><c>peerslot man</c>: the manual page, made from the commands as they are.</summary>
internal static class ManCommand
{
    public static Command Create(CommandRunner runner, RootCommand root)
    {
        var command = new Command("man", "Prints the manual page, for man -l - or a folder of manual pages.");
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            context.Environment.Output.Results.Write(new ManPage(context.Environment.Language).Of(CommandNode.Tree(root)));
            return ExitStatus.Done;
        }));
        return command;
    }
}
