using System.CommandLine;
using PeerSlot.Commands.Slots;
using PeerSlot.Exchange.Lab;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Settings;

namespace PeerSlot.Commands.Lab;

/// <summary><c>peerslot lab send FILE</c>: a picture, or any bytes, to lab servers.</summary>
internal static class LabSendCommand
{
    /// <summary>Bytes of the largest payload; one may be added on the wire.</summary>
    private const long LargestPayload = (64 * 1024 * 1024) - 1;

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "A picture file; - reads it from standard input." };
        var raw = new Option<bool>("--raw") { Description = "Send the file's bytes, whatever they are, without a QPixmap around them." };
        var uuid = new Option<string>("--uuid")
        {
            Description = "The client's UUID, with packets from number 0; our own, which is our peer id, unless told.", HelpName = "UUID",
        };
        var scope = new Option<string>("--scope")
        {
            Description = "Whom to write to: . (this machine), * (everybody), or a machine's or domain's name.", HelpName = ".|*|HOST|DOMAIN",
        };
        var wait = NumberOptions.Seconds("--wait", "How long a lab server may take to open our slot, in seconds.");
        var command = new Command("send", "Sends a picture to lab servers. They never answer, so no receipts exist.") { file, raw, uuid, scope, wait };
        command.SetAction(parsed => runner.Run(parsed, context => Run(
            context, parsed.GetValue(file)!, parsed.GetValue(raw), parsed.GetValue(uuid), parsed.GetValue(scope) ?? "*", parsed.GetValue(wait))));
        return command;
    }

    private static int Run(CommandContext context, string file, bool raw, string? uuid, string scope, double? wait)
    {
        var id = uuid is null ? OwnId(context) : ClientId(uuid);
        var numbers = uuid is null ? context.Data.LabNumbers : null;
        var payload = raw ? ReadRaw(context, file) : ReadPicture(context, file);
        var networks = SlotCommand.NetworksOf(context, thisMachineOnly: scope == ".");
        var limit = TimeSpan.FromSeconds(wait ?? context.Settings.Send.WaitSeconds);
        context.Say($"Sending as {{{id}}}. A lab server opens it when somebody there clicks \"Clients\".");
        var outcome = LabPost.Send(networks, id, numbers, scope, payload, limit, context.Clock, context.Environment.Cancelled);
        var (what, sentence) = outcome switch
        {
            LabOutcome.Sent => ("sent", (Text)"sent, no receipts exist"),
            LabOutcome.NobodyReads => ("silent", "nobody opened our slot"),
            _ => ("silent", "the reader stopped reading"),
        };
        context.Result($"{{{id}}}\t{sentence}", () => JsonLine.Event(what, context.Clock.GetUtcNow(), json =>
        {
            json.WriteString("peer", id.ToString());
            json.WriteString("kind", "lab");
            json.WriteNumber("bytes", payload.Length);
        }));
        return outcome == LabOutcome.Sent ? ExitStatus.Done : ExitStatus.NotDone;
    }

    private static Guid OwnId(CommandContext context)
    {
        using var identity = CommandContext.WithOpenSsl(() => IdentityFile.LoadOrCreate(context.Data));
        return identity.Peer.Value;
    }

    private static Guid ClientId(string uuid) => Guid.TryParse(uuid, out var id) && id != Guid.Empty
        ? id
        : throw new CommandException(ExitStatus.Usage, $"--uuid takes a UUID, not \"{PeerNames.Harmless(uuid)}\".");

    private static byte[] ReadRaw(CommandContext context, string file)
    {
        if (file != "-")
            return BoundedFile.Read(Path.Combine(context.Environment.Directory, file), LargestPayload);
        using var input = context.Environment.OpenInput();
        return BoundedFile.Read(input, "standard input", LargestPayload);
    }

    private static byte[] ReadPicture(CommandContext context, string file)
    {
        var limits = new PictureLimits(context.Settings.MaxPixels);
        var outgoing = new OutgoingLimits(context.Settings.MaxBytes, limits);
        var path = Path.Combine(context.Environment.Directory, file);
        var picture = file == "-"
            ? OutgoingPicture.Prepare(PictureInput.Read(context, file), "picture", context.Settings.Send.KeepMetadata, outgoing)
            : OutgoingPicture.Prepare(path, context.Settings.Send.KeepMetadata, outgoing);
        return LabPicture.ToPayload(picture.Content, context.Settings.Lab.MaxBytes, limits);
    }
}
