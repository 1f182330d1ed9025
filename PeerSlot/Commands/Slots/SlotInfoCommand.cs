using System.CommandLine;
using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary><c>peerslot slot info [PATH]</c>: the four numbers of GetMailslotInfo for the slots of the running peers.</summary>
internal static class SlotInfoCommand
{
    /// <summary>A peer answers within milliseconds; one that is stopped never does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static Command Create(CommandRunner runner)
    {
        var path = new Argument<string?>("PATH") { Description = "Only this slot.", Arity = ArgumentArity.ZeroOrOne };
        var pid = NumberOptions.Count("--pid", "Ask only the PeerSlot with this process number.");
        var command = new Command("info", "Shows maximum, next, count and timeout of the slots of the running PeerSlots.") { path, pid };
        command.SetAction(parsed => runner.Run(parsed, context => Run(context, parsed.GetValue(path), parsed.GetValue(pid))));
        return command;
    }

    private static int Run(CommandContext context, string? path, int? pid)
    {
        var wanted = path is null ? null : HandSlots.Canonical(path);
        var found = false;
        foreach (var peer in SlotInquiry.Ask(pid, Limit))
        {
            var slots = peer.Slots.Where(s => wanted is null || s.Path.Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (slots.Count == 0)
                continue;
            found = true;
            Show(context, peer, slots);
            if (wanted is null && peer.Ignored.Any)
                context.Report($"{peer.Ignored.Words}.", () => JsonLine.Ignored(context.Clock.GetUtcNow(), peer.Ignored, peer));
        }

        if (!found)
        {
            context.Say(
                wanted is not null ? (Text)$"No running PeerSlot reads {PeerNames.Harmless(wanted)}."
                : pid is { } id ? (Text)$"No PeerSlot with the process number {id} runs here."
                : "No PeerSlot runs here.");
        }

        return found ? ExitStatus.Done : ExitStatus.NotDone;
    }

    private static void Show(CommandContext context, PeerSlots peer, List<SlotState> slots)
    {
        if (context.Json)
        {
            foreach (var slot in slots)
                context.Environment.Output.Result(Json(context, peer, slot));
            return;
        }

        context.Environment.Output.Report($"{PeerNames.Harmless(peer.Name)} (process {peer.ProcessId})");
        Tables.Print(context, ["network", "slot", "maximum", "next", "count", "timeout", "received"], slots.Select(Row));
    }

    /// <summary>As the kernel gives them: 0 = any size; -1 = MAILSLOT_NO_MESSAGE, shown as <c>--</c>.</summary>
    private static Text[] Row(SlotState slot) =>
    [
        .. Tables.Data(
            PeerNames.Harmless(slot.Network), PeerNames.Harmless(slot.Path), Number(slot.MaximumMessageSize),
            slot.NextMessageSize < 0 ? "--" : Number(slot.NextMessageSize), Number(slot.MessageCount)),
        SlotCommand.TimeoutText(slot.ReadTimeout), Text.Verbatim(Number(slot.Received)),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Json(CommandContext context, PeerSlots peer, SlotState slot) => JsonLine.Event("slot", context.Clock.GetUtcNow(), json =>
    {
        json.WriteNumber("pid", peer.ProcessId);
        json.WriteString("name", peer.Name);
        json.WriteString("network", slot.Network);
        json.WriteString("path", slot.Path);
        json.WriteNumber("maximum", slot.MaximumMessageSize);
        json.WriteNumber("next", slot.NextMessageSize);
        json.WriteNumber("count", slot.MessageCount);
        json.WriteNumber("timeout", slot.ReadTimeout == Timeout.InfiniteTimeSpan ? -1 : (long)slot.ReadTimeout.TotalMilliseconds);
        json.WriteNumber("received", slot.Received);
    });
}
