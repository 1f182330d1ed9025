using System.CommandLine;
using PeerSlot.Exchange.Bridges;

namespace PeerSlot.Commands.Bridges;

/// <summary><c>peerslot bridge USER@HOST</c>: the screens, in the room here and in that of a lab behind SSH.</summary>
internal static class BridgeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var host = new Argument<string>("USER@HOST") { Description = "A machine of that lab as ssh knows it." };
        var far = new Option<string>("--far") { Description = "Path of PeerSlot there; the home folder or PATH unless told.", HelpName = "PATH" };
        var ssh = new Option<string>("--ssh") { Description = "The ssh to run, with its options: \"ssh -p 2222\".", HelpName = "COMMAND" };
        var command = new Command("bridge", "Opens the screens in the room of a lab behind SSH too: pictures go both ways.") { host, far, ssh };
        command.SetAction(parsed => runner.Run(
            parsed, context => Run(context, parsed.GetValue(host)!, parsed.GetValue(far), parsed.GetValue(ssh) ?? "ssh")));
        return command;
    }

    private static int Run(CommandContext context, string host, string? far, string ssh)
    {
        if (host.StartsWith('-'))
            throw new CommandException(ExitStatus.Usage, $"\"{PeerNames.Harmless(host)}\" is no machine's name.");
        _ = context.Networks;
        if (!context.PlainWasAsked && !context.Environment.Output.OutputIsTerminal)
            throw new CommandException(ExitStatus.Usage, "The screens need a terminal. Without one, use peerslot bridge --plain.");
        // Before the screens have the terminal: ssh may ask for a password on it.
        context.FindPassphrase();
        if (context.Environment.Output.ErrorIsTerminal)
            context.Say($"Connecting to {PeerNames.Harmless(host)}.");
        var line = SshLine.Open(ssh, host, far, mayAsk: true, context.Environment.Cancelled);
        using var bridge = new Bridge(
            host, line, leaving => SshLine.Open(ssh, host, far, mayAsk: false, leaving));
        context.Bridge = bridge;
        return ScreensCommand.Run(context, file: null);
    }
}
