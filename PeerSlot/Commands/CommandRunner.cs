using System.CommandLine;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Settings;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>Runs a command and turns what went wrong into one or two sentences and a status.</summary>
internal sealed class CommandRunner(CommandEnvironment environment, CommonOptions common)
{
    public int Run(ParseResult parsed, Func<CommandContext, int> command)
    {
        var flags = new CommandFlags(
            parsed.GetValue(common.Json), parsed.GetValue(common.Plain), parsed.GetValue(common.NoColor), parsed.GetValue(common.Verbose));
        var sources = SettingsSources.OfThisProcess() with
        {
            Environment = environment.Variables, ConfigFile = parsed.GetValue(common.Config), Options = common.Overrides(parsed),
        };
        try
        {
            return command(new CommandContext(environment, sources, flags));
        }
        catch (OperationCanceledException)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception e) when (StatusOf(e) is { } status)
        {
            environment.Output.Error(Text.Of(e));
            if (flags.Verbose && e.InnerException is { } inner)
                environment.Output.Say(Text.Verbatim(inner.ToString()));
            return status;
        }
        catch (Exception e)
        {
            environment.Output.Error($"{Text.Of(e)} Please report it with what --verbose says.");
            if (flags.Verbose)
                environment.Output.Say(Text.Verbatim(e.ToString()));
            return ExitStatus.NotDone;
        }
    }

    private static int? StatusOf(Exception e) => e switch
    {
        CommandException command => command.Status,
        SlotException slot => slot.Fault switch
        {
            SlotFault.Wrong => ExitStatus.Usage, SlotFault.NotThere => ExitStatus.NotDone, _ => ExitStatus.CannotOpen,
        },
        SettingsException => ExitStatus.Usage,
        RoomException or GalleryException or PictureException or DataFolderException or OutputException => ExitStatus.CannotOpen,
        IOException or UnauthorizedAccessException => ExitStatus.CannotOpen,
        _ => null,
    };
}
