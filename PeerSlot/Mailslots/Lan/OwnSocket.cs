using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// The one exclusive socket of a process and family. Everything is sent from it, so the origin that others see is the address to
/// answer to. Its reader owns and closes it.
/// </summary>
internal sealed class OwnSocket
{
    private readonly Lock _gate = new();
    private int _multicastCard;

    private OwnSocket(Socket socket)
    {
        Socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    public Socket Socket { get; }

    public IPEndPoint EndPoint { get; }

    public AddressFamily Family => EndPoint.AddressFamily;

    /// <summary>Binds the first free own port, else one that the system gives.</summary>
    /// <param name="address">Any, or the loopback address where no other card is used.</param>
    /// <exception cref="SocketException">The family cannot be used at all.</exception>
    public static OwnSocket Open(IPAddress address, LanSettings settings)
    {
        for (var port = settings.Port + 1; port <= settings.Port + settings.OwnPorts; port++)
        {
            if (TryBind(address, port, settings) is { } socket)
                return new OwnSocket(socket);
        }

        return new OwnSocket(Bind(address, 0, settings));
    }

    /// <summary>False: it did not leave. A full send buffer counts as sent and lost, as on any network.</summary>
    /// <param name="mayWait">
    /// False: where the system's queue is full, <see cref="SocketError.WouldBlock"/> at once and nothing is sent (Linux; elsewhere the call waits).
    /// </param>
    public bool TrySend(ReadOnlySpan<byte> datagram, SocketAddress to, bool mayWait, out SocketError error)
    {
        error = SocketError.Success;
        if (!mayWait && OperatingSystem.IsLinux())
        {
            if (TrySendAtOnce(datagram, to, out var isFull))
                return true;
            if (isFull)
            {
                error = SocketError.WouldBlock;
                return false;
            }

            // The framework says in its own words what is wrong.
        }

        try
        {
            Socket.SendTo(datagram, SocketFlags.None, to);
            return true;
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode;
            return error is SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock or SocketError.Interrupted;
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.OperationAborted;
            return false;
        }
    }

    /// <summary>IPv4 multicast leaves by the card that a socket option names; IPv6 takes the card from the address' scope.</summary>
    public bool TrySendMulticastV4(ReadOnlySpan<byte> datagram, SocketAddress to, int card, bool mayWait, out SocketError error)
    {
        lock (_gate)
        {
            if (_multicastCard != card && !TryChooseCard(card, out error))
                return false;
            return TrySend(datagram, to, mayWait, out error);
        }
    }

    private unsafe bool TrySendAtOnce(ReadOnlySpan<byte> datagram, SocketAddress to, out bool isFull)
    {
        isFull = false;
        fixed (byte* start = datagram, address = to.Buffer.Span)
        {
            if (Libc.SendTo(Socket.SafeHandle, start, (nuint)datagram.Length, Libc.DoNotWait, address, (uint)to.Size) >= 0)
                return true;
            isFull = Marshal.GetLastPInvokeError() == Libc.TryAgain;
            return false;
        }
    }

    private bool TryChooseCard(int card, out SocketError error)
    {
        error = SocketError.Success;
        try
        {
            Socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, card);
            _multicastCard = card;
            return true;
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode;
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.OperationAborted;
        }

        return false;
    }

    private static Socket? TryBind(IPAddress address, int port, LanSettings settings)
    {
        try
        {
            return Bind(address, port, settings);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            // AccessDenied is Windows' word for a port that another socket holds exclusively, and Unix' for one below 1024.
            return null;
        }
    }

    private static Socket Bind(IPAddress address, int port, LanSettings settings)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            var level = SocketOptionLevel.IP;
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                level = SocketOptionLevel.IPv6;
                socket.DualMode = false;
            }
            else
            {
                socket.EnableBroadcast = true;
            }

            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            WindowsSocket.IgnorePortUnreachable(socket);
            socket.ReceiveBufferSize = settings.ReceiveBuffer;
            socket.SendBufferSize = settings.SendBuffer;

            // A slot's messages to everybody reach the writer's own slots too, and the other processes of the machine.
            socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, true);
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, settings.TimeToLive);
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
