using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

[Flags]
internal enum AnnouncementFlags : byte
{
    None = 0,

    /// <summary>Takes pictures; a session without it is answered but not listed.</summary>
    Receives = 1,

    /// <summary>Asks who hears it to announce itself by unicast.</summary>
    WantsAnswer = 2,

    Goodbye = 4,

    /// <summary>Sent to one: an answer to it need not wait for others to answer first.</summary>
    Direct = 8,

    /// <summary>Sent to one that is reached by its address alone, because what goes to everybody does not arrive there.</summary>
    Afar = 16,
}

/// <summary>"I am here": body of <see cref="MessageKind.Announcement"/>. Transfer, block and index of its header are 0.</summary>
/// <remarks>
/// <code>
///  offset  21     25           89      90     92          100    108           110                                     end - 64
///          +------+------------+-------+------+-----------+------+-------------+------------+----------------+-------+-----------+
///          | room | public key | flags | next | challenge | echo | max message | 1 nickname | 1 kept         |  ...  | signature |
///          |  4   |     64     |   1   |  2   |     8     |  8   |      2      |  + 0..64   | + 0..8 x 4     |       |    64     |
///          +------+------------+-------+------+-----------+------+-------------+------------+----------------+-------+-----------+
/// </code>
/// public key: X and Y; its hash is the peer id. next: 10 ms units until the session's next announcement. challenge: random, the same for the
/// life of the process. echo: the challenge of the one to whom this is sent; 0 to everybody. max message: the largest message in bytes that
/// the session takes. kept: numbers of transfers that it sent and still has. Bytes before the signature are for later versions and are
/// ignored, as are unknown flags. signature: over "peerslot announcement 2", the header and all of the body before it.
/// </remarks>
internal readonly ref struct Announcement
{
    public const int MaximumNickname = 64;

    public const int MaximumKept = 8;

    /// <summary>The smallest "max message" that makes sense: a mailslot's broadcast takes 424 bytes, NetBIOS 374.</summary>
    public const int LeastMaximumMessage = 256;

    public required RoomId Room { get; init; }

    public required ReadOnlySpan<byte> PublicKey { get; init; }

    public required AnnouncementFlags Flags { get; init; }

    public required TimeSpan Next { get; init; }

    public required ulong Challenge { get; init; }

    public required ulong Echo { get; init; }

    public required ushort MaximumMessage { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> Nickname { get; init; }

    public required IReadOnlyList<uint> Kept { get; init; }

    /// <summary>What a signature covers before the message.</summary>
    public static ReadOnlySpan<byte> Label => "peerslot announcement 2"u8;

    /// <summary>Reads all but the signature, which is the message's last <see cref="Identity.SignatureSize"/> bytes.</summary>
    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out Announcement announcement)
    {
        announcement = default;
        if (message.Length < MessageHeader.Size + Identity.SignatureSize)
            return false;
        var reader = new WireReader(message[MessageHeader.Size..^Identity.SignatureSize]);
        announcement = new Announcement
        {
            Room = reader.ReadRoom(),
            PublicKey = reader.ReadBytes(Identity.PublicKeySize),
            Flags = (AnnouncementFlags)reader.ReadByte(),
            Next = TimeSpan.FromMilliseconds(reader.ReadUInt16() * 10),
            Challenge = reader.ReadUInt64(),
            Echo = reader.ReadUInt64(),
            MaximumMessage = reader.ReadUInt16(),
            Nickname = reader.ReadText(MaximumNickname),
            Kept = ReadKept(ref reader),
        };
        return reader.IsValid && header is { Transfer: 0, Block: 0, Index: 0 }
            && announcement.MaximumMessage >= LeastMaximumMessage && announcement.Kept.Count <= MaximumKept;
    }

    /// <summary>Writes the body without its signature.</summary>
    public void Write(ref WireWriter writer)
    {
        writer.WriteRoom(Room);
        writer.WriteBytes(PublicKey);
        writer.WriteByte((byte)Flags);
        writer.WriteUInt16((ushort)Math.Min(Next.TotalMilliseconds / 10, ushort.MaxValue));
        writer.WriteUInt64(Challenge);
        writer.WriteUInt64(Echo);
        writer.WriteUInt16(MaximumMessage);
        writer.WriteText(Nickname);
        writer.WriteByte((byte)Kept.Count);
        foreach (var number in Kept)
            writer.WriteUInt32(number);
    }

    /// <summary>One entry more than allowed where the message says that there are too many.</summary>
    private static uint[] ReadKept(ref WireReader reader)
    {
        int count = reader.ReadByte();
        if (count == 0)
            return [];
        var kept = new uint[Math.Min(count, MaximumKept + 1)];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = reader.ReadUInt32();
        return kept;
    }
}
