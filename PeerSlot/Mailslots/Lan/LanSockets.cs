using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>All sockets of a driver: the shared ones a card, the own ones, and the ways to everybody.</summary>
internal sealed class LanSockets : IDisposable
{
    private readonly LanSettings _settings;
    private readonly List<DriverFinding> _findings;
    private readonly List<(Socket Socket, string Name)> _shared = [];
    private readonly List<OwnSocket> _own = [];
    private readonly List<Way> _ways = [];
    private readonly List<DatagramReader> _readers = [];

    private LanSockets(LanSettings settings, List<DriverFinding> findings) => (_settings, _findings) = (settings, findings);

    public IReadOnlyList<Way> Ways => _ways;

    /// <summary>At most one a family.</summary>
    public IReadOnlyList<OwnSocket> Own => _own;

    /// <summary>Bits per second of the slowest card in use whose speed is known; 0 = none is.</summary>
    public long BitsPerSecond { get; private set; }

    /// <exception cref="MailslotException">NetworkUnavailable, with the findings in its message.</exception>
    public static LanSockets Open(LanSettings settings, List<DriverFinding> findings)
    {
        settings.ThrowIfUnusable();
        var cards = CardChoice.Choose(PresentCards(), settings.Interfaces, findings);
        var sockets = new LanSockets(settings, findings);
        try
        {
            sockets.OpenAll(cards);
            return sockets;
        }
        catch
        {
            sockets.Dispose();
            throw;
        }
    }

    /// <summary>Begins to read; from here on the readers own the sockets.</summary>
    public void Start(LanSlots slots)
    {
        foreach (var (socket, name) in _shared)
            _readers.Add(new DatagramReader(socket, name, slots));
        foreach (var own in _own)
            _readers.Add(new DatagramReader(own.Socket, $"lan own {own.EndPoint}", slots));
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
        foreach (var (socket, _) in _shared)
            socket.Dispose();
        foreach (var own in _own)
            own.Socket.Dispose();
    }

    /// <summary>The own socket that reaches <paramref name="address"/>; null when that family is not at hand.</summary>
    public OwnSocket? OwnFor(IPAddress address) => _own.Find(o => o.Family == address.AddressFamily);

    private static IReadOnlyList<Card> PresentCards()
    {
        try
        {
            return Card.Present();
        }
        catch (NetworkInformationException e)
        {
            throw new MailslotException(
                MailslotError.NetworkUnavailable, $"The system does not tell this program which network cards there are (error {e.ErrorCode}).", e);
        }
    }

    private void OpenAll(IReadOnlyList<Card> cards)
    {
        var onlyLoopback = cards.All(c => c.IsLoopback);
        if (Socket.OSSupportsIPv4)
            OpenOwn(onlyLoopback ? IPAddress.Loopback : IPAddress.Any);
        if (Socket.OSSupportsIPv6 && cards.Any(c => c.HasV6))
            OpenOwn(onlyLoopback ? IPAddress.IPv6Loopback : IPAddress.IPv6Any);
        foreach (var card in cards)
            OpenShared(card);
        if (_ways.Count == 0)
            throw LanErrors.NoCard(_findings);
        ReportReceiveBuffer();
    }

    private void OpenOwn(IPAddress address)
    {
        try
        {
            var own = OwnSocket.Open(address, _settings);
            _own.Add(own);
            var port = own.EndPoint.Port;
            var isOwnPort = port > _settings.Port && port <= _settings.Port + _settings.OwnPorts;
            _findings.Add(new DriverFinding($"own port {own.EndPoint}", Works: true, isOwnPort
                ? (Text)"Sends, and hears what is for this process."
                : $"Sends, and hears what is for this process. UDP {_settings.Port + 1} to {_settings.Port + _settings.OwnPorts} are all taken: "
                    + $@"paths with a machine's name (\\HOST\) do not reach this process. End a program to free one of these ports."));
        }
        catch (SocketException e)
        {
            var family = address.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
            _findings.Add(
                new DriverFinding($"own port, {family}", Works: false, $"{family} cannot be used: {LanErrors.Describe(e.SocketErrorCode)}"));
        }
    }

    private void OpenShared(Card card)
    {
        var ways = _ways.Count;
        if (card.V4 is not null && OwnFor(card.V4) is { } v4)
            OpenSharedV4(card, v4);
        if (card.HasV6 && OwnFor(IPAddress.IPv6Any) is { } v6)
            OpenSharedV6(card, v6, isFirst: _ways.Count == ways);
        if (_ways.Count > ways && card.BitsPerSecond > 0)
            BitsPerSecond = BitsPerSecond == 0 ? card.BitsPerSecond : Math.Min(BitsPerSecond, card.BitsPerSecond);
    }

    private void OpenSharedV4(Card card, OwnSocket own)
    {
        if (!TryOpenShared(card.Subject, $"lan {card.Name}", () => SharedSocket.OpenV4(card, _settings)))
            return;
        var group = new IPEndPoint(_settings.Group, _settings.Port);
        _ways.Add(new Way(own, group.Serialize(), card.MulticastInterfaceV4, ForAnnouncementsOnly: false));
        if (card.Broadcast is not null)
            _ways.Add(new Way(own, new IPEndPoint(card.Broadcast, _settings.Port).Serialize(), CardV4: 0, ForAnnouncementsOnly: true));
    }

    private void OpenSharedV6(Card card, OwnSocket own, bool isFirst)
    {
        if (!TryOpenShared($"{card.Name} (IPv6)", $"lan {card.Name} IPv6", () => SharedSocket.OpenV6(card, _settings)))
            return;
        var group = new IPEndPoint(SharedSocket.OnCard(_settings.GroupV6, card), _settings.Port);
        _ways.Add(new Way(own, group.Serialize(), CardV4: 0, ForAnnouncementsOnly: !isFirst));
    }

    private bool TryOpenShared(Text subject, string threadName, Func<Socket> open)
    {
        try
        {
            _shared.Add((open(), threadName));
            _findings.Add(new DriverFinding(subject, Works: true, $"Hears everybody on UDP port {_settings.Port}."));
            return true;
        }
        catch (SocketException e)
        {
            _findings.Add(new DriverFinding(subject, Works: false, e.SocketErrorCode == SocketError.NetworkUnreachable
                ? "This card has no route for multicast of this kind; the other ways serve alone."
                : LanErrors.NotBound(_settings.Port, e.SocketErrorCode)));
            return false;
        }
    }

    private void ReportReceiveBuffer()
    {
        // Linux reports twice what it grants: the other half is for its own book-keeping (socket(7), SO_RCVBUF).
        var granted = _own[0].Socket.ReceiveBufferSize / (OperatingSystem.IsLinux() ? 2 : 1);
        var asked = _settings.ReceiveBuffer;
        _findings.Add(new DriverFinding("receive buffer", granted >= asked, granted >= asked
            ? $"{granted / 1024} KiB a socket."
            : OperatingSystem.IsLinux()
            ? $"{granted / 1024} KiB a socket instead of {asked / 1024}: at high speed more has to be sent again. sudo sysctl -w net.core.rmem_max={asked} allows more."
            : (Text)$"{granted / 1024} KiB a socket instead of {asked / 1024}: at high speed more has to be sent again."));
    }
}
