using System.CommandLine;
using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Settings;

namespace PeerSlot.Commands;

/// <summary><c>peerslot send FILE...</c>: pictures to everybody in the room, or to some.</summary>
internal static class SendCommand
{
    /// <summary>How long a named peer may take to show itself. Announcements come at 0, 0.2, 0.6 and 1.5 s, so 3 s outlast two losses.</summary>
    private static readonly TimeSpan FindLimit = TimeSpan.FromSeconds(3);

    public static Command Create(CommandRunner runner)
    {
        var files =
            new Argument<string[]>("FILE") { Description = "Picture files; - reads one from standard input.", Arity = ArgumentArity.OneOrMore };
        var to =
            new Option<string[]>("--to") { Description = "Send to this peer only (name or UUID). May be given several times.", HelpName = "PEER" };
        var wait = new Option<string>("--wait") { Description = "How long to wait for receipts, in seconds.", HelpName = "SECONDS" };
        var keep = new Option<bool>("--keep-metadata") { Description = "Send EXIF, GPS and text chunks too; they are removed otherwise." };
        var command = new Command("send", "Sends pictures to everybody in the room, or to the named peers.") { files, to, wait, keep };
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            context.Override("send.waitSeconds", parsed.GetValue(wait));
            context.Override("send.keepMetadata", parsed.GetValue(keep) ? "true" : null);
            return Run(context, parsed.GetValue(files)!, parsed.GetValue(to) ?? []);
        }));
        return command;
    }

    private static int Run(CommandContext context, IReadOnlyList<string> files, string[] names)
    {
        var settings = context.Settings;
        if (!settings.Send.Enabled)
            throw new CommandException(ExitStatus.Usage, $"This seat only receives: send.enabled is false ({context.OriginOf("send.enabled")}).");
        // Beside the opening of the network: each takes about as long.
        var loading = Task.Run(() => files.Select(file => Load(context, settings, file)).ToList());
        using var room = context.OpenRoom(receives: false);
        var pictures = loading.GetAwaiter().GetResult();
        var to = names.Length > 0 ? Find(context, room, names) : null;
        using var report = new SendReport(context, several: pictures.Count > 1);
        foreach (var picture in pictures)
            report.Expect(room.Send(picture.Content, picture.FileName, to, picture.Stripped), picture.FileName);
        return report.Follow(room);
    }

    private static OutgoingPicture Load(CommandContext context, PeerSlotSettings settings, string file)
    {
        var limits = new OutgoingLimits(settings.MaxBytes, new PictureLimits(settings.MaxPixels));
        if (file != "-")
            return OutgoingPicture.Prepare(Path.Combine(context.Environment.Directory, file), settings.Send.KeepMetadata, limits);
        return OutgoingPicture.Prepare(PictureInput.Read(context, file), "picture", settings.Send.KeepMetadata, limits);
    }

    /// <summary>The identities of the named peers, as soon as all have shown themselves.</summary>
    private static List<Guid> Find(CommandContext context, PictureExchange room, string[] names)
    {
        var deadline = context.After(FindLimit);
        while (true)
        {
            var found = names.Select(name => PeerNames.Find(room.Peers, name)).ToList();
            if (found.TrueForAll(peer => peer is not null))
                return found.ConvertAll(peer => peer!.Id);
            if (!context.WaitForNews(room, deadline))
            {
                var missing = names[found.FindIndex(peer => peer is null)];
                var here = room.Peers.Count > 0 ? (Text)$"here are {string.Join(", ", room.Peers.Select(p => p.Name))}" : "nobody was heard";
                throw new CommandException(
                    ExitStatus.NotDone, $"Nobody called \"{PeerNames.Harmless(missing)}\" is in room {room.RoomName}: {here}.");
            }
        }
    }
}
