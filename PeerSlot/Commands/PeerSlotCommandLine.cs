using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using PeerSlot.Commands.Bridges;
using PeerSlot.Commands.Completion;
using PeerSlot.Commands.Demo;
using PeerSlot.Commands.Deploy;
using PeerSlot.Commands.Doctor;
using PeerSlot.Commands.Lab;
using PeerSlot.Commands.Manual;
using PeerSlot.Commands.Slots;
using PeerSlot.Exchange;
using PeerSlot.Settings;
using PeerSlot.Terminal;

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
        environment.Output.Language = LanguageOf(args, environment);
        try
        {
            var parsed = Build(environment).Parse(args);
            if (parsed.Errors.Count > 0 && parsed.Action is not CommandHelp)
                throw new CommandException(ExitStatus.Usage, $"{UsageFault.Of(parsed)} See peerslot --help.");
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = environment.Output.Results, Error = environment.Output.Messages, EnableDefaultExceptionHandler = false,
            });
        }
        catch (CommandException e)
        {
            // Of the parsers of single options: what comes later, the runner takes.
            environment.Output.Error(e.Text);
            return e.Status;
        }
        catch (Exception e) when (e is OutputException or IOException)
        {
            // Help and the version are written without the runner.
            environment.Output.Error(Text.Of(e));
            return ExitStatus.CannotOpen;
        }
    }

    /// <summary>Every command and option; nothing is done yet.</summary>
    internal static RootCommand Build(CommandEnvironment environment)
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
                     SlotCommand.Create(runner), LabCommand.Create(runner), BridgeCommand.Create(runner), RelayCommand.Create(runner),
                     DeployCommand.Create(runner), CompletionCommand.Create(runner, root), ManCommand.Create(runner, root),
                 ])
            root.Subcommands.Add(command);
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
                help.Action = new CommandHelp(environment.Output);
        }

        root.SetAction(parsed => runner.Run(parsed, context =>
        {
            wishes.Apply(context, parsed);
            return ScreensCommand.Run(context, parsed.GetValue(file));
        }));
        return root;
    }

    /// <summary>Found out before anything is read that could be wrong.</summary>
    private static Language LanguageOf(string[] args, CommandEnvironment environment)
    {
        var sources = SettingsSources.OfThisProcess() with { Environment = environment.Variables, ConfigFile = ValueOf(args, "--config") };
        if (ValueOf(args, "--language") is { } named)
            sources = sources with { Options = new Dictionary<string, string> { ["language"] = named } };
        return LanguageSetting.Find(sources) ?? SystemLanguage.Find(environment.Variables.GetValueOrDefault);
    }

    /// <summary>Of <c>--option value</c> or <c>--option=value</c>, without parsing the rest.</summary>
    private static string? ValueOf(string[] args, string option)
    {
        for (var i = 0; i < args.Length && args[i] != "--"; i++)
        {
            if (args[i] == option)
                return i + 1 < args.Length ? args[i + 1] : null;
            if (args[i].StartsWith(option, StringComparison.Ordinal) && args[i].Length > option.Length && args[i][option.Length] is '=' or ':')
                return args[i][(option.Length + 1)..];
        }

        return null;
    }
}
