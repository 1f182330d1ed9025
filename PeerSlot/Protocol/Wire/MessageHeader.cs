namespace PeerSlot.Protocol.Wire;

/// <summary>What every message begins with. All numbers are big-endian.</summary>
/// <remarks>
/// <code>
///  offset  0      1         9         14         18      20      21
///          +------+---------+---------+----------+-------+-------+
///          | kind | session | counter | transfer | block | index |
///          |  1   |    8    |    5    |    4     |   2   |   1   |
///          +------+---------+---------+----------+-------+-------+
/// </code>
/// kind: version (high 4 bits; 2 in an open room, 3 where all behind the header is sealed) and <see cref="MessageKind"/> (low 4 bits). session: the process that sends this message.
/// counter: rises with each message of the session, a repeated one included. transfer, block and index: 0 where they mean nothing.
/// The header stays in the open when what follows is sealed.
/// </remarks>
/// <param name="Counter">Below 2^40: at 100,000 messages a second it lasts four months.</param>
public readonly record struct MessageHeader(MessageKind Kind, SessionId Session, ulong Counter, uint Transfer, ushort Block, byte Index)
{
    public const int Size = 21;

    /// <summary>Of an open message, the only ones that machines see.</summary>
    public const int Version = 2;

    public const int SealedVersion = 3;

    /// <summary>False for a shorter message, another version, and a session or counter of 0, which nobody sends.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out MessageHeader header)
    {
        header = default;
        if (message.Length < Size || message[0] >> 4 != Version)
            return false;
        var reader = new WireReader(message[1..]);
        header = new MessageHeader(
            (MessageKind)(message[0] & 0x0F), reader.ReadSession(), reader.ReadUInt40(), reader.ReadUInt32(), reader.ReadUInt16(), reader.ReadByte());
        return header.Session.Value != 0 && header.Counter != 0;
    }

    /// <summary>A first look at what comes, open or sealed: who says that it sent it. False where no more needs to be looked at.</summary>
    public static bool TryReadSession(ReadOnlySpan<byte> message, out SessionId session)
    {
        session = default;
        if (message.Length < Size || message[0] >> 4 is not (Version or SealedVersion))
            return false;
        session = new WireReader(message[1..]).ReadSession();
        return true;
    }

    internal void Write(ref WireWriter writer)
    {
        writer.WriteByte((byte)(Version << 4 | (int)Kind));
        writer.WriteSession(Session);
        writer.WriteUInt40(Counter);
        writer.WriteUInt32(Transfer);
        writer.WriteUInt16(Block);
        writer.WriteByte(Index);
    }
}
