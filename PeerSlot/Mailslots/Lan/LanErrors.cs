using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>Socket failures in plain words.</summary>
internal static class LanErrors
{
    public static MailslotException NoCard(IEnumerable<DriverFinding> findings)
    {
        var faults = findings.Where(f => !f.Works).Select(f => (Text)$"{f.Subject}: {f.Message}").ToList();
        return new MailslotException(
            MailslotError.NetworkUnavailable,
            faults.Count == 0
                ? "No network card is up. Plug one in or switch it on, then start again."
                : (Text)$"No network card can be used. {Text.Join(" ", faults)}");
    }

    public static MailslotException NotSent(string to, SocketError error) =>
        new(MailslotError.BadNetworkPath, $"Nothing could be sent to {to}: {Describe(error)}");

    /// <summary>Why a port could not be bound, with the remedy.</summary>
    public static Text NotBound(int port, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            (Text)$"UDP port {port} is taken by a program that does not share it. End that program, or use another port on all machines (--port).",
        SocketError.AccessDenied =>
            $"The system does not let this program use UDP port {port}. Use a port above 1023 on all machines (--port).",
        _ => $"UDP port {port} cannot be used: {Describe(error)}",
    };

    public static Text Describe(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => (Text)"another program has this address.",
        SocketError.AddressNotAvailable => "this machine does not have this address.",
        SocketError.AccessDenied => "the system does not allow it; a firewall may forbid it.",
        SocketError.NetworkUnreachable => "no network leads there.",
        SocketError.HostUnreachable => "the machine cannot be reached.",
        SocketError.NetworkDown => "the network is down.",
        SocketError.HostDown or SocketError.TimedOut => "the machine does not answer.",
        SocketError.ConnectionRefused or SocketError.ConnectionReset => "nobody listens there.",
        SocketError.MessageSize => "the datagram is too large for the network.",
        SocketError.NoBufferSpaceAvailable => "the system has no memory left for datagrams.",
        SocketError.TooManyOpenSockets => "the program has too many sockets open.",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolNotSupported or SocketError.OperationNotSupported =>
            "the system does not have this kind of network.",
        _ => $"the system's error is {(int)error}.",
    };
}
