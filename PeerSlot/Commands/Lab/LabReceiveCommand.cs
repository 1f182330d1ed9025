using System.CommandLine;
using PeerSlot.Commands.Slots;
using PeerSlot.Exchange.Lab;
using PeerSlot.Gallery;
using PeerSlot.Pictures;

namespace PeerSlot.Commands.Lab;

/// <summary><c>peerslot lab receive</c>: what lab clients send, each payload whole or not at all.</summary>
internal static class LabReceiveCommand
{
    public static Command Create(CommandRunner runner)
    {
        var raw = new Option<bool>("--raw") { Description = "Save the bytes of each payload, whatever they are (to the current folder unless told)." };
        var output = new Option<string>("--out") { Description = "Folder to save to; the gallery when it is not given.", HelpName = "DIR" };
        var count = NumberOptions.Count("--count", "End after so many.");
        var timeout = NumberOptions.Seconds("--timeout", "End after so many seconds.");
        var command = new Command("receive", "Receives from lab clients.") { raw, output, count, timeout };
        command.SetAction(parsed => runner.Run(parsed, context => Run(
            context, parsed.GetValue(raw), parsed.GetValue(output), parsed.GetValue(count), parsed.GetValue(timeout))));
        return command;
    }

    private static int Run(CommandContext context, bool raw, string? folder, int? count, double? timeout)
    {
        var file = raw ? RawFiling(context, folder) : PictureFiling(context, folder);
        using var listener = LabListener.Open(SlotCommand.NetworksOf(context, thisMachineOnly: false), context.Clock);
        foreach (var sentence in listener.Trouble)
            context.Say(sentence);
        context.Say("Receiving from lab clients. Ctrl-C ends it.");
        context.Environment.EndWhenNobodyReads();
        var deadline = timeout is { } seconds ? context.After(TimeSpan.FromSeconds(seconds)) : (DateTimeOffset?)null;
        var received = 0;
        while ((count is null || received < count) && TryRead(context, listener, deadline, out var news))
        {
            if (Report(context, news, file))
                received++;
        }

        return received >= (count ?? 1) ? ExitStatus.Done : ExitStatus.NotDone;
    }

    /// <summary>False when the time is over.</summary>
    private static bool TryRead(CommandContext context, LabListener listener, DateTimeOffset? deadline, out LabNews news)
    {
        var cancelled = context.Environment.Cancelled;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        if (deadline is { } time)
            limit.CancelAfter(TimeSpan.FromTicks(Math.Max(0, (time - context.Clock.GetUtcNow()).Ticks)));
        news = null!;
        try
        {
            news = listener.News.ReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            cancelled.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Whether it was a payload that counts.</summary>
    private static bool Report(CommandContext context, LabNews news, Func<LabPayload, string?> file)
    {
        switch (news)
        {
            case LabClientHere { Client: var client }:
                context.Say($"{{{client.Id}}} is here ({client.Network}).", () => JsonLine.Event("peer", context.Clock.GetUtcNow(), json =>
                {
                    json.WriteString("peer", client.Id.ToString());
                    json.WriteString("network", client.Network);
                    json.WriteString("kind", "lab");
                }));
                return false;
            case LabPayloadIncomplete lost:
                context.Say(lost.Untold == 0
                    ? $"A payload of {{{lost.Client}}} is incomplete, {lost.Have} of {lost.Of} blocks."
                    : (Text)$"A payload of {{{lost.Client}}} is incomplete, {lost.Have} of {lost.Of} blocks; {lost.Untold} more before.");
                return false;
            case LabNoise noise when context.Verbose:
                context.Say($"Messages that were no packets and no notifications, and changed nothing: {noise.Messages}.");
                return false;
            case LabTrouble trouble:
                context.Say(trouble.Message);
                return false;
            case LabPayload payload when file(payload) is { } path:
                context.Result(Text.Verbatim(path), () => JsonLine.Event("received", context.Clock.GetUtcNow(), json =>
                {
                    json.WriteString("peer", payload.Client.ToString());
                    json.WriteString("path", path);
                    json.WriteNumber("bytes", payload.Content.Length);
                    json.WriteString("network", payload.Network);
                }));
                return true;
            default:
                return false;
        }
    }

    private static Func<LabPayload, string?> PictureFiling(CommandContext context, string? folder)
    {
        IPictureStore store = folder is null ? context.OpenGallery() : PictureFolder.Open(Path.Combine(context.Environment.Directory, folder), context.Clock);
        var limits = new PictureLimits(context.Settings.MaxPixels);
        return payload =>
        {
            try
            {
                if (LabPicture.TryRead(payload, limits, out var picture))
                    return store.File(picture).Entry.Path;
                context.Say($"{payload.Content.Length} bytes from {{{payload.Client}}} hold no picture. --raw keeps any bytes.");
            }
            catch (PictureException e)
            {
                context.Say($"A picture from {{{payload.Client}}} cannot be read: {Text.Of(e)}");
            }

            return null;
        };
    }

    private static Func<LabPayload, string?> RawFiling(CommandContext context, string? folder)
    {
        var path = Path.GetFullPath(Path.Combine(context.Environment.Directory, folder ?? "."));
        Directory.CreateDirectory(path);
        return payload =>
        {
            using var part = AtomicFile.Write(path, ".peerslot", payload.Content, ownerOnly: false);
            for (var n = 1; ; n++)
            {
                var file = Path.Combine(path, $"lab-{payload.Client.ToString("N")[..8]}-{payload.Number}{(n == 1 ? "" : $" ({n})")}.bin");
                if (part.TryPublish(file))
                    return file;
            }
        };
    }
}
