using System.Buffers.Binary;
using System.Net;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>A peer's process as the machines keep it: the network's place in our list and the driver's own address.</summary>
internal sealed record SlotAddress(int NetworkIndex, string NetworkName, MailslotAddress Address) : PeerAddress
{
    public override string Network => NetworkName;

    public override NetworkEndPoint? EndPoint
    {
        get
        {
            if (Address is not LanAddress { EndPoint: var endPoint })
                return null;
            Span<byte> bytes = stackalloc byte[16];
            endPoint.Address.MapToIPv6().TryWriteBytes(bytes, out _);
            var host = new HostAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
            return new NetworkEndPoint(host, (ushort)endPoint.Port);
        }
    }

    public override PeerAddress? Beside(NetworkEndPoint other)
    {
        if (Address is not LanAddress || other.Port == 0)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, other.Host.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], other.Host.Low);
        var address = new IPAddress(bytes);
        return new SlotAddress(NetworkIndex, NetworkName, new LanAddress(new IPEndPoint(other.Host.IsV4 ? address.MapToIPv4() : address, other.Port)));
    }

    public override string ToString() => Address.ToString();
}
