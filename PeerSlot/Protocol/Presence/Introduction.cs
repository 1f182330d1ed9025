using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>"These are here too": body of <see cref="MessageKind.Introduction"/>. Transfer, block and index of its header are 0.</summary>
/// <remarks>
/// <code>
///  offset  21     25           89      90                       end - 64
///          +------+------------+-------+------------------------+-----------+
///          | room | public key | count | count x                | signature |
///          |  4   |     64     |   1   | (address 16, port 2)   |    64     |
///          +------+------------+-------+------------------------+-----------+
/// </code>
/// count: 1 to 32. address: IPv6, or IPv4 as ::ffff:a.b.c.d (RFC 4291 2.5.5.2). signature: over "peerslot introduction 2", the header and all of
/// the body before it.
/// </remarks>
internal readonly ref struct Introduction
{
    public const int MaximumCount = 32;

    private const int HeadSize = RoomId.Size + Identity.PublicKeySize + 1;

    private readonly ReadOnlySpan<byte> _entries;

    private Introduction(RoomId room, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> entries)
    {
        Room = room;
        PublicKey = publicKey;
        _entries = entries;
    }

    public RoomId Room { get; }

    public ReadOnlySpan<byte> PublicKey { get; }

    public int Count => _entries.Length / NetworkEndPoint.Size;

    /// <summary>What a signature covers before the message.</summary>
    public static ReadOnlySpan<byte> Label => "peerslot introduction 2"u8;

    public NetworkEndPoint this[int entry] => new WireReader(_entries[(entry * NetworkEndPoint.Size)..]).ReadEndPoint();

    /// <summary>Reads all but the signature, which is the message's last <see cref="Identity.SignatureSize"/> bytes.</summary>
    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out Introduction introduction)
    {
        introduction = default;
        if (message.Length < MessageHeader.Size + HeadSize + Identity.SignatureSize || header is not { Transfer: 0, Block: 0, Index: 0 })
            return false;
        var reader = new WireReader(message[MessageHeader.Size..^Identity.SignatureSize]);
        var room = reader.ReadRoom();
        var publicKey = reader.ReadBytes(Identity.PublicKeySize);
        int count = reader.ReadByte();
        introduction = new Introduction(room, publicKey, reader.ReadBytes(count * NetworkEndPoint.Size));
        return reader.IsWhole && count is > 0 and <= MaximumCount;
    }

    /// <summary>Writes the body without its signature.</summary>
    public static void Write(ref WireWriter writer, RoomId room, ReadOnlySpan<byte> publicKey, NetworkEndPoint[] entries)
    {
        writer.WriteRoom(room);
        writer.WriteBytes(publicKey);
        writer.WriteByte((byte)entries.Length);
        foreach (var entry in entries)
        {
            writer.WriteUInt64(entry.Host.High);
            writer.WriteUInt64(entry.Host.Low);
            writer.WriteUInt16(entry.Port);
        }
    }
}
