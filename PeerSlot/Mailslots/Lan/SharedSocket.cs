using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// The sockets that hear everybody: one a card and family, on the port that all processes of all users of a machine share. For
/// multicast and broadcast only: of those that share a port, unicast reaches just one, and not always the right one.
/// </summary>
internal static class SharedSocket
{
    // linux/in.h, asm-generic/socket.h
    private const int IpProtoIp = 0;
    private const int IpMulticastAll = 49;
    private const int SolSocket = 1;
    private const int SoBindToDevice = 25;

    /// <exception cref="SocketException">The card or the port cannot be used.</exception>
    public static Socket OpenV4(Card card, LanSettings settings)
    {
        var socket = Create(AddressFamily.InterNetwork, settings);
        try
        {
            if (OperatingSystem.IsLinux())
                KeepToCard(socket, card.Name);

            // Windows: a socket on the card's address hears that card's multicast and broadcast. Unix: only the wildcard hears broadcast. Wine hears the
            // multicast of loopback by the wildcard alone; that this hears broadcasts of other cards too is harmless, since nobody there can be answered.
            socket.Bind(new IPEndPoint(OperatingSystem.IsWindows() && !card.IsLoopback ? card.V4! : IPAddress.Any, settings.Port));
            // By number or address, for the reason that stands at Card.MulticastInterfaceV4.
            socket.SetSocketOption(
                SocketOptionLevel.IP, SocketOptionName.AddMembership,
                OperatingSystem.IsWindows() ? new MulticastOption(settings.Group, card.V4!) : new MulticastOption(settings.Group, card.IndexV4));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="OpenV4"/>
    public static Socket OpenV6(Card card, LanSettings settings)
    {
        var group = OnCard(settings.GroupV6, card);
        var socket = Create(AddressFamily.InterNetworkV6, settings);
        try
        {
            // On Linux a socket bound to the group with its scope hears this group from this card and nothing else, without any
            // privilege; IPV6_MULTICAST_ALL = 0 would still mix the cards. There is no broadcast to hear.
            socket.Bind(new IPEndPoint(OperatingSystem.IsLinux() ? group : IPAddress.IPv6Any, settings.Port));
            socket.SetSocketOption(
                SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group, card.IndexV6));
            ThrowIfUnroutable(group, settings.Port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The group with the card as its scope.</summary>
    public static IPAddress OnCard(IPAddress group, Card card) => new(group.GetAddressBytes(), card.IndexV6);

    private static Socket Create(AddressFamily family, LanSettings settings)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        if (family == AddressFamily.InterNetworkV6)
            socket.DualMode = false;

        // On Unix the framework sets SO_REUSEADDR and SO_REUSEPORT: with both, processes of different users share the port (measured).
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        WindowsSocket.IgnorePortUnreachable(socket);
        socket.ReceiveBufferSize = settings.ReceiveBuffer;
        return socket;
    }

    private static void KeepToCard(Socket socket, string cardName)
    {
        // Without it Linux gives each socket the groups that any socket of the machine has joined, on any card (ip(7)). Needs no privilege.
        socket.SetRawSocketOption(IpProtoIp, IpMulticastAll, stackalloc byte[sizeof(int)]);
        try
        {
            // The wildcard address hears broadcasts of every card; this keeps those out too. Unprivileged since Linux 5.7.
            socket.SetRawSocketOption(SolSocket, SoBindToDevice, Encoding.UTF8.GetBytes(cardName + '\0'));
        }
        catch (SocketException)
        {
            // An older kernel: an announcement by broadcast is then heard once a card, which announcements allow.
        }
    }

    /// <summary>Linux' loopback card has an IPv6 address and no route for multicast. Connecting asks the routes and sends nothing.</summary>
    private static void ThrowIfUnroutable(IPAddress group, int port)
    {
        using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Connect(new IPEndPoint(group, port));
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.NetworkUnreachable)
        {
            // For example an address that is still being checked for duplicates (RFC 4862 5.4): it will work in a second.
        }
    }
}
