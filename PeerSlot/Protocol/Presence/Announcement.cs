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
}

/// <summary>"I am here": body of <see cref="MessageKind.Announcement"/>. Transfer, block and index of its header are 0.</summary>
/// <remarks>
/// <code>
///  offset  21     25        41      42     44          52            54         55
///          +------+---------+-------+------+-----------+-------------+----------+----------+------
///          | room | peer id | flags | next | challenge | max message | name len | nickname | ...
///          |  4   |   16    |   1   |  2   |     8     |      2      |    1     |   0..64  |
///          +------+---------+-------+------+-----------+-------------+----------+----------+------
/// </code>
/// next: 10 ms units until the session's next announcement. challenge: reserved, zeros are written and anything is read.
/// max message: the largest message in bytes that the session takes. Bytes after the nickname are for later versions and are ignored,
/// as are unknown flags.
/// </remarks>
internal readonly ref struct Announcement
{
    public const int MaximumNickname = 64;

    public const int ChallengeSize = 8;

    /// <summary>The smallest "max message" that makes sense: a mailslot's broadcast takes 424 bytes, NetBIOS 374.</summary>
    public const int LeastMaximumMessage = 256;

    public required RoomId Room { get; init; }

    public required PeerId Peer { get; init; }

    public required AnnouncementFlags Flags { get; init; }

    public required TimeSpan Next { get; init; }

    public required ushort MaximumMessage { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> Nickname { get; init; }

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out Announcement announcement)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        announcement = new Announcement
        {
            Room = reader.ReadRoom(),
            Peer = reader.ReadPeer(),
            Flags = (AnnouncementFlags)reader.ReadByte(),
            Next = TimeSpan.FromMilliseconds(reader.ReadUInt16() * 10),
            MaximumMessage = SkipChallenge(ref reader).ReadUInt16(),
            Nickname = reader.ReadText(MaximumNickname),
        };
        return reader.IsValid && header is { Transfer: 0, Block: 0, Index: 0 }
            && !announcement.Peer.IsEmpty && announcement.MaximumMessage >= LeastMaximumMessage;
    }

    public void Write(ref WireWriter writer)
    {
        writer.WriteRoom(Room);
        writer.WritePeer(Peer);
        writer.WriteByte((byte)Flags);
        writer.WriteUInt16((ushort)Math.Min(Next.TotalMilliseconds / 10, ushort.MaxValue));
        writer.Take(ChallengeSize).Clear();
        writer.WriteUInt16(MaximumMessage);
        writer.WriteText(Nickname);
    }

    private static ref WireReader SkipChallenge(ref WireReader reader)
    {
        reader.ReadBytes(ChallengeSize);
        return ref reader;
    }
}
