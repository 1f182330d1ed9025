using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary><c>peerslot slot create PATH</c>: mailslot server by hand; prints each message as it comes and takes orders on standard input.</summary>
internal static class SlotCreateCommand
{
    /// <summary>How often a paused slot is looked at.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static Command Create(CommandRunner runner)
    {
        var path = SlotCommand.Path(@"The slot: \\.\mailslot\name; / will do for \.");
        var max = new Option<int>("--max") { Description = "Largest message in bytes; 0, the default, is any.", HelpName = "BYTES" };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "How long a read waits for a message, in milliseconds; forever unless told.", HelpName = "MS|forever", CustomParser = ReadTimeout,
            CompletionSources = { "forever" },
        };
        var count = NumberOptions.Count("--count", "End after so many messages.");
        var hex = new Option<bool>("--hex") { Description = "Print messages in hexadecimal digits." };
        var raw = new Option<bool>("--raw") { Description = "Print the bytes of the messages and nothing else." };
        var command = new Command(
            "create",
            "Creates a mailslot and prints what comes. Lines on standard input: timeout MS|forever, pause, read, resume, info.")
        {
            path, max, timeout, count, hex, raw,
        };
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            var largest = parsed.GetValue(max);
            if (largest < 0)
                throw new CommandException(ExitStatus.Usage, "--max takes a number of bytes, 0 or more.");
            return Run(
                context, parsed.GetValue(path)!, largest, parsed.GetValue(timeout) ?? Timeout.InfiniteTimeSpan, parsed.GetValue(count),
                new MessagePrinter(context, parsed.GetValue(hex), parsed.GetValue(raw)));
        }));
        return command;
    }

    private static TimeSpan? ReadTimeout(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (SlotCommand.TryReadTimeout(text, out var timeout))
            return timeout;
        throw new CommandException(ExitStatus.Usage, $"--timeout takes milliseconds or forever, not \"{PeerNames.Harmless(text)}\".");
    }

    private static int Run(CommandContext context, string path, int max, TimeSpan timeout, int? count, MessagePrinter printer)
    {
        using var slot = HandSlots.Create(SlotCommand.NetworksOf(context, thisMachineOnly: false), path, max, timeout, out var trouble);
        foreach (var sentence in trouble)
            context.Say(sentence);
        context.Say($"Reading {HandSlots.Canonical(path)} on {string.Join(", ", slot.States.Select(s => s.Network))}. Ctrl-C ends it.");
        context.Environment.EndWhenNobodyReads();
        var orders = new SlotOrders(context, slot);
        orders.Start();
        var watch = new SlotWatch(context, slot);
        for (var read = 0; count is null || read < count;)
        {
            if (slot.Messages.TryRead(out var message))
            {
                printer.Print(message);
                read++;
                continue;
            }

            watch.Look();
            Wait(context, slot);
        }

        return ExitStatus.Done;
    }

    /// <summary>Until a message is there, or it is time to look at the slot again.</summary>
    private static void Wait(CommandContext context, HandSlot slot)
    {
        var cancelled = context.Environment.Cancelled;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        limit.CancelAfter(LookEvery);
        try
        {
            slot.Messages.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            cancelled.ThrowIfCancellationRequested();
        }
    }
}
