using System.Net;

namespace PeerSlot.Mailslots.Lan;

/// <summary>How the network <c>lan</c> uses UDP. All machines of a lab need the same ports and groups.</summary>
public sealed record LanSettings
{
    /// <summary>UDP port of the sockets that hear everybody. Default 47113: unassigned at IANA, below the range that systems give away.</summary>
    public int Port { get; init; } = 47_113;

    /// <summary>How many ports after <see cref="Port"/> are own ports, one for each process of a machine. Default 32: 47114 to 47145.</summary>
    public int OwnPorts { get; init; } = 32;

    /// <summary>
    /// How many own ports of a machine are tried where nobody said which. Default 4: the first process of a machine has the first, and one that is
    /// found knows the others.
    /// </summary>
    public int GuessedPorts { get; init; } = 4;

    /// <summary>
    /// Names of the cards to use (<c>eth0</c>, <c>Ethernet 2</c>). Default empty: every card that is up and has an address; the
    /// loopback card only when it is named or nothing else is up.
    /// </summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>IPv4 multicast group. Default 239.255.47.113: the local scope of RFC 2365 6.1, ends like the port.</summary>
    public IPAddress Group { get; init; } = new([239, 255, 47, 113]);

    /// <summary>IPv6 multicast group. Default ff12::4711:3: transient, link-local scope (RFC 4291 2.7).</summary>
    public IPAddress GroupV6 { get; init; } = new([0xFF, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x47, 0x11, 0, 3]);

    /// <summary>Routers that a multicast may cross, plus one. Default 1: it stays in the lab's own network.</summary>
    public int TimeToLive { get; init; } = 1;

    /// <summary>
    /// Bytes that the system keeps for each socket until we read. Default 4 MiB: a third of a second at 100 Mbit/s. The system may
    /// grant less, which a finding then says.
    /// </summary>
    public int ReceiveBuffer { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Bytes that wait in the system to be sent, at most; Linux counts double, with its book-keeping. Default 72 KiB: 64 datagrams of picture data,
    /// which are 7 ms at 100 Mbit/s: what is to go soon is not held up for long, and a card of a gigabit is kept busy for half a millisecond.
    /// </summary>
    public int SendBuffer { get; init; } = 72 * 1024;

    /// <summary>
    /// Slots whose messages to everybody go every way there is (IPv4 and IPv6 multicast and directed broadcast), for networks that
    /// swallow one of them; all other messages go once a card. Default: the announcements, small and few.
    /// </summary>
    public IReadOnlyList<string> AnnouncementSlots { get; init; } = [@"peerslot\hello"];

    /// <exception cref="ArgumentException">A value that cannot work, in a plain sentence.</exception>
    internal void ThrowIfUnusable()
    {
        if (OwnPorts < 1 || Port < 1 || Port + OwnPorts > ushort.MaxValue)
            throw new ArgumentException($"The port must lie between 1 and {ushort.MaxValue - Math.Max(1, OwnPorts)}; {Port} does not.");
        if (TimeToLive is < 0 or > 255)
            throw new ArgumentException($"A time to live lies between 0 and 255; {TimeToLive} does not.");
        if (ReceiveBuffer < 1 || SendBuffer < 1)
            throw new ArgumentException($"The buffers must be at least 1 byte; {Math.Min(ReceiveBuffer, SendBuffer)} is not.");
    }
}
