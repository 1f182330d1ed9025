using PeerSlot.Exchange.Known;
using PeerSlot.Exchange.Lab;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>The peers by the names that people see: two of one nickname get different ones.</summary>
internal sealed class Roster(Guid self, KnownPeers known, string kind = "peerslot")
{
    private readonly Dictionary<Guid, RoomPeer> _seen = [];

    /// <summary>What went to each and came from it.</summary>
    public PictureTally Pictures { get; } = new();

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
            .Concat(labClients.Where(c => !here.Contains(c.Id)).Select(WithPictures)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        if (Peers.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Peers.Count)
            Peers = [.. Peers.Select(p => IsShared(p.Name) && p.KeyWords.Length > 0 ? p with { Name = $"{p.Nickname}-{p.KeyWords}" } : p)];
        foreach (var peer in Peers)
            _seen[peer.Id] = peer;
        if (_seen.Count > 4 * Peers.Count + 64)
            Forget();
    }

    /// <summary>A peer by its identity, also one that has left; made from what is told where it was never listed.</summary>
    public RoomPeer Find(PeerId id, string nickname, DateTimeOffset now)
    {
        if (_seen.TryGetValue(id.Value, out var peer))
            return peer;
        var nameTaken = Peers.Any(p => p.Id != id.Value && p.Name.Equals(nickname, StringComparison.OrdinalIgnoreCase));
        return WithKey(new RoomPeer(id.Value, nickname, "", kind, id.Value == self, now, now, ""), nickname, nameTaken);
    }

    /// <summary>As a peer announced itself; null for one that was never listed.</summary>
    public string? NicknameOf(Guid id) => _seen.TryGetValue(id, out var peer) ? peer.Nickname : null;

    private RoomPeer View(Peer peer, bool nameTaken, Func<TimeSpan, DateTimeOffset> wallClock)
    {
        var session = peer.Sessions.MaxBy(s => s.LastHeard);
        return WithKey(
            new RoomPeer(
                peer.Id.Value, peer.Nickname, session?.Address.Network ?? "", kind, peer.Id.Value == self, wallClock(peer.FirstHeard),
                wallClock(peer.LastHeard), session?.Address.ToString() ?? "")
            {
                RoundTrip = session?.RoundTrip,
            },
            peer.Nickname, nameTaken);
    }

    private RoomPeer WithPictures(LabClientState client) => LabSide.PeerOf(client) with { Pictures = Pictures.Of(client.Id) };

    /// <summary>Nobody is shown under the plain name of a known peer but that peer; where two bear one name, both show a word of their keys.</summary>
    private RoomPeer WithKey(RoomPeer peer, string nickname, bool nameTaken)
    {
        var id = new PeerId(peer.Id);
        var isNameOfAnother = known.IsNameOfAnother(peer.Id, nickname);
        var entry = known.Find(peer.Id);
        return peer with
        {
            Name = entry is { Petname.Length: > 0 } ? entry.Petname : nameTaken || isNameOfAnother ? $"{nickname}-{KeyWords.Of(id, 1)}" : nickname,
            Nickname = nickname,
            KeyWords = KeyWords.Of(id),
            IsKnown = entry?.HasName(nickname) == true || peer.IsSelf,
            IsTrusted = known.IsTrusted(peer.Id),
            IsMuted = entry?.IsMuted == true,
            KeyChanged = isNameOfAnother,
            Pictures = Pictures.Of(peer.Id),
        };
    }

    /// <summary>Two of one name have the same first word once in 256 times.</summary>
    private bool IsShared(string name) => Peers.Count(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1;

    private void Forget()
    {
        _seen.Clear();
        foreach (var peer in Peers)
            _seen[peer.Id] = peer;
    }
}
