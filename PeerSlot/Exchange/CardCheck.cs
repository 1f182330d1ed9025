using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Exchange;

/// <summary>What a card of <c>lan</c> carries to everybody and back.</summary>
/// <param name="Ours">The ways by which our own beacon came back.</param>
/// <param name="Silent">Those by which it was sent and did not.</param>
public sealed record CardFinding(string Card, IReadOnlyList<string> Ours, IReadOnlyList<string> Silent);

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
        foreach (var (subject, hasAddress) in LanProbe.Down())
        {
            var isVirtual = IsVirtual(subject);
            yield return new NetworkFinding("lan", subject, isVirtual || !hasAddress, isVirtual
                ? "A bridge of this machine's own containers or virtual machines, and none is connected: it is left out."
                : hasAddress ? "The card has an address and is down. Plug it in or switch it on, then start again." : "The card is not in use.");
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

    public IEnumerable<CardFinding> Cards => _probe.Hearings.GroupBy(h => h.Card).Select(card => new CardFinding(
        card.Key, [.. card.Where(h => h.IsOwnHeard).Select(h => Name(h.Way))], [.. card.Where(h => !h.IsOwnHeard).Select(h => Name(h.Way))]));

    /// <summary>The ways by which somebody at an address was heard speak to everybody.</summary>
    public IReadOnlyList<string> WaysOf(string address) =>
        [.. _probe.Hearings.Where(h => h.Others.Contains(address)).Select(h => Name(h.Way)).Distinct()];

    /// <summary>Everybody on other machines who was heard speak to everybody.</summary>
    public IEnumerable<string> HeardElsewhere => _probe.Hearings.SelectMany(h => h.Others).Distinct().Where(source => !LanProbe.IsHere(source));

    public void Dispose() => _probe.Dispose();

    private static string Name(LanWay way) => way switch
    {
        LanWay.Multicast => "multicast",
        LanWay.Broadcast => "broadcast",
        _ => "IPv6 multicast",
    };
}
