using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>A network card as the system has it when the driver starts; cards that appear later are not seen.</summary>
/// <param name="Name">As the system calls it: <c>eth0</c>, <c>Ethernet 2</c>.</param>
/// <param name="IndexV4">The system's number for IPv4; meaningless where <paramref name="V4"/> is null.</param>
/// <param name="IndexV6">The system's number for IPv6, which is also its scope.</param>
/// <param name="V4">Its first IPv4 address.</param>
/// <param name="Broadcast">That address' directed broadcast address; null where the network has none (/31, /32, loopback).</param>
/// <param name="HasV6">Whether it has an IPv6 address.</param>
/// <param name="IsUp">Whether it is switched on and connected.</param>
/// <param name="IsLoopback">Has no MULTICAST flag on Linux, and carries multicast all the same (measured).</param>
/// <param name="CarriesMulticast">The card's own word.</param>
/// <param name="BitsPerSecond">0 = unknown.</param>
internal sealed record Card(
    string Name, int IndexV4, int IndexV6, IPAddress? V4, IPAddress? Broadcast, bool HasV6,
    bool IsUp, bool IsLoopback, bool CarriesMulticast, long BitsPerSecond)
{
    /// <summary>Above this a speed is a driver's way to say "unknown": virtio gives 4,294,967,295 Mbit/s.</summary>
    private const long FastestKnown = 1_000_000_000_000;

    /// <summary>
    /// The card as IP_MULTICAST_IF names it, in network order: 0.0.0.n is its number, anything else its address. Windows takes both; Wine 8 hands them to Linux as
    /// they are, which takes the address alone (ENODEV, seen as 10022), so there the address goes. The framework makes an ip_mreqn of the number on Unix.
    /// </summary>
    public int MulticastInterfaceV4 =>
        OperatingSystem.IsWindows() && V4 is not null ? BitConverter.ToInt32(V4.GetAddressBytes()) : IPAddress.HostToNetworkOrder(IndexV4);

    /// <summary>For findings: <c>eth0 (192.168.7.12)</c>.</summary>
    public Text Subject => V4 is null ? Text.Verbatim(Name) : $"{Name} ({V4})";

    public static IReadOnlyList<Card> Present() => NetworkInterface.GetAllNetworkInterfaces().Select(From).ToList();

    private static Card From(NetworkInterface card)
    {
        var properties = card.GetIPProperties();
        var v4 = properties.UnicastAddresses.FirstOrDefault(a => a.Address.AddressFamily == AddressFamily.InterNetwork);
        var v6 = properties.UnicastAddresses.Any(a => a.Address.AddressFamily == AddressFamily.InterNetworkV6);
        var isLoopback = card.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        return new Card(
            card.Name,
            v4 is null ? 0 : properties.GetIPv4Properties().Index,
            v6 ? properties.GetIPv6Properties().Index : 0,
            v4?.Address,
            v4 is null || isLoopback ? null : BroadcastOf(v4.Address, v4.PrefixLength),
            v6,
            card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
            isLoopback,
            card.SupportsMulticast || isLoopback,
            card.Speed is > 0 and <= FastestKnown ? card.Speed : 0);
    }

    /// <summary>RFC 919 7: the network's part, then all ones.</summary>
    internal static IPAddress? BroadcastOf(IPAddress address, int prefixLength)
    {
        if (prefixLength is < 1 or > 30)
            return null;
        var bytes = address.GetAddressBytes();
        for (var bit = prefixLength; bit < 32; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
