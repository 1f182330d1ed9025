using PeerSlot.Protocol.Room;

namespace PeerSlot.Protocol.Wire;

/// <summary>This process in the room: what the machines of one session share.</summary>
/// <param name="identity">Signs what we say.</param>
/// <param name="signatures">Checks what others say.</param>
/// <param name="id">Random, not 0.</param>
/// <param name="room">Its messages are heard.</param>
/// <param name="nickname">Our name, made harmless.</param>
/// <param name="challenge">8 random bytes for the life of the process, not 0: whoever echoes them lives now.</param>
public sealed class LocalSession(
    Identity identity, ISignatures signatures, SessionId id, RoomId room, string nickname, ulong challenge)
{
    /// <summary>Sessions whose highest counter is remembered: all that a sender and its receivers can be.</summary>
    private const int HighestRemembered = 3_000;

    /// <summary>Bytes of a message beyond which no signature is checked.</summary>
    private const int GreatestSigned = 2_048;

    private readonly DuplicateFilter _signed = new();
    private readonly RecentMap<SessionId, ulong> _highest = new(HighestRemembered);
    private readonly VerificationBudget _budget = new(new RoomLimits());
    private ulong _counter;

    public PeerId Peer { get; } = identity.Peer;

    public SessionId Id { get; } = id;

    public RoomId Room { get; } = room;

    public ulong Challenge { get; } = challenge;

    /// <summary>Harmless to show, like everybody's.</summary>
    public string Nickname { get; private set; } = HarmlessText.Nickname(nickname, identity.Peer);

    public MessageCounts Ignored { get; } = new();

    /// <summary>Transfers that we sent and still have, the newest 8: announcements name them to late comers.</summary>
    public IReadOnlyList<uint> Kept { get; set; } = [];

    public ReadOnlySpan<byte> PublicKey => identity.PublicKey;

    /// <summary>The counter of the message that was written last.</summary>
    internal ulong Counter => _counter;

    /// <summary>Whose signatures are still checked while strangers flood: the peer table's live sessions by their addresses.</summary>
    internal Func<PeerAddress, bool> IsKnownAddress { get; set; } = _ => false;

    internal void Rename(string nickname) => Nickname = HarmlessText.Nickname(nickname, Peer);

    /// <summary>Begins the next message of this session.</summary>
    internal void WriteHeader(ref WireWriter writer, MessageKind kind, uint transfer = 0, ushort block = 0, byte index = 0) =>
        new MessageHeader(kind, Id, ++_counter, transfer, block, index).Write(ref writer);

    /// <summary>Signs the three parts in a row.</summary>
    /// <param name="label">Which kind of statement this is, so that no signature serves for another: <c>peerslot announcement 2</c>.</param>
    internal void Sign(ReadOnlySpan<byte> label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        Span<byte> data = stackalloc byte[label.Length + head.Length + body.Length];
        Join(label, head, body, data);
        identity.Sign(data, signature);
    }

    /// <summary>
    /// Whether the key signed the three parts in a row. False also when so much was checked lately that more would be a flood's doing; then
    /// a repeated message may find the budget filled again.
    /// </summary>
    internal bool TryVerify(
        TimeSpan now, PeerAddress source, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body,
        ReadOnlySpan<byte> signature)
    {
        if (body.Length > GreatestSigned || !_budget.TryTake(now, source, IsKnownAddress(source)))
        {
            Ignored.BeyondLimit++;
            return false;
        }

        Span<byte> data = stackalloc byte[label.Length + head.Length + body.Length];
        Join(label, head, body, data);
        if (signatures.Verify(publicKey, data, signature))
            return true;
        Ignored.Forged++;
        return false;
    }

    /// <summary>
    /// Before the signature of a message is checked: true where it is of this room, of somebody else, and not heard before. Once it is verified,
    /// <see cref="Heard"/> remembers it.
    /// </summary>
    internal bool IsFresh(in MessageHeader header, RoomId messageRoom, PeerId signer)
    {
        if (messageRoom != Room)
        {
            Ignored.OtherRoom++;
            return false;
        }

        if (header.Session == Id)
            return false;
        if (!_signed.WasHeard(header.Session, signer, header.Counter))
            return true;
        Ignored.Duplicate++;
        return false;
    }

    /// <summary>A message whose signature is right: it counts once. Another key's under the same session's number does not touch it.</summary>
    internal void Heard(in MessageHeader header, PeerId signer) => _signed.TryAdd(header.Session, signer, header.Counter);

    /// <summary>
    /// Notes the counter of a message without a signature. It may be a repeat (each card brings one) or, in an open room, a forgery; so nothing that it
    /// says may shut out a true one.
    /// </summary>
    internal void Counted(in MessageHeader header)
    {
        if (!_highest.TryGet(header.Session, out var highest) || header.Counter > highest)
            _highest.Set(header.Session, header.Counter);
    }

    /// <summary>The highest counter noted of a session; 0 = none.</summary>
    internal ulong HighestOf(SessionId session) => _highest.TryGet(session, out var highest) ? highest : 0;

    private static void Join(ReadOnlySpan<byte> label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, Span<byte> joined)
    {
        label.CopyTo(joined);
        head.CopyTo(joined[label.Length..]);
        body.CopyTo(joined[(label.Length + head.Length)..]);
    }
}
