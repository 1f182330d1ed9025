using System.CommandLine;
using PeerSlot.Exchange.Bridges;

namespace PeerSlot.Commands.Bridges;

/// <summary><c>peerslot relay</c>: the far end of <c>peerslot bridge</c>, which runs it.</summary>
internal static class RelayCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("relay", "The far end of a bridge, which runs it by ssh: standard input and output are its line.") { Hidden = true };
        command.SetAction(parsed => runner.Run(parsed, Run));
        return command;
    }

    private static int Run(CommandContext context)
    {
        if (context.Environment.Output.OutputIsTerminal)
            throw new CommandException(ExitStatus.Usage, "peerslot relay serves a bridge and nobody else: peerslot bridge runs it by ssh.");
        using var input = context.Environment.OpenInput();
        Relay.Serve(context.Networks, input, context.Environment.Output.Raw, ProgramVersion.Text);
        return ExitStatus.Done;
    }
}
