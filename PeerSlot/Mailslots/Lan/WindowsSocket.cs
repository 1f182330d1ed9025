using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

internal static class WindowsSocket
{
    /// <summary>SIO_UDP_CONNRESET (mstcpip.h), 0x9800000C.</summary>
    private const int SioUdpConnReset = unchecked((int)0x9800000C);

    /// <summary>Without it Windows fails the next receive when an earlier datagram met a closed port (ICMP port unreachable).</summary>
    public static void IgnorePortUnreachable(Socket socket)
    {
        if (OperatingSystem.IsWindows())
            socket.IOControl(SioUdpConnReset, [0, 0, 0, 0], null);
    }
}
