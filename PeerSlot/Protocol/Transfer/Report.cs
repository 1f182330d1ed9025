using System.Buffers.Binary;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

[Flags]
internal enum ReportFlags : byte
{
    None = 0,

    /// <summary>All symbols are here: nothing more is needed, the receipt follows when the picture is filed.</summary>
    Whole = 1,

    /// <summary>The user asked for this picture, whose pass is long over.</summary>
    Pull = 2,

    WantsDigests = 4,

    /// <summary>The preview is not here, if there is one.</summary>
    WantsPreview = 8,
}

/// <summary>
/// "So much of it is here": body of a report, to the sender of a transfer, whose number is in the header. It counts missing symbols instead of
/// naming them, because any fresh repair symbol of a block mends any loss in it.
/// </summary>
/// <remarks>
/// <code>
///  offset  21        37       45      46        51     55         59      61          63
///          +---------+--------+-------+---------+------+----------+-------+-----------+---------------------------+
///          | peer id | sender | flags | highest | have | received | delay | untouched | n x (block 2, missing 1)  |
///          |   16    |   8    |   1   |    5    |  4   |    4     |   2   |     2     |                           |
///          +---------+--------+-------+---------+------+----------+-------+-----------+---------------------------+
/// </code>
/// sender: the session that sends the picture. flags: 1 whole, 2 pull, 4 wants digests, 8 wants preview; others are ignored. highest: the highest counter heard
/// of the sender; what it sent later is on its way. have: useful symbols. received: all symbols of this transfer heard, useful or not. delay:
/// the least one-way delay since the last report above the least of the session, in 0.1 ms; 65,535 = no timed symbol came. untouched: from this block on nothing came at
/// all; 65,535 = there is no such block. Blocks rise, and no missing is 0.
/// </remarks>
internal readonly ref struct Report
{
    public const int HeadSize = 42;

    public const int EntrySize = 3;

    /// <summary>No block is untouched.</summary>
    public const ushort None = ushort.MaxValue;

    private const ushort NoDelay = ushort.MaxValue;

    /// <summary>Of <see cref="Delay"/> on the wire.</summary>
    public static readonly TimeSpan DelayUnit = TimeSpan.FromMilliseconds(0.1);

    private readonly ReadOnlySpan<byte> _entries;

    public Report(ReadOnlySpan<byte> entries) => _entries = entries;

    public required PeerId Peer { get; init; }

    public required SessionId Sender { get; init; }

    public required ReportFlags Flags { get; init; }

    public required ulong Highest { get; init; }

    public required uint Have { get; init; }

    public required uint Received { get; init; }

    /// <summary>At most 6.5 s; null = no timed symbol came.</summary>
    public required TimeSpan? Delay { get; init; }

    public required ushort Untouched { get; init; }

    /// <summary>Blocks of which symbols are missing.</summary>
    public int Count => _entries.Length / EntrySize;

    public (int Block, int Missing) this[int entry] =>
        (BinaryPrimitives.ReadUInt16BigEndian(_entries[(entry * EntrySize)..]), _entries[entry * EntrySize + 2]);

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out Report report)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        var (peer, sender, flags, highest) = (reader.ReadPeer(), reader.ReadSession(), (ReportFlags)reader.ReadByte(), reader.ReadUInt40());
        var (have, received, delay, untouched) = (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt16(), reader.ReadUInt16());
        var isEven = reader.Remaining % EntrySize == 0;
        report = new Report(reader.ReadBytes(reader.Remaining))
        {
            Peer = peer,
            Sender = sender,
            Flags = flags,
            Highest = highest,
            Have = have,
            Received = received,
            Delay = delay == NoDelay ? null : delay * DelayUnit,
            Untouched = untouched,
        };
        return reader.IsWhole && isEven && header is { Block: 0, Index: 0 } && !peer.IsEmpty && report.DoesRise();
    }

    /// <summary>The entries follow, each by <see cref="WriteEntry"/>.</summary>
    public void WriteHead(ref WireWriter writer)
    {
        writer.WritePeer(Peer);
        writer.WriteSession(Sender);
        writer.WriteByte((byte)Flags);
        writer.WriteUInt40(Highest);
        writer.WriteUInt32(Have);
        writer.WriteUInt32(Received);
        writer.WriteUInt16(Delay is { } delay ? (ushort)Math.Min(delay / DelayUnit, NoDelay - 1) : NoDelay);
        writer.WriteUInt16(Untouched);
    }

    public static void WriteEntry(ref WireWriter writer, int block, int missing)
    {
        writer.WriteUInt16((ushort)block);
        writer.WriteByte((byte)missing);
    }

    private bool DoesRise()
    {
        var last = -1;
        for (var entry = 0; entry < Count; entry++)
        {
            var (block, missing) = this[entry];
            if (block <= last || missing == 0)
                return false;
            last = block;
        }

        return true;
    }
}
