using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Who is in the room. The presence machine writes it, the transfer machine and Exchange read it. Only a live session is in it: one whose signed
/// announcement echoed our challenge, so that it speaks now and where it says. Of peers it shows those with a session that receives.
/// </summary>
/// <remarks>Bounded by <see cref="PresenceSettings.MaximumSessions"/> and the sessions of one address.</remarks>
public sealed class PeerTable(PresenceSettings settings)
{
    private readonly Dictionary<SessionId, HeardSession> _sessions = [];
    private readonly Dictionary<PeerId, List<HeardSession>> _peers = [];
    private readonly Dictionary<PeerAddress, int> _sessionsAt = [];
    private readonly Dictionary<object, int> _sessionsOn = [];
    private readonly List<HeardSession> _afar = [];
    private readonly List<IPeerTableObserver> _observers = [];

    internal Action<TimeSpan, SessionId, PeerAddress>? ProofAsked { get; set; }

    /// <summary>Not later than the first probe or expiry; null = empty.</summary>
    internal TimeSpan? NextCheck { get; private set; }

    /// <summary>Peers with a session that receives.</summary>
    public int PeerCount => _peers.Count;

    /// <summary>Sessions that hear us by their addresses alone, at most <see cref="PresenceSettings.MaximumAfar"/>.</summary>
    internal IReadOnlyList<HeardSession> Afar => _afar;

    /// <summary>All live sessions.</summary>
    internal IReadOnlyCollection<HeardSession> Sessions => _sessions.Values;

    /// <summary>All sessions, those that only send included.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>A snapshot of all peers, in no order.</summary>
    public IReadOnlyList<Peer> Peers
    {
        get
        {
            var all = new Peer[_peers.Count];
            var at = 0;
            foreach (var peer in _peers.Keys)
                all[at++] = ToPeer(peer);
            return all;
        }
    }

    public bool TryGetPeer(PeerId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Peer? peer)
    {
        peer = _peers.ContainsKey(id) ? ToPeer(id) : null;
        return peer is not null;
    }

    /// <summary>Whether a session is known to speak now: what it says is no recording.</summary>
    public bool IsLive(SessionId session) => _sessions.ContainsKey(session);

    /// <summary>Whether it is live and this identity's: a stranger may sign with another key under the session's number.</summary>
    public bool IsLive(SessionId session, PeerId peer) => _sessions.TryGetValue(session, out var live) && live.Peer == peer;

    /// <summary>
    /// False for a message in the name of a live session from where that did not prove to be; it is asked there. In an open room anybody can write any
    /// session into a message that is not signed; only who can also invent where it comes from passes for another.
    /// </summary>
    internal bool MayBeFrom(TimeSpan now, SessionId session, PeerAddress source)
    {
        if (!_sessions.TryGetValue(session, out var live) || live.HasProved(source))
            return true;
        ProofWanted(now, session, source);
        return false;
    }

    /// <summary>Whether it is live and proved to be there.</summary>
    internal bool HasProved(SessionId session, PeerAddress source) => _sessions.TryGetValue(session, out var live) && live.HasProved(source);

    internal bool IsAfar(SessionId session) => _sessions.TryGetValue(session, out var live) && live.IsAfar;

    internal bool TryGetSession(SessionId session, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HeardSession? live) =>
        _sessions.TryGetValue(session, out live);

    /// <summary>Asks a session to prove that it speaks now, and from there (<see cref="PresenceMachine.ProofWanted"/>).</summary>
    public void ProofWanted(TimeSpan now, SessionId session, PeerAddress source) => ProofAsked?.Invoke(now, session, source);

    public void Observe(IPeerTableObserver observer) => _observers.Add(observer);

    /// <summary>Where a session is reached; false for one that never announced itself.</summary>
    internal bool TryGetAddress(SessionId session, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PeerAddress? address)
    {
        address = _sessions.TryGetValue(session, out var heard) ? heard.Address : null;
        return address is not null;
    }

    /// <summary>The name under which a peer is listed; false for one that is not.</summary>
    internal bool TryGetNickname(PeerId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? nickname)
    {
        nickname = _peers.TryGetValue(id, out var listed) ? NicknameOf(listed) : null;
        return nickname is not null;
    }

    /// <summary>Whether a live session is there.</summary>
    internal bool IsKnown(PeerAddress address) => _sessionsAt.ContainsKey(address);

    /// <summary>Whether a live session is on that host, at whatever port.</summary>
    internal bool IsKnown(HostAddress host)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Address.EndPoint?.Host == host)
                return true;
        }

        return false;
    }

    /// <summary>Any message of a known session shows that it lives, where it <see cref="MayBeFrom"/> there.</summary>
    internal void Heard(TimeSpan now, SessionId session)
    {
        if (_sessions.TryGetValue(session, out var heard))
            heard.Refresh(now);
    }

    /// <summary>
    /// Takes a verified announcement of a session that is live, or that echoed our challenge and is from now on. The answer says what changed for
    /// people: nothing, or a peer that is new or looks different.
    /// </summary>
    internal PeerTableChange Announced(
        TimeSpan now, in MessageHeader header, PeerId peer, PeerAddress source, in Announcement announcement, bool echoes, bool isContact)
    {
        var receives = announcement.Flags.HasFlag(AnnouncementFlags.Receives);
        if (!_sessions.TryGetValue(header.Session, out var session))
            return Add(now, header, peer, source, announcement, receives, isContact);

        // A session belongs to the identity and the purpose that it named first.
        if (session.Peer != peer || session.Receives != receives || header.Counter <= session.Counter)
            return PeerTableChange.None;
        var before = receives ? NicknameOf(_peers[peer]) : "";
        Take(now, session, header.Counter, source, announcement, isContact);
        if (echoes)
            session.Echoed(now);
        if (echoes && session.Address != source)
            Move(session, source);
        CheckBy(session.NextCheck);
        TellKept(now, header.Session, announcement.Kept);
        return receives && NicknameOf(_peers[peer]) != before ? PeerTableChange.Changed : PeerTableChange.None;
    }

    /// <summary>Takes a session out. The last one of a listed peer takes the peer with it: then <paramref name="nickname"/> is its name.</summary>
    internal PeerTableChange Remove(TimeSpan now, SessionId id, bool saidGoodbye, out PeerId peer, out string nickname)
    {
        nickname = "";
        peer = default;
        if (!_sessions.Remove(id, out var session))
            return PeerTableChange.None;
        peer = session.Peer;
        LeaveAddress(session.Address);
        _afar.Remove(session);
        var change = PeerTableChange.None;
        if (session.Receives)
        {
            var listed = _peers[peer];
            nickname = NicknameOf(listed);
            listed.Remove(session);
            change = listed.Count > 0 ? PeerTableChange.Changed : PeerTableChange.Left;
            if (listed.Count == 0)
                _peers.Remove(peer);
        }

        foreach (var observer in _observers)
            observer.SessionLeft(now, id, saidGoodbye);
        return change;
    }

    /// <summary>Finds the sessions that were silent for too long, which the caller removes, and those that are to be asked.</summary>
    internal void Check(TimeSpan now, List<SessionId> expired, Queue<HeardSession> probed)
    {
        NextCheck = null;
        foreach (var session in _sessions.Values)
        {
            if (session.Expires <= now)
            {
                expired.Add(session.Id);
                continue;
            }

            if (session.NextCheck <= now)
            {
                session.Probed();
                probed.Enqueue(session);
            }

            CheckBy(session.NextCheck);
        }
    }

    /// <summary>The session that was asked for its round trip longest ago, asked now; null where nobody receives.</summary>
    /// <param name="unasked">How many others were never asked.</param>
    internal HeardSession? TakeToMeasure(TimeSpan now, out int unasked)
    {
        HeardSession? found = null;
        unasked = -1;
        foreach (var session in _sessions.Values)
        {
            if (session is { Receives: true, LastMeasured: null })
                unasked++;
            if (session.Receives && (found is null || Nullable.Compare(session.LastMeasured, found.LastMeasured) < 0))
                found = session;
        }

        found?.AskedForRoundTrip(now);
        return found;
    }

    /// <summary>The sessions that receive, for a sender that begins.</summary>
    internal IEnumerable<(PeerId Peer, PeerSession Session)> ReceivingSessions()
    {
        foreach (var (peer, listed) in _peers)
        {
            foreach (var session in listed)
                yield return (peer, session.ToPeerSession());
        }
    }

    private PeerTableChange Add(
        TimeSpan now, in MessageHeader header, PeerId peer, PeerAddress source, in Announcement announcement, bool receives, bool isContact)
    {
        var atAddress = _sessionsAt.GetValueOrDefault(source);
        if (_sessions.Count >= settings.MaximumSessions || atAddress >= settings.MaximumSessionsPerAddress
            || _sessionsOn.GetValueOrDefault(source.Machine) >= settings.MaximumSessionsPerHost)
            return PeerTableChange.Full;
        EnterAddress(source);
        var session = new HeardSession(settings, header.Session, peer, receives, source, now);
        _sessions.Add(header.Session, session);
        Take(now, session, header.Counter, source, announcement, isContact);
        CheckBy(session.NextCheck);
        var change = receives ? List(now, session) : PeerTableChange.None;
        foreach (var observer in _observers)
            observer.SessionBecameLive(now, header.Session);
        TellKept(now, header.Session, announcement.Kept);
        return change;
    }

    private void Take(TimeSpan now, HeardSession session, ulong counter, PeerAddress source, in Announcement announcement, bool isContact)
    {
        var wasAfar = session.IsAfar;
        session.Take(now, counter, source, announcement, isContact);
        if (session.IsAfar && !wasAfar && _afar.Count < settings.MaximumAfar)
            _afar.Add(session);
        else if (wasAfar && !session.IsAfar)
            _afar.Remove(session);
    }

    private void Move(HeardSession session, PeerAddress to)
    {
        LeaveAddress(session.Address);
        EnterAddress(to);
        session.Move(to);
    }

    private void EnterAddress(PeerAddress address)
    {
        _sessionsAt[address] = _sessionsAt.GetValueOrDefault(address) + 1;
        _sessionsOn[address.Machine] = _sessionsOn.GetValueOrDefault(address.Machine) + 1;
    }

    private void LeaveAddress(PeerAddress address)
    {
        Leave(_sessionsAt, address);
        Leave(_sessionsOn, address.Machine);
    }

    private static void Leave<TPlace>(Dictionary<TPlace, int> sessions, TPlace place)
        where TPlace : class
    {
        var left = sessions.GetValueOrDefault(place) - 1;
        if (left > 0)
            sessions[place] = left;
        else
            sessions.Remove(place);
    }

    private void TellKept(TimeSpan now, SessionId session, IReadOnlyList<uint> kept)
    {
        if (kept.Count == 0)
            return;
        foreach (var observer in _observers)
            observer.SessionKeeps(now, session, kept);
    }

    private PeerTableChange List(TimeSpan now, HeardSession session)
    {
        var isNew = !_peers.TryGetValue(session.Peer, out var listed);
        if (listed is null)
            _peers.Add(session.Peer, listed = []);
        listed.Add(session);
        foreach (var observer in _observers)
            observer.SessionAppeared(now, session.Peer, session.ToPeerSession());
        return isNew ? PeerTableChange.New : PeerTableChange.Changed;
    }

    private Peer ToPeer(PeerId id)
    {
        var listed = _peers[id];
        var newest = listed.Max(s => s.LastHeard);
        return new Peer(id, NicknameOf(listed), [.. listed.Select(s => s.ToPeerSession())], listed[0].FirstHeard, newest);
    }

    /// <summary>Sessions of one identity may have different names: the one that came last counts, so that the name does not flicker.</summary>
    private static string NicknameOf(List<HeardSession> listed) => listed[^1].Nickname;

    private void CheckBy(TimeSpan time) => NextCheck = NextCheck is { } sooner && sooner < time ? sooner : time;
}

internal enum PeerTableChange
{
    None,
    New,
    Changed,
    Left,
    Full,
}
