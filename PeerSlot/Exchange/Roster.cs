using PeerSlot.Exchange.Lab;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>The peers by the names that people see: two of one nickname get different ones.</summary>
internal sealed class Roster(Guid self, string kind = "peerslot")
{
    private readonly Dictionary<Guid, RoomPeer> _known = [];

    /// <summary>Sorted by name; replaced, never changed, so that any thread may read it.</summary>
    public IReadOnlyList<RoomPeer> Peers { get; private set; } = [];

    /// <summary>Whether somebody in the room has that identity and speaks the modern protocol. From any thread.</summary>
    public bool IsPeer(Guid id) => id == self || Peers.Any(p => p.Id == id && p.Kind == kind);

    /// <param name="peers">By the modern protocol.</param>
    /// <param name="labClients">By the lab's.</param>
    /// <param name="wallClock">The wall-clock time of a machine's time.</param>
    public void Update(IEnumerable<Peer> peers, IEnumerable<LabClientState> labClients, Func<TimeSpan, DateTimeOffset> wallClock)
    {
        var all = peers.ToList();
        var taken = all.GroupBy(p => p.Nickname, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var here = all.Select(p => p.Id.Value).ToHashSet();
        Peers = all.Select(p => View(p, taken.Contains(p.Nickname), wallClock))
            .Concat(labClients.Where(c => !here.Contains(c.Id)).Select(LabSide.PeerOf)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var peer in Peers)
            _known[peer.Id] = peer;
        if (_known.Count > 4 * Peers.Count + 64)
            Forget();
    }

    /// <summary>A peer by its identity, also one that has left; made from what is told where it was never listed.</summary>
    public RoomPeer Find(PeerId id, string nickname, DateTimeOffset now) =>
        _known.TryGetValue(id.Value, out var peer)
            ? peer
            : new RoomPeer(id.Value, nickname, "", kind, id.Value == self, now, now, "");

    private RoomPeer View(Peer peer, bool nameTaken, Func<TimeSpan, DateTimeOffset> wallClock)
    {
        var name = nameTaken ? $"{peer.Nickname}-{peer.Id.Value.ToString("N")[..4]}" : peer.Nickname;
        var session = peer.Sessions.MaxBy(s => s.LastHeard);
        return new RoomPeer(
            peer.Id.Value, name, session?.Address.Network ?? "", kind, peer.Id.Value == self, wallClock(peer.FirstHeard), wallClock(peer.LastHeard),
            session?.Address.ToString() ?? "");
    }

    private void Forget()
    {
        _known.Clear();
        foreach (var peer in Peers)
            _known[peer.Id] = peer;
    }
}
