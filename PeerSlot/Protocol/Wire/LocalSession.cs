namespace PeerSlot.Protocol.Wire;

/// <summary>This process in the room: what the machines of one session share.</summary>
public sealed class LocalSession(PeerId peer, SessionId id, RoomId room, string nickname)
{
    private ulong _counter;

    public PeerId Peer { get; } = peer;

    public SessionId Id { get; } = id;

    public RoomId Room { get; } = room;

    /// <summary>Harmless to show, like everybody's.</summary>
    public string Nickname { get; private set; } = HarmlessText.Nickname(nickname, peer);

    public DuplicateFilter Heard { get; } = new();

    public MessageCounts Ignored { get; } = new();

    /// <summary>The counter of the message that was written last.</summary>
    internal ulong Counter => _counter;

    internal void Rename(string nickname) => Nickname = HarmlessText.Nickname(nickname, Peer);

    /// <summary>Begins the next message of this session.</summary>
    internal void WriteHeader(ref WireWriter writer, MessageKind kind, uint transfer = 0, ushort block = 0, byte index = 0) =>
        new MessageHeader(kind, Id, ++_counter, transfer, block, index).Write(ref writer);

    /// <summary>The last of the questions to each message: true where it is of this room, of somebody else, and not heard before.</summary>
    internal bool Accepts(in MessageHeader header, RoomId messageRoom)
    {
        if (messageRoom != Room)
        {
            Ignored.OtherRoom++;
            return false;
        }

        return Accepts(header);
    }

    /// <summary>For a message without a room: symbols, which belong to a manifest that has one.</summary>
    internal bool Accepts(in MessageHeader header)
    {
        if (header.Session == Id)
            return false;
        if (Heard.IsNew(header.Session, header.Counter))
            return true;
        Ignored.Duplicate++;
        return false;
    }
}
