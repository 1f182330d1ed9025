using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// Mailslots over UDP on the local network, the default: <c>\\*\</c> is multicast on every card, an address is the other process'
/// own socket.
/// </summary>
/// <remarks>
/// A message to everybody goes once a card, by IPv4 multicast where the card has IPv4, else by IPv6; only announcements go every way
/// (<see cref="LanSettings.AnnouncementSlots"/>), so a message may arrive more than once, as mailslots allow. Limits: cards that
/// appear after the start are not used; whether a slot exists elsewhere is not known, not even for <c>\\.\</c>.
/// </remarks>
public sealed class LanDriver : IMailslotDriver
{
    /// <summary>Bytes of a message that fits 1426 bytes of UDP payload with its frame: IPv6 and common VPNs carry that in one piece.</summary>
    public const int SafeMessageSize = 1_421;

    private readonly LanSettings _settings;
    private readonly LanSockets _sockets;
    private readonly LanSlots _slots = new();
    private readonly QueueBudget _budget = new();
    private readonly IReadOnlyList<Way> _everyWay;
    private readonly IReadOnlyList<Way> _oneWayACard;
    private volatile bool _disposed;

    private LanDriver(LanSettings settings, LanSockets sockets, IReadOnlyList<DriverFinding> findings)
    {
        (_settings, _sockets, Findings) = (settings, sockets, findings);
        _everyWay = sockets.Ways;
        _oneWayACard = sockets.Ways.Where(w => !w.ForAnnouncementsOnly).ToList();
        Capabilities = new DriverCapabilities(
            SafeMessageSize, ReachesOtherMachines: true, OneServerPerMachine: false, SupportsBroadcast: true, sockets.BitsPerSecond);
        sockets.Start(_slots);
    }

    public string Network => "lan";

    public DriverCapabilities Capabilities { get; }

    public IReadOnlyList<DriverFinding> Findings { get; }

    /// <summary>Where this process is reached, at most one a family.</summary>
    internal IEnumerable<IPEndPoint> OwnEndPoints => _sockets.Own.Select(o => o.EndPoint);

    /// <summary>Where a machine's processes may be reached from here, of each address that our sockets reach.</summary>
    internal IReadOnlyList<LanAddress> AddressesOf(IEnumerable<IPAddress> addresses, int? port)
    {
        var all = new List<LanAddress>();
        foreach (var address in addresses)
        {
            var of = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            if (_sockets.OwnFor(of) is null)
                continue;
            var (first, count) = port is { } said ? (said, 1) : (_settings.Port + 1, _settings.GuessedPorts);
            for (var i = 0; i < count; i++)
                all.Add(new LanAddress(new IPEndPoint(of, first + i)));
        }

        return all;
    }

    /// <exception cref="MailslotException">
    /// NetworkUnavailable (1231): no card can be used, or a named one does not exist; the message says why and what to do.
    /// </exception>
    /// <exception cref="ArgumentException">A setting that cannot work.</exception>
    public static LanDriver Open(LanSettings settings)
    {
        var findings = new List<DriverFinding>();
        return new LanDriver(settings, LanSockets.Open(settings, findings), findings);
    }

    public IMailslotServer CreateServer(MailslotPath path, int maximumMessageSize, TimeSpan readTimeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfNotLocal(path);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMessageSize);
        var name = new LanSlotName(path.Name);
        var queue = new SlotQueue(maximumMessageSize, readTimeout, _budget);
        if (!_slots.TryAdd(name, queue))
            throw SlotErrors.AlreadyExists(path);
        return new SlotServer(path, queue, () => _slots.Remove(name));
    }

    public IMailslotClient OpenClient(MailslotPath path)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var ways = path.Scope switch
        {
            MailslotScope.Everybody => WaysToEverybody(path.Name),
            MailslotScope.Local => WaysToThisMachine(),
            _ => WaysToHost(path.Host),
        };
        return new LanClient(new LanSlotName(path.Name), ways, path.ToString());
    }

    public IMailslotClient OpenClient(MailslotAddress address, string slotName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (address is not LanAddress { EndPoint: var endPoint })
            throw new ArgumentException($"{address} is no address of the network lan.", nameof(address));
        var own = _sockets.OwnFor(endPoint.Address) ?? throw LanErrors.NotSent(address.ToString(), SocketError.AddressFamilyNotSupported);
        var way = new Way(own, endPoint.Serialize(), CardV4: 0, ForAnnouncementsOnly: false);
        return new LanClient(new LanSlotName(MailslotPath.Local(slotName).Name), [way], address.ToString());
    }

    /// <summary>Ends the readers' threads and closes every slot of this driver; reads that wait return Closed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _sockets.Dispose();
        _slots.CloseAll();
    }

    private IReadOnlyList<Way> WaysToEverybody(string slotName) =>
        _settings.AnnouncementSlots.Contains(slotName, StringComparer.OrdinalIgnoreCase) ? _everyWay : _oneWayACard;

    /// <summary>All own ports of the loopback address, and our own when it is none of these.</summary>
    private List<Way> WaysToThisMachine()
    {
        var own = _sockets.Own[0];
        var loopback = own.Family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        var ways = WaysToOwnPorts(own, loopback);
        if (own.EndPoint.Port <= _settings.Port || own.EndPoint.Port > _settings.Port + _settings.OwnPorts)
            ways.Add(new Way(own, new IPEndPoint(loopback, own.EndPoint.Port).Serialize(), CardV4: 0, ForAnnouncementsOnly: false));
        return ways;
    }

    /// <summary>
    /// A name says nothing of a port, so each of the host's own ports gets the message: for writing by hand. PeerSlot itself uses
    /// addresses.
    /// </summary>
    private List<Way> WaysToHost(string host)
    {
        try
        {
            foreach (var address in Dns.GetHostAddresses(host))
            {
                if (_sockets.OwnFor(address) is { } own)
                    return WaysToOwnPorts(own, address);
            }
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new MailslotException(
                MailslotError.BadNetworkPath, $"The machine {host} is not known here. Write its IP address instead of its name, or check the name.",
                e);
        }

        throw LanErrors.NotSent(host, SocketError.AddressFamilyNotSupported);
    }

    private List<Way> WaysToOwnPorts(OwnSocket own, IPAddress address) =>
        Enumerable.Range(_settings.Port + 1, _settings.OwnPorts)
            .Select(port => new Way(own, new IPEndPoint(address, port).Serialize(), CardV4: 0, ForAnnouncementsOnly: false))
            .ToList();
}
