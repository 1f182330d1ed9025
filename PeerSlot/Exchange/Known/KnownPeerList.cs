namespace PeerSlot.Exchange.Known;

/// <summary>Who was met under which name, the newest last. Immutable.</summary>
internal sealed record KnownPeerList(IReadOnlyList<KnownPeer> Peers)
{
    /// <summary>A lab of a thousand seats twice over. Beyond it the oldest go, those whom the person judged last.</summary>
    public const int Maximum = 2_000;

    public static KnownPeerList Empty { get; } = new([]);

    public KnownPeer? Find(Guid id) => Peers.FirstOrDefault(p => p.Id == id);

    /// <summary>Whom a name belongs to, its own one or what the person calls it.</summary>
    public KnownPeer? OwnerOf(string nickname) => Peers.FirstOrDefault(p => p.OwnsName && (p.HasName(nickname) || p.IsCalled(nickname)));

    /// <summary>Remembers somebody who came under a name that is nobody else's.</summary>
    public KnownPeerList Met(Guid id, string nickname)
    {
        var known = Find(id);
        if (known?.HasName(nickname) == true || OwnerOf(nickname) is not null)
            return this;
        return With(known is null ? new KnownPeer(id, nickname, IsTrusted: false, IsMuted: false) : known with { Nickname = nickname });
    }

    /// <summary>The name is now this peer's: who had it before is forgotten.</summary>
    public KnownPeerList Trust(Guid id, string nickname, bool isTrusted)
    {
        var others = isTrusted ? new KnownPeerList([.. Peers.Where(p => p.Id == id || !p.OwnsName || !p.HasName(nickname))]) : this;
        return others.With((Find(id) ?? new KnownPeer(id, nickname, false, false)) with { Nickname = nickname, IsTrusted = isTrusted, IsMuted = false });
    }

    public KnownPeerList Mute(Guid id, string nickname, bool isMuted) =>
        With((Find(id) ?? new KnownPeer(id, nickname, false, false)) with { IsMuted = isMuted, IsTrusted = false });

    /// <param name="petname">Empty = by its nickname again.</param>
    public KnownPeerList Rename(Guid id, string nickname, string petname) =>
        With((Find(id) ?? new KnownPeer(id, nickname, false, false)) with { Petname = petname });

    private KnownPeerList With(KnownPeer peer)
    {
        var all = Peers.Where(p => p.Id != peer.Id).Append(peer).ToList();
        while (all.Count > Maximum)
            all.RemoveAt(Math.Max(0, all.FindIndex(p => !p.IsJudged)));
        return new KnownPeerList(all);
    }
}
