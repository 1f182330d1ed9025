using PeerSlot.Gallery;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange.Known;

/// <summary>
/// Whom this account knows: names that belong to a key, whom the person trusts, whom it muted. Read by any thread; changes go to the disk on a worker.
/// </summary>
/// <param name="path">The file; null = nothing is kept.</param>
/// <param name="remembers">False for a session that only passes by: it reads, and changes only what the person says.</param>
/// <param name="own">Our own identity, which is always known.</param>
/// <param name="work">Runs disk work on a worker, in order.</param>
internal sealed class KnownPeers(string? path, bool remembers, Guid own, Action<Action> work)
{
    private readonly Lock _gate = new();

    /// <summary>A room that fills at once is written once.</summary>
    private readonly List<Func<KnownPeerList, KnownPeerList>> _unsaved = [];

    /// <summary>Who was known when we came: whom <c>accept: known</c> means, besides the trusted.</summary>
    private readonly HashSet<Guid> _metBefore = [];

    private KnownPeerList _list = KnownPeerList.Empty;

    /// <summary>Identities that the settings trust.</summary>
    public HashSet<Guid> TrustedBySettings { get; init; } = [];

    /// <summary>The disk did not take a change: one plain sentence. On the worker.</summary>
    public Action<Text>? OnTrouble { get; set; }

    /// <summary>Reads the file. Before anything else.</summary>
    public void Load()
    {
        if (path is null)
            return;
        _list = KnownPeersFile.Load(path);
        _metBefore.UnionWith(_list.Peers.Select(p => p.Id));
    }

    /// <summary>What is to be shown of a peer besides its name.</summary>
    public KnownPeer? Find(Guid id) => _list.Find(id);

    /// <summary>The person or the settings trust it.</summary>
    public bool IsTrusted(Guid id) => TrustedBySettings.Contains(id) || Find(id)?.IsTrusted == true;

    /// <summary>Whether the name belongs to another key than this peer's.</summary>
    public bool IsNameOfAnother(Guid id, string nickname) => id != own && _list.OwnerOf(nickname) is { } owner && owner.Id != id;

    public bool WasMetBefore(Guid id) => _metBefore.Contains(id);

    /// <summary>Somebody is in the room, and live.</summary>
    public void Met(Guid id, string nickname)
    {
        if (remembers && id != own)
            Change(list => list.Met(id, nickname));
    }

    public void Trust(Guid id, string nickname, bool isTrusted) => Change(list => list.Trust(id, nickname, isTrusted));

    public void Mute(Guid id, string nickname, bool isMuted) => Change(list => list.Mute(id, nickname, isMuted));

    public void Rename(Guid id, string nickname, string petname) => Change(list => list.Rename(id, nickname, petname));

    private void Change(Func<KnownPeerList, KnownPeerList> change)
    {
        lock (_gate)
        {
            var after = change(_list);
            if (ReferenceEquals(after, _list))
                return;
            _list = after;
            if (path is null)
                return;
            _unsaved.Add(change);
            if (_unsaved.Count > 1)
                return; // the worker that has been called takes this one along
        }

        work(Save);
    }

    private void Save()
    {
        Func<KnownPeerList, KnownPeerList>[] changes;
        lock (_gate)
        {
            changes = [.. _unsaved];
            _unsaved.Clear();
        }

        try
        {
            KnownPeersFile.Update(path!, list => changes.Aggregate(list, (changed, change) => change(changed)), () => Thread.Sleep(10));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OnTrouble?.Invoke($"Whom you know could not be written to {path}. {DiskFault.Of(e)}");
        }
    }
}

/// <summary>The setting <c>accept</c>, over the known peers.</summary>
internal sealed class AcceptPolicy(string accept, KnownPeers known, Guid own) : IAcceptPolicy
{
    public Acceptance Of(PeerId sender)
    {
        var peer = known.Find(sender.Value);
        if (sender.Value == own)
            return Acceptance.Take;
        if (peer?.IsMuted == true)
            return Acceptance.RefuseQuietly;
        return accept switch
        {
            "nobody" => Acceptance.Refuse,
            "trusted" => known.IsTrusted(sender.Value) ? Acceptance.Take : Acceptance.Refuse,
            "known" => known.IsTrusted(sender.Value) || known.WasMetBefore(sender.Value) ? Acceptance.Take : Acceptance.Refuse,
            "ask" => known.IsTrusted(sender.Value) ? Acceptance.Take : Acceptance.Ask,
            _ => Acceptance.Take,
        };
    }
}
