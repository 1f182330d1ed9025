using System.Buffers.Binary;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Protocol;

namespace PeerSlot.Tests.Support;

/// <summary>
/// The Ethernet frame that would carry a message in a real lab: host n has 10.77.0.0 + n + 1 and the same in its card's address; groups and
/// ports are those of docs/protocol.md.
/// </summary>
internal static class SimulatedFrame
{
    public const ushort SharedPort = 47_113;
    public const ushort OwnPort = 47_114;

    private const uint Group = 0xEFFF2F71; // 239.255.47.113
    private const uint Network = 0x0A4D0001;

    /// <param name="from">The sender's number.</param>
    /// <param name="to">The receiver's number; null = everybody.</param>
    /// <param name="slot">The slot's path, <c>peerslot\hello</c>.</param>
    /// <param name="message">Without the lan frame.</param>
    public static byte[] Build(int from, int? to, string slot, ReadOnlySpan<byte> message)
    {
        const int UdpAt = WireBytes.Ethernet + WireBytes.Ipv4;
        var frame = new byte[UdpAt + WireBytes.Udp + LanFrame.TaggedSize + message.Length];
        LanFrame.TryWrite(frame.AsSpan(UdpAt + WireBytes.Udp), new LanSlotName(slot), message, out _);
        var (source, destination) = (Network + (uint)from, to is { } number ? Network + (uint)number : Group);
        WriteEthernet(frame, source, destination, isGroup: to is null);
        WriteIpv4(frame.AsSpan(WireBytes.Ethernet), source, destination);
        var udp = frame.AsSpan(UdpAt);
        BinaryPrimitives.WriteUInt16BigEndian(udp, OwnPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], to is null ? SharedPort : OwnPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        return frame; // a UDP checksum of 0 says that there is none (RFC 768)
    }

    /// <summary>Groups have 01:00:5e and the last 23 bits of their address (RFC 1112 section 6.4), hosts an address made up locally.</summary>
    private static void WriteEthernet(Span<byte> frame, uint source, uint destination, bool isGroup)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)(isGroup ? 0x0100 : 0x0200));
        BinaryPrimitives.WriteUInt32BigEndian(frame[2..], isGroup ? 0x5E000000 | destination & 0x7FFFFF : destination);
        BinaryPrimitives.WriteUInt16BigEndian(frame[6..], 0x0200);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], source);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
    }

    private static void WriteIpv4(Span<byte> packet, uint source, uint destination)
    {
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = 1; // TTL: mailslots do not leave their network
        packet[9] = 17;
        BinaryPrimitives.WriteUInt32BigEndian(packet[12..], source);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], destination);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], HeaderChecksum(packet[..WireBytes.Ipv4]));
    }

    /// <summary>RFC 1071; over a header whose checksum stands in it the result is 0.</summary>
    internal static ushort HeaderChecksum(ReadOnlySpan<byte> header)
    {
        var sum = 0;
        for (var at = 0; at < header.Length; at += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }

    public static string PathOf(OutgoingDatagram datagram) => datagram.Slot switch
    {
        WellKnownSlot.Hello => @"peerslot\hello",
        WellKnownSlot.Pictures => @"peerslot\pictures",
        _ => $@"peerslot\{datagram.ToPeer}",
    };
}
