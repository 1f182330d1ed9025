using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using PeerSlot.Commands.Completion;
using PeerSlot.Commands.Demo;
using PeerSlot.Commands.Deploy;
using PeerSlot.Commands.Doctor;
using PeerSlot.Commands.Lab;
using PeerSlot.Commands.Manual;
using PeerSlot.Commands.Slots;
using PeerSlot.Exchange;

namespace PeerSlot.Commands;

/// <summary>The command line: <c>peerslot [COMMAND]</c>.</summary>
internal static class PeerSlotCommandLine
{
    public static int Run(string[] args)
    {
        StartUp.Warm(args);
        var interrupted = new CancellationTokenSource(); // Never disposed: a watch may cancel it while the process ends.
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.Cancel();
        });
        var environment = CommandEnvironment.OfProcess(interrupted);
        using (environment.Output)
            return Run(args, environment);
    }

    public static int Run(string[] args, CommandEnvironment environment)
    {
        var parsed = Build(environment).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            environment.Output.Error($"{Sentence(parsed.Errors[0])} See peerslot --help.");
            return ExitStatus.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = environment.Output.Results, Error = environment.Output.Messages, EnableDefaultExceptionHandler = false,
        });
    }

    private static RootCommand Build(CommandEnvironment environment)
    {
        var common = new CommonOptions();
        var runner = new CommandRunner(environment, common);
        // Hidden: help would list it among every command's own arguments.
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };
        var root = new RootCommand(
            "Swaps pictures between the machines of a lab, in a terminal. Without a command it opens the screens; \"peerslot FILE\" opens a picture in Draw.")
        {
            file,
        };
        common.AddTo(root);
        var wishes = new ScreenWishes();
        wishes.AddTo(root);
        foreach (var command in (Command[])
                 [
                     SendCommand.Create(runner), ReceiveCommand.Create(runner), PeersCommand.Create(runner), ShowCommand.Create(runner),
                     DoctorCommand.Create(runner), DemoCommand.Create(runner), ConfigCommand.Create(runner),
                     SlotCommand.Create(runner), LabCommand.Create(runner), DeployCommand.Create(runner),
                     CompletionCommand.Create(runner, root), ManCommand.Create(runner, root),
                 ])
            root.Subcommands.Add(command);
        // Its own way of finding the width asks the framework's console, which writes to the terminal.
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { } help)
            help.Action = new HelpAction { MaxWidth = Math.Max(60, environment.Output.TerminalSize.Columns) };
        root.SetAction(parsed => runner.Run(parsed, context =>
        {
            wishes.Apply(context, parsed);
            return ScreensCommand.Run(context, parsed.GetValue(file));
        }));
        return root;
    }

    /// <summary>One sentence; System.CommandLine's own have no full stop everywhere and may quote what was typed.</summary>
    private static string Sentence(ParseError error)
    {
        var text = PeerNames.Harmless(error.Message).TrimEnd();
        return text.EndsWith('.') ? text : text + ".";
    }
}
