using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>Where a socket's datagrams come out, by the platform's best way. For one thread.</summary>
internal interface IDatagramSource : IDisposable
{
    /// <summary>Waits until there is one.</summary>
    /// <returns>How many there are; 0 where a card went away or nothing came after all.</returns>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    int Receive();

    /// <summary>Valid until the next <see cref="Receive"/>.</summary>
    ReadOnlySpan<byte> this[int datagram] { get; }

    LanAddress OriginOf(int datagram);

    /// <summary>When the system took it from the card, by <see cref="System.Diagnostics.Stopwatch"/>; 0 = it does not tell.</summary>
    long ArrivalOf(int datagram) => 0;

    static IDatagramSource Of(Socket socket) => OperatingSystem.IsLinux() ? new LinuxDatagrams(socket) : new SocketDatagrams(socket);
}
