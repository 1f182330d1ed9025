using System.Buffers.Binary;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// One message of the lab protocol in a client's slot: always 300 bytes, integers little-endian (docs/lab-protocol.md, "Packets").
/// <code>
///   0        4        8            12                    300
///   +--------+--------+------------+----------------------+
///   |  0     |  num   | total_size | filler               |   head
///   |  1 / 2 |  num   | 292 bytes of the payload          |   body / tail (a tail may hold fewer, then filler)
///   +--------+--------+-----------------------------------+
/// </code>
/// </summary>
/// <remarks>
/// Filler is the memory of whoever sent it: it is never read, and written as zeros. The one exception is <see cref="PaddedMark"/>, which no
/// lab program looks at.
/// </remarks>
internal readonly ref struct LabPacket
{
    /// <summary>Bytes. A lab server stops reading at a message of another size and overruns its buffer with a larger one.</summary>
    public const int Size = 300;

    /// <summary>Payload bytes in a body.</summary>
    public const int BlockSize = Size - HeaderSize;

    private const int HeaderSize = 8;

    /// <summary>
    /// Bytes 12 to 27 of a head whose payload has one 00 byte more than what is sent: where a PeerSlot receives it, the byte is
    /// taken off again.
    /// </summary>
    private static ReadOnlySpan<byte> PaddedMark => "PeerSlot:+1 byte"u8;

    private LabPacket(LabPacketType type, int number, ReadOnlySpan<byte> data)
    {
        Type = type;
        Number = number;
        Data = data;
    }

    public LabPacketType Type { get; }

    /// <summary>Runs on from packet to packet and from payload to payload while a client runs; both copies have the same. 0 or more.</summary>
    public int Number { get; }

    /// <summary>The 292 bytes behind the number, filler among them.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Bytes of the whole payload as a head says; anything until it is checked.</summary>
    public int TotalSize => BinaryPrimitives.ReadInt32LittleEndian(Data);

    /// <summary>Of a head: its sender says that the payload's last byte is not the content's.</summary>
    public bool IsPadded => Data[sizeof(int)..].StartsWith(PaddedMark) && TotalSize % BlockSize == 1;

    public static bool TryRead(ReadOnlySpan<byte> message, out LabPacket packet)
    {
        packet = default;
        if (message.Length != Size)
            return false;
        var type = BinaryPrimitives.ReadInt32LittleEndian(message);
        var number = BinaryPrimitives.ReadInt32LittleEndian(message[4..]);
        if (type is < (int)LabPacketType.Head or > (int)LabPacketType.Tail || number < 0)
            return false;
        packet = new LabPacket((LabPacketType)type, number, message[HeaderSize..]);
        return true;
    }

    public static void WriteHead(Span<byte> packet, int number, int totalSize, bool isPadded)
    {
        var data = WriteHeader(packet, LabPacketType.Head, number);
        BinaryPrimitives.WriteInt32LittleEndian(data, totalSize);
        if (isPadded)
            PaddedMark.CopyTo(data[sizeof(int)..]);
    }

    /// <param name="packet">300 bytes.</param>
    /// <param name="type">Body or tail.</param>
    /// <param name="number">0 or more.</param>
    /// <param name="block">At most 292 bytes; zeros follow.</param>
    public static void WriteBlock(Span<byte> packet, LabPacketType type, int number, ReadOnlySpan<byte> block) =>
        block.CopyTo(WriteHeader(packet, type, number));

    private static Span<byte> WriteHeader(Span<byte> packet, LabPacketType type, int number)
    {
        packet[..Size].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(packet, (int)type);
        BinaryPrimitives.WriteInt32LittleEndian(packet[4..], number);
        return packet[HeaderSize..Size];
    }
}

/// <summary>What a packet is; the numbers are on the wire.</summary>
internal enum LabPacketType
{
    /// <summary>Begins a payload and says how long it is.</summary>
    Head = 0,

    /// <summary>292 bytes of it.</summary>
    Body = 1,

    /// <summary>Ends it, with the bytes that are left over.</summary>
    Tail = 2,
}
