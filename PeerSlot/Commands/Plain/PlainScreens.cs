using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Screens;

namespace PeerSlot.Commands.Plain;

/// <summary>
/// <c>peerslot --plain</c>: what the screens do, for screen readers and terminals that cannot place a cursor. Lines are only ever added; choices
/// have numbers, and nothing is said twice.
/// </summary>
internal sealed class PlainScreens : IDisposable
{
    private static readonly (string Usage, Text Does)[] Choices =
    [
        ("peers", "who is here"), ("inbox", "pictures received and sent"), ("send FILE [PEER...]", "to everybody, or to peers by number or name"),
        ("slots", "the mailslots that are read here"), ("show N", "draw picture N"), ("save N PATH", "a copy of picture N"),
        ("reply N FILE", "send a file to the sender of picture N"), ("delete N", "remove picture N from the disk"),
        ("create SLOT", "a mailslot by hand, such as //./mailslot/notes"), ("read SLOT", "its next message"),
        ("timeout SLOT MS", "its read timeout; forever"), ("write SLOT TEXT", "a message to a mailslot"), ("quit", "leave the room"),
    ];

    private readonly CommandContext _context;
    private readonly IRoom _room;
    private readonly PictureGallery _gallery;
    private readonly HandSlotDesk _slots;
    private readonly List<GalleryEntry> _pictures;
    private readonly HashSet<Guid> _here = [];
    private readonly Dictionary<uint, string> _sendings = [];
    private GalleryEntry? _toDelete;

    public PlainScreens(CommandContext context, IRoom room, PictureGallery gallery)
    {
        (_context, _room, _gallery, _slots) = (context, room, gallery, new HandSlotDesk(context.Networks));
        _pictures = [.. gallery.Load()];
    }

    public int Run()
    {
        Say($"PeerSlot in lines. You are {_room.Name} in room {_room.RoomName}. {_pictures.Count:picture|pictures}. Type a number or a word, then Enter.");
        ListChoices();
        using var lines = new PlainLines(_context, _room.News);
        while (lines.TryTake(out var line, out var news))
        {
            if (news is not null)
                Tell(news);
            else if (!Answer(line!.Trim()))
                break;
        }

        return ExitStatus.Done;
    }

    public void Dispose() => _slots.CloseAll();

    /// <returns>False to end.</returns>
    private bool Answer(string line)
    {
        if (_toDelete is { } entry)
        {
            _toDelete = null;
            if (line is not ("y" or "yes"))
            {
                Say("Nothing was deleted.");
                return true;
            }

            return Try(() =>
            {
                _gallery.Delete(entry);
                _pictures.Remove(entry);
                Say($"{entry.FileName} is deleted.");
            });
        }

        var words = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return true;
        var verb = int.TryParse(words[0], out var number) && number >= 1 && number <= Choices.Length ? Choices[number - 1].Usage.Split(' ')[0] : words[0];
        return verb is not ("quit" or "exit" or "q") && Try(() => Do(verb, words.Length > 1 ? words[1] : ""));
    }

    private void Do(string verb, string rest)
    {
        var words = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        switch (verb)
        {
            case "peers":
                ListPeers();
                break;
            case "inbox":
                List("No pictures.", _pictures.Select(Describe));
                break;
            case "slots":
                List("No mailslots.", _room.Slots.Concat(_slots.States).Select(
                    s => (Text)$"{s.Path}, {s.Network}, {s.MessageCount:message waits|messages wait}, {s.Received} received, timeout {SlotsScreen.Timeout(s)}"));
                if (_room.Ignored.Any)
                    Say($"{_room.Ignored.Words}.");
                break;
            case "send":
                Send(rest);
                break;
            case "show":
                ShowCommand.Draw(_context, Picture(rest).Path);
                break;
            case "save":
                Say($"Saved as {PictureFiles.SaveCopy(Picture(words[0]), Path.GetFullPath(Second(words, "a path"), _context.Environment.Directory))}.");
                break;
            case "reply":
                SendTo(Second(words, "a file"), [_room.Peers.FirstOrDefault(p => p.Id == Picture(words[0]).PeerId) ?? throw Wrong("Its sender is not here now.")]);
                break;
            case "delete":
                _toDelete = Picture(rest);
                Say($"Delete {_toDelete.FileName} of {Name(_toDelete)} from the disk? y or n.");
                break;
            case "create":
                Tell(_slots.Create(rest));
                break;
            case "read":
                Tell(_slots.Read(HandSlots.Canonical(rest)));
                break;
            case "timeout":
                Tell(_slots.SetTimeout(HandSlots.Canonical(words[0]), Timeout(Second(words, "a timeout"))));
                break;
            case "write":
                Tell(_slots.Write(words[0], Second(words, "the text")));
                break;
            default:
                ListChoices();
                break;
        }
    }

    private void Send(string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            throw Wrong("send needs a file.");

        // A file's name may have blanks: the longest beginning that is a file is the file.
        var length = words.Length;
        while (length > 1 && !File.Exists(Path.Combine(_context.Environment.Directory, string.Join(' ', words[..length]))))
            length--;
        SendTo(string.Join(' ', words[..length]), [.. words[length..].Select(Peer)]);
    }

    private void SendTo(string file, IReadOnlyList<RoomPeer> to)
    {
        var others = _room.Peers.Count(p => !p.IsSelf);
        if (others == 0)
            throw Wrong("Nobody else is here yet: nothing was sent.");
        var picture = OutgoingPicture.Prepare(
            Path.Combine(_context.Environment.Directory, file), _context.Settings.Send.KeepMetadata,
            new OutgoingLimits(_context.Settings.MaxBytes, new PictureLimits(_context.Settings.MaxPixels)));
        _sendings[_room.Send(picture.Content, picture.FileName, to.Count == 0 ? null : [.. to.Select(p => p.Id)], picture.Stripped)] = picture.FileName;
        Say($"Sending {picture.FileName}, {picture.Content.Length:byte|bytes}, to {(to.Count == 0 ? (Text)$"{others:peer|peers}" : Text.Verbatim(string.Join(", ", to.Select(p => p.Name))))}.");
    }

    private void Tell(RoomNews news)
    {
        switch (news)
        {
            case PeersNews peers:
                foreach (var peer in peers.Peers.Where(p => !p.IsSelf && _here.Add(p.Id)))
                    Say($"{peer.Name} is here.");
                foreach (var gone in _here.Where(id => !peers.Peers.Any(p => p.Id == id)).ToList())
                    _here.Remove(gone);
                break;
            case FiledNews { WasThere: false } filed:
                _pictures.Insert(0, filed.Entry);
                Say($"Picture 1: {Describe(filed.Entry)}.");
                break;
            case LostNews lost:
                Say(lost.Message);
                break;
            case DeliveryNews { Delivery: Delivery.Delivered } delivery:
                Say($"{delivery.Peer.Name} got {Sending(delivery.SendId, "it")}.");
                break;
            case DeliveryNews { Delivery: Delivery.Refused or Delivery.Silent } delivery:
                Say($"{delivery.Peer.Name} did not get {Sending(delivery.SendId, "it")}. {delivery.Reason}");
                break;
            case SendEndedNews ended:
                Say($"{Sending(ended.SendId, "The sending")}: over.");
                break;
            case TroubleNews trouble:
                Say(trouble.Message);
                break;
        }
    }

    private void Tell(Message message) => Say(message switch
    {
        Message.Done done => done.Text,
        Message.SlotMade made => $"{made.Path} is ready.",
        Message.SlotWritten written => $"{written.Bytes} bytes written to {written.Path}.",
        _ => "Done.",
    });

    private void ListChoices()
    {
        for (var i = 0; i < Choices.Length; i++)
            Say($"{i + 1} {Choices[i].Usage}: {Choices[i].Does}");
    }

    private void ListPeers() => List(
        "Nobody else is here yet.", _room.Peers.Select(p => p.IsSelf
            ? $"{p.Name}, {p.Kind}, {p.Network}, {p.Address}, another session of yours"
            : (Text)$"{p.Name}, {p.Kind}, {p.Network}, {p.Address}"));

    private void List(Text none, IEnumerable<Text> rows)
    {
        var number = 0;
        foreach (var row in rows)
            Say($"{++number} {row}");
        if (number == 0)
            Say(none);
    }

    private Text Describe(GalleryEntry entry)
    {
        var time = TimeZoneInfo.ConvertTime(entry.Time, _context.Clock.LocalTimeZone);
        return entry.Direction == GalleryDirection.Sent
            ? $"{entry.FileName} to {Name(entry)}, {entry.Width}x{entry.Height}, {entry.Bytes:byte|bytes}, {time:HH:mm}"
            : (Text)$"{entry.FileName} from {Name(entry)}, {entry.Width}x{entry.Height}, {entry.Bytes:byte|bytes}, {time:HH:mm}";
    }

    private Text Sending(uint id, Text otherwise) => _sendings.TryGetValue(id, out var name) ? Text.Verbatim(name) : otherwise;

    private static Text Name(GalleryEntry entry) =>
        entry.PeerName.Length > 0 ? Text.Verbatim(entry.PeerName) : entry.Direction == GalleryDirection.Sent ? "everybody" : "somebody";

    private GalleryEntry Picture(string number) =>
        int.TryParse(number, out var index) && index >= 1 && index <= _pictures.Count ? _pictures[index - 1] : throw Wrong("There is no such picture: inbox lists them.");

    private RoomPeer Peer(string word) =>
        int.TryParse(word, out var index) && index >= 1 && index <= _room.Peers.Count
            ? _room.Peers[index - 1]
            : PeerNames.Find(_room.Peers, word) ?? throw Wrong($"There is no peer {PeerNames.Harmless(word)}: peers lists them.");

    private static string Second(string[] words, Text what) => words.Length > 1 ? words[1] : throw Wrong($"This needs {what}, too.");

    private static TimeSpan Timeout(string text) => text == "forever"
        ? System.Threading.Timeout.InfiniteTimeSpan
        : int.TryParse(text, out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw Wrong("A timeout is a number of milliseconds, or forever.");

    private static CommandException Wrong(Text sentence) => new(ExitStatus.Usage, sentence);

    /// <summary>What goes wrong is one line, and the conversation goes on.</summary>
    private bool Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is CommandException or GalleryException or PictureException or SlotException or RoomException or IOException
                                      or UnauthorizedAccessException)
        {
            Say(Text.Of(e));
        }

        return true;
    }

    private void Say(Text line) => _context.Environment.Output.Result(PeerNames.Harmless(line.In(_context.Environment.Language)));
}
