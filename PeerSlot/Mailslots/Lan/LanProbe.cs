using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>How a message goes to everybody on a card.</summary>
public enum LanWay
{
    Multicast,
    Broadcast,
    MulticastV6,
}

/// <summary>What one way of one card brought.</summary>
public sealed class LanHearing
{
    internal LanHearing(string card, LanWay way, Way sends) => (Card, Way, Sends) = (card, way, sends);

    /// <summary>The card's name.</summary>
    public string Card { get; }

    public LanWay Way { get; }

    internal Way Sends { get; }

    /// <summary>Our own beacon came back, as it does where nothing on this machine is in its way.</summary>
    public bool IsOwnHeard { get; internal set; }

    /// <summary>Who else announced itself this way: <c>192.168.7.12:47114</c>.</summary>
    public HashSet<string> Others { get; } = [];
}

/// <summary>
/// Listens on every card to what is for everybody, each way by itself, beside the driver that serves; and writes beacons that only it understands. For
/// one thread.
/// </summary>
/// <remarks>Cards that cannot be opened are left out: the driver's findings say why.</remarks>
public sealed class LanProbe : IDisposable
{
    /// <summary>Sources of a way that are kept.</summary>
    private const int MaximumSources = 2_000;

    private readonly byte[] _beacon = new byte[LanFrame.TaggedSize + 16];
    private readonly uint _announcements;
    private readonly List<Listener> _listening = [];
    private readonly List<OwnSocket> _own = [];
    private readonly List<LanHearing> _ways = [];
    private readonly byte[] _buffer = new byte[MailslotLimits.LargestMessage];

    private LanProbe(LanSettings settings, IReadOnlyList<Card> cards)
    {
        var slot = new LanSlotName(@"peerslot\doctor");
        LanFrame.TryWrite(_beacon, slot, Guid.NewGuid().ToByteArray(), out _);
        _announcements = new LanSlotName(settings.AnnouncementSlots[0]).Tag;
        var (v4, v6) = (TryOpenOwn(IPAddress.Any, settings), TryOpenOwn(IPAddress.IPv6Any, settings));
        foreach (var card in cards)
        {
            if (card.V4 is not null && v4 is not null && TryListen(card, isV6: false, settings))
                AddV4(card, v4, settings);
            if (card.HasV6 && v6 is not null && TryListen(card, isV6: true, settings))
                Add(card, LanWay.MulticastV6, v6, SharedSocket.OnCard(settings.GroupV6, card), settings.Port);
        }
    }

    public IReadOnlyList<LanHearing> Hearings => _ways;

    public static LanProbe Open(LanSettings settings)
    {
        try
        {
            return new LanProbe(settings, CardChoice.Choose(Card.Present(), settings.Interfaces, []));
        }
        catch (MailslotException)
        {
            return new LanProbe(settings, []); // the driver says so
        }
    }

    /// <summary>Cards that are not up, which a driver leaves out without a word; it works where it has no address either, and so is not meant to be used.</summary>
    public static IReadOnlyList<DriverFinding> Down()
    {
        var down = new List<DriverFinding>();
        foreach (var card in Card.Present())
        {
            if (card.IsUp)
                continue;
            var isUnused = card.V4 is null && !card.HasV6;
            down.Add(new DriverFinding(
                card.Subject, isUnused, isUnused ? (Text)"The card is not in use." : "The card has an address and is down. Plug it in or switch it on, then start again."));
        }

        return down;
    }

    /// <summary>Whether a source is a process of this machine.</summary>
    public static bool IsHere(string source) => IPEndPoint.TryParse(source, out var endPoint) && Here().Contains(endPoint.Address);

    /// <summary>Writes to everybody, every way.</summary>
    public void Beacon()
    {
        foreach (var way in _ways)
            way.Sends.TrySend(_beacon, mayWait: true, out _);
    }

    /// <summary>Hears what comes within that time.</summary>
    public void Listen(TimeSpan time)
    {
        var end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        while (end - Environment.TickCount64 is > 0 and var left)
        {
            if (_listening.Count == 0)
            {
                Thread.Sleep((int)left);
                return;
            }

            var ready = new List<Socket>();
            foreach (var listener in _listening)
                ready.Add(listener.Socket);
            Socket.Select(ready, null, null, (int)Math.Min(left, 1_000) * 1_000);
            foreach (var listener in _listening)
            {
                if (ready.Contains(listener.Socket))
                    Hear(listener.Socket, listener.Card, listener.IsV6);
            }
        }
    }

    public void Dispose()
    {
        foreach (var listener in _listening)
            listener.Socket.Dispose();
        foreach (var own in _own)
            own.Socket.Dispose();
    }

    private static HashSet<IPAddress> Here()
    {
        var here = new HashSet<IPAddress>();
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var address in card.GetIPProperties().UnicastAddresses)
                here.Add(address.Address);
        }

        return here;
    }

    private void Hear(Socket socket, Card card, bool isV6)
    {
        try
        {
            var flags = SocketFlags.None;
            EndPoint source = new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
            var size = socket.ReceiveMessageFrom(_buffer, 0, _buffer.Length, ref flags, ref source, out var packet);
            var way = isV6 ? LanWay.MulticastV6 : packet.Address.GetAddressBytes()[0] is >= 224 and < 240 ? LanWay.Multicast : LanWay.Broadcast;
            if (_ways.Find(w => w.Card == card.Name && w.Way == way) is not { } hearing)
                return;
            var datagram = _buffer.AsSpan(0, size);
            if (datagram.SequenceEqual(_beacon))
                hearing.IsOwnHeard = true;
            else if (LanFrame.TryRead(datagram, out var tag, out _, out _) && tag == _announcements && hearing.Others.Count < MaximumSources)
                hearing.Others.Add(source.ToString()!);
        }
        catch (SocketException)
        {
            // A card that went away while it was listened to.
        }
    }

    private OwnSocket? TryOpenOwn(IPAddress address, LanSettings settings)
    {
        try
        {
            var own = OwnSocket.Open(address, settings);
            _own.Add(own);
            return own;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private bool TryListen(Card card, bool isV6, LanSettings settings)
    {
        try
        {
            var socket = isV6 ? SharedSocket.OpenV6(card, settings) : SharedSocket.OpenV4(card, settings);
            _listening.Add(new Listener(socket, card, isV6));
            socket.SetSocketOption(isV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void AddV4(Card card, OwnSocket own, LanSettings settings)
    {
        Add(card, LanWay.Multicast, own, settings.Group, settings.Port);
        if (card.Broadcast is not null)
            Add(card, LanWay.Broadcast, own, card.Broadcast, settings.Port);
    }

    private void Add(Card card, LanWay way, OwnSocket own, IPAddress to, int port) => _ways.Add(new LanHearing(
        card.Name, way, new Way(own, new IPEndPoint(to, port).Serialize(), way == LanWay.Multicast ? card.MulticastInterfaceV4 : 0, ForAnnouncementsOnly: false)));

    private sealed class Listener(Socket socket, Card card, bool isV6)
    {
        public Socket Socket { get; } = socket;

        public Card Card { get; } = card;

        public bool IsV6 { get; } = isV6;
    }
}
