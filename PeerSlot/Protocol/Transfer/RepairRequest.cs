using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// "These are missing": body of <see cref="MessageKind.Report"/>, to the sender of a transfer, whose number is in the header.
/// </summary>
/// <remarks>
/// <code>
///  offset  21     25        41       49        54     58
///          +------+---------+--------+---------+------+-----------------------------+
///          | room | peer id | sender | highest | have | 1..72 x (block 2, bitmap 16)|
///          |  4   |   16    |   8    |    5    |  4   |                             |
///          +------+---------+--------+---------+------+-----------------------------+
/// </code>
/// sender: the session that sends the picture. highest: the highest counter heard of it; what it sent later may be on its way and is not
/// sent again. have: symbols that the receiver has in all. Blocks rise; in a bitmap, 16 bytes big-endian, bit i is symbol i, and at least one is set.
/// </remarks>
internal readonly ref struct RepairRequest
{
    public const int EntrySize = 2 + SymbolBitmap.Size;

    /// <summary>Entries that fit a message.</summary>
    public const int MaximumEntries = (WireLimits.MaximumPlainMessage - MessageHeader.Size - HeadSize) / EntrySize;

    private const int HeadSize = RoomId.Size + PeerId.Size + SessionId.Size + 5 + 4;

    public required RoomId Room { get; init; }

    public required PeerId Peer { get; init; }

    public required SessionId Sender { get; init; }

    public required ulong Highest { get; init; }

    public required uint Have { get; init; }

    /// <summary>The entries as they came: each <see cref="EntrySize"/> bytes.</summary>
    private ReadOnlySpan<byte> Entries { get; init; }

    public int Count => Entries.Length / EntrySize;

    public (int Block, SymbolBitmap Missing) this[int entry] => ReadEntry(Entries.Slice(entry * EntrySize, EntrySize));

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out RepairRequest request)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        request = new RepairRequest
        {
            Room = reader.ReadRoom(),
            Peer = reader.ReadPeer(),
            Sender = reader.ReadSession(),
            Highest = reader.ReadUInt40(),
            Have = reader.ReadUInt32(),
            Entries = reader.ReadBytes(reader.Remaining),
        };
        return reader.IsWhole && header is { Block: 0, Index: 0 } && !request.Peer.IsEmpty && request.HasValidEntries();
    }

    /// <summary>Writes all but the entries, which <see cref="WriteEntry"/> adds.</summary>
    public void WriteHead(ref WireWriter writer)
    {
        writer.WriteRoom(Room);
        writer.WritePeer(Peer);
        writer.WriteSession(Sender);
        writer.WriteUInt40(Highest);
        writer.WriteUInt32(Have);
    }

    public static void WriteEntry(ref WireWriter writer, int block, SymbolBitmap missing)
    {
        writer.WriteUInt16((ushort)block);
        writer.WriteUInt64(missing.High);
        writer.WriteUInt64(missing.Low);
    }

    private bool HasValidEntries()
    {
        if (Entries.Length % EntrySize != 0 || Count is < 1 or > MaximumEntries)
            return false;
        var last = -1;
        for (var entry = 0; entry < Count; entry++)
        {
            var (block, missing) = this[entry];
            if (block <= last || missing.IsEmpty)
                return false;
            last = block;
        }

        return true;
    }

    private static (int Block, SymbolBitmap Missing) ReadEntry(ReadOnlySpan<byte> entry)
    {
        var reader = new WireReader(entry);
        var block = reader.ReadUInt16();
        var high = reader.ReadUInt64();
        return (block, new SymbolBitmap(reader.ReadUInt64(), high));
    }
}
