using System.CommandLine;
using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary><c>peerslot slot create|write|info</c>: mailslots by hand.</summary>
internal static class SlotCommand
{
    public static Command Create(CommandRunner runner) =>
        new("slot", "Reads, writes and shows mailslots by hand.")
        {
            SlotCreateCommand.Create(runner), SlotWriteCommand.Create(runner), SlotInfoCommand.Create(runner),
        };

    /// <summary>
    /// The networks that were named; else the machine's own, where <c>\\.\mailslot\</c> lies, and for paths that reach further
    /// those of the settings too.
    /// </summary>
    public static NetworkChoice NetworksOf(CommandContext context, bool thisMachineOnly)
    {
        var settings = context.Networks;
        if (context.NetworksWereNamed)
            return settings;
        return settings with { Names = thisMachineOnly ? [HandSlots.MachineNetwork] : [HandSlots.MachineNetwork, .. settings.Names] };
    }

    public static Argument<string> Path(string description) => new("PATH") { Description = description };

    /// <summary>Milliseconds, or <c>forever</c>.</summary>
    public static bool TryReadTimeout(string text, out TimeSpan timeout)
    {
        timeout = Timeout.InfiniteTimeSpan;
        if (text.Equals("forever", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return false;
        timeout = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>An even number of hexadecimal digits, blanks between them allowed.</summary>
    public static byte[] ReadHex(string text)
    {
        try
        {
            return Convert.FromHexString(string.Concat(text.Where(c => c is not (' ' or ':' or '-'))));
        }
        catch (FormatException)
        {
            throw new CommandException(ExitStatus.Usage, $"--hex takes pairs of hexadecimal digits, not \"{PeerNames.Harmless(text)}\".");
        }
    }

    public static Text TimeoutText(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? "forever" : (Text)$"{timeout.TotalMilliseconds:0} ms";
}
