using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

[Flags]
internal enum ManifestFlags : byte
{
    None = 0,

    /// <summary>Sent to some only.</summary>
    Directed = 1,

    /// <summary>All symbols of this pass were sent: who has holes asks now.</summary>
    PassComplete = 2,
}

/// <summary>What is sent: body of <see cref="MessageKind.Manifest"/>. Block and index of its header are 0.</summary>
/// <remarks>
/// <code>
///  offset  21     25        41      42     44       52            54    55      59       63        95
///          +------+---------+-------+------+--------+-------------+-----+-------+--------+---------+------------+------------+
///          | room | peer id | flags | pass | length | symbol size |  k  | width | height | SHA-256 | 1 nickname | 1 filename |
///          |  4   |   16    |   1   |  2   |   8    |      2      |  1  |   4   |   4    |   32    |  + 0..64   |  + 0..255  |
///          +------+---------+-------+------+--------+-------------+-----+-------+--------+---------+------------+------------+
/// </code>
/// flags: 1 directed, 2 pass complete; unknown ones are ignored. pass: 0 = the first, then one more for each round of repairs; it stops
/// at 65,535. length: bytes of the file, at least 1. symbol size: 64 to 8,192. k: source symbols a block, 1 to 128. width, height:
/// pixels, 0 = unknown. The names end the message exactly.
/// </remarks>
internal readonly ref struct ManifestMessage
{
    public const int MaximumNickname = 64;
    public const int MaximumFileName = 255;
    public const int HashSize = 32;

    public required RoomId Room { get; init; }

    public required PeerId Peer { get; init; }

    public required ManifestFlags Flags { get; init; }

    public required ushort Pass { get; init; }

    public required SymbolLayout Layout { get; init; }

    public required uint Width { get; init; }

    public required uint Height { get; init; }

    public required ReadOnlySpan<byte> Sha256 { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> Nickname { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> FileName { get; init; }

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out ManifestMessage manifest)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        var (room, peer, flags, pass) = (reader.ReadRoom(), reader.ReadPeer(), (ManifestFlags)reader.ReadByte(), reader.ReadUInt16());
        var isLayout = SymbolLayout.TryCreate(reader.ReadUInt64(), reader.ReadUInt16(), reader.ReadByte(), out var layout);
        manifest = new ManifestMessage
        {
            Room = room,
            Peer = peer,
            Flags = flags,
            Pass = pass,
            Layout = layout,
            Width = reader.ReadUInt32(),
            Height = reader.ReadUInt32(),
            Sha256 = reader.ReadBytes(HashSize),
            Nickname = reader.ReadText(MaximumNickname),
            FileName = reader.ReadText(MaximumFileName),
        };
        return reader.IsWhole && isLayout && !peer.IsEmpty && header is { Block: 0, Index: 0 };
    }

    public void Write(ref WireWriter writer)
    {
        writer.WriteRoom(Room);
        writer.WritePeer(Peer);
        writer.WriteByte((byte)Flags);
        writer.WriteUInt16(Pass);
        writer.WriteUInt64((ulong)Layout.Length);
        writer.WriteUInt16((ushort)Layout.SymbolSize);
        writer.WriteByte((byte)Layout.SymbolsPerBlock);
        writer.WriteUInt32(Width);
        writer.WriteUInt32(Height);
        writer.WriteBytes(Sha256);
        writer.WriteText(Nickname);
        writer.WriteText(FileName);
    }
}
