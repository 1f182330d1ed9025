using System.Net;
using System.Net.Sockets;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;

namespace PeerSlot.Exchange;

/// <summary>
/// Places that the user named for peers whom multicast does not reach. Names are resolved on threads of their own, at once and now and then again: a
/// laptop gets another address, a name server wakes up.
/// </summary>
internal sealed class PeerPlaces : IDisposable
{
    /// <summary>Between two questions for the same names. A lab's addresses change once a day.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<IMailslotDriver> _drivers;
    private readonly LoopInbox _inbox;
    private readonly PresenceMachine _presence;
    private readonly Action<Text> _trouble;
    private readonly Dictionary<string, LanHost> _hosts = [];
    private readonly HashSet<string> _unknown = [];
    private readonly ITimer _timer;

    public PeerPlaces(IReadOnlyList<IMailslotDriver> drivers, LoopInbox inbox, PresenceMachine presence, Action<Text> trouble, TimeProvider clock)
    {
        (_drivers, _inbox, _presence, _trouble) = (drivers, inbox, presence, trouble);
        _timer = clock.CreateTimer(_ => ResolveAgain(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(string place)
    {
        if (!LanHost.TryParse(place, out var host))
        {
            _trouble($"That is no address of a peer. It must be {LanHost.Wanted}.");
            return;
        }

        if (!_drivers.Any(d => d is LanDriver))
        {
            _trouble("Peers are looked for by address in the network lan only, which is not open. Start with --network lan.");
            return;
        }

        lock (_gate)
        {
            if (!_hosts.TryAdd(place.Trim(), host))
                return;
            if (_hosts.Values.Count(h => !IPAddress.TryParse(h.Name, out _)) == 1)
                _timer.Change(Again, Again);
        }

        Resolve(place.Trim(), host);
    }

    public void Dispose() => _timer.Dispose();

    private void ResolveAgain()
    {
        lock (_gate)
        {
            foreach (var (place, host) in _hosts)
            {
                if (!IPAddress.TryParse(host.Name, out _))
                    Resolve(place, host);
            }
        }
    }

    private void Resolve(string place, LanHost host) => ThreadPool.UnsafeQueueUserWorkItem(
        _ =>
        {
            if (TryResolve(place, host) is { } addresses)
                _inbox.Post(now => Set(now, place, host, addresses));
        },
        null);

    /// <summary>Told once until it is known again.</summary>
    private IPAddress[]? TryResolve(string place, LanHost host)
    {
        try
        {
            var addresses = host.Resolve();
            lock (_gate)
                _unknown.Remove(place);
            return addresses;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            bool isNew;
            lock (_gate)
                isNew = _unknown.Add(place);
            if (isNew)
                _trouble($"The machine {host.Name} is not known here. Write its IP address instead of its name, or check the name.");
            return null;
        }
    }

    private void Set(TimeSpan now, string place, LanHost host, IPAddress[] resolved)
    {
        for (var i = 0; i < _drivers.Count; i++)
        {
            if (_drivers[i] is not LanDriver lan)
                continue;
            var addresses = new List<PeerAddress>();
            foreach (var address in lan.AddressesOf(resolved, host.Port))
                addresses.Add(new SlotAddress(i, lan.Network, address));
            if (addresses.Count == 0)
                _trouble($"No network card here reaches {host.Name}: it has no address of a kind that this machine has.");
            else if (!_presence.SetContact(now, place, addresses, isHost: host.Port is null))
                _trouble($"So many peers are given by address that {host.Name} is left out. One machine of each network is enough: it introduces the others.");
        }
    }
}
