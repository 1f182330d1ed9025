using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Exchange;

/// <summary>What a card of <c>lan</c> carries to everybody and back.</summary>
public sealed class CardFinding(string card)
{
    public string Card { get; } = card;

    /// <summary>The ways by which our own beacon came back.</summary>
    public List<string> Ours { get; } = [];

    /// <summary>Those by which it was sent and did not.</summary>
    public List<string> Silent { get; } = [];
}

/// <summary>Writes to everybody on each card, each way, and listens to what comes back and who else is heard.</summary>
public sealed class CardCheck : IDisposable
{
    private readonly LanProbe _probe;

    private CardCheck(LanProbe probe) => _probe = probe;

    /// <summary>Names of cards behind which there are only this machine's own containers or virtual machines.</summary>
    public static bool IsVirtual(string card)
    {
        foreach (var start in (string[])["docker", "br-", "virbr", "veth", "vnet", "lxcbr", "lxdbr", "podman", "cni", "vmnet", "vboxnet", "vEthernet", "VirtualBox Host"])
        {
            if (card.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Cards that nothing is connected to, or that are switched off.</summary>
    public static IEnumerable<NetworkFinding> Down()
    {
        foreach (var card in LanProbe.Down())
        {
            yield return IsVirtual(card.Subject.In(Language.English))
                ? new NetworkFinding("lan", card.Subject, true, "A bridge of this machine's own containers or virtual machines, and none is connected: it is left out.")
                : new NetworkFinding("lan", card.Subject, card.Works, card.Message);
        }
    }

    /// <summary>The last UDP port of the network <c>lan</c>, whose first is <paramref name="port"/>.</summary>
    public static int LastPort(int port) => port + new LanSettings().OwnPorts;

    public static CardCheck Begin(IReadOnlyList<string> cards, int port)
    {
        var check = new CardCheck(LanProbe.Open(new LanSettings { Port = port, Interfaces = cards }));
        check._probe.Beacon();
        return check;
    }

    /// <summary>Listens for that long; beacons go out again, since one may be lost.</summary>
    public void Listen(TimeSpan time)
    {
        _probe.Listen(time);
        _probe.Beacon();
    }

    public IReadOnlyList<CardFinding> Cards
    {
        get
        {
            var cards = new List<CardFinding>();
            foreach (var hearing in _probe.Hearings)
            {
                if (cards.Count == 0 || cards[^1].Card != hearing.Card)
                    cards.Add(new CardFinding(hearing.Card));
                (hearing.IsOwnHeard ? cards[^1].Ours : cards[^1].Silent).Add(Name(hearing.Way));
            }

            return cards;
        }
    }

    /// <summary>The ways by which somebody at an address was heard speak to everybody.</summary>
    public IReadOnlyList<string> WaysOf(string address)
    {
        var ways = new List<string>();
        foreach (var hearing in _probe.Hearings)
        {
            if (hearing.Others.Contains(address) && !ways.Contains(Name(hearing.Way)))
                ways.Add(Name(hearing.Way));
        }

        return ways;
    }

    /// <summary>Somebody on another machine who was heard speak to everybody; null = nobody.</summary>
    public string? HeardElsewhere
    {
        get
        {
            foreach (var hearing in _probe.Hearings)
            {
                foreach (var source in hearing.Others)
                {
                    if (!LanProbe.IsHere(source))
                        return source;
                }
            }

            return null;
        }
    }

    public void Dispose() => _probe.Dispose();

    /// <summary>All of them, in the order in which they are told.</summary>
    public static string[] Ways => ["multicast", "broadcast", "IPv6 multicast"];

    private static string Name(LanWay way) => way switch
    {
        LanWay.Multicast => "multicast",
        LanWay.Broadcast => "broadcast",
        _ => "IPv6 multicast",
    };
}
