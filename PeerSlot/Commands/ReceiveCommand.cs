using System.CommandLine;
using PeerSlot.Exchange;
using PeerSlot.Gallery;

namespace PeerSlot.Commands;

/// <summary><c>peerslot receive</c>: takes pictures until so many came or the time is over.</summary>
internal static class ReceiveCommand
{
    public static Command Create(CommandRunner runner)
    {
        var output = new Option<string>("--out") { Description = "Folder to save to; the gallery when it is not given.", HelpName = "DIR" };
        var count = NumberOptions.Count("--count", "End after so many pictures.");
        var timeout = NumberOptions.Seconds("--timeout", "End after so many seconds.");
        var show = new Option<bool>("--show") { Description = "Draw each picture in the terminal too." };
        var from = new Option<string>("--from") { Description = "Count and show pictures of this peer only; all are kept.", HelpName = "PEER" };
        var command = new Command("receive", "Receives pictures; each is saved whole or not at all.") { output, count, timeout, show, from };
        command.SetAction(parsed => runner.Run(parsed, context => Run(
            context, parsed.GetValue(output), parsed.GetValue(count), parsed.GetValue(timeout), parsed.GetValue(show), parsed.GetValue(from))));
        return command;
    }

    private static int Run(CommandContext context, string? folder, int? count, double? timeout, bool show, string? from)
    {
        IPictureStore store = folder is null
            ? context.OpenGallery()
            : PictureFolder.Open(Path.Combine(context.Environment.Directory, folder), context.Clock);
        using var room = context.OpenRoom(receives: true, store);
        context.Say($"Receiving in room {room.RoomName} as {room.Name}. Ctrl-C ends it.");
        room.Rehearse(context.Clock);
        context.Environment.EndWhenNobodyReads();
        var deadline = timeout is { } seconds ? context.After(TimeSpan.FromSeconds(seconds)) : (DateTimeOffset?)null;
        try
        {
            var received = 0;
            while (count is null || received < count)
            {
                if (!context.TryReadNews(room, deadline, out var news))
                    break;
                if (Report(context, news, show, from))
                    received++;
            }

            return received >= (count ?? 1) ? ExitStatus.Done : ExitStatus.NotDone;
        }
        finally
        {
            if (context.Verbose && room.Ignored is { Any: true } ignored)
                context.Say($"{ignored.Words}.", () => JsonLine.Ignored(context.Clock.GetUtcNow(), ignored));
        }
    }

    /// <summary>Whether the news was a picture that counts.</summary>
    private static bool Report(CommandContext context, RoomNews news, bool show, string? from)
    {
        switch (news)
        {
            case FiledNews filed:
                if (from is not null && !Fits(filed.Entry, from))
                    return false;
                context.Result(Text.Verbatim(filed.Entry.Path), () => JsonLine.Received(filed));
                if (show)
                    ShowCommand.Draw(context, filed.Entry.Path);
                return true;
            case ArrivingNews arriving when context.Json:
                context.Environment.Output.Result(JsonLine.Arriving(arriving));
                return false;
            case PreviewNews preview when context.Json:
                context.Environment.Output.Result(JsonLine.Preview(preview));
                return false;
            case LostNews lost:
                context.Say(lost.Message, () => JsonLine.Lost(lost));
                return false;
            case AskedNews asked:
                context.Say($"{asked.Message} With accept = ask, pictures are taken on the screens only.", () => JsonLine.Asked(asked));
                return false;
            case KeyChangedNews changed:
                context.Say(changed.Message, () => JsonLine.KeyChanged(changed));
                return false;
            case TroubleNews trouble:
                context.Say(trouble.Message, () => JsonLine.Trouble(trouble));
                return false;
            case NoteNews note when context.Verbose:
                context.Say(note.Message);
                return false;
            default:
                return false;
        }
    }

    private static bool Fits(GalleryEntry entry, string from) =>
        string.Equals(entry.PeerName, from, StringComparison.OrdinalIgnoreCase) ||
        (from.Length >= 4 && entry.PeerId.ToString().StartsWith(from.Trim('{', '}'), StringComparison.OrdinalIgnoreCase));
}
