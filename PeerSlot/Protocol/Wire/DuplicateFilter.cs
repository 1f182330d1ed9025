namespace PeerSlot.Protocol.Wire;

/// <summary>
/// Tells a signed message heard before: one datagram comes over each card and each network, networks repeat, and so do attackers. One filter
/// serves all machines of a session.
/// </summary>
/// <remarks>
/// Two generations of sessions, each bounded: when the young one is full it becomes the old one. A session forgotten under a flood is
/// taken as new, which costs a repeated answer and nothing else, because every request may be repeated.
/// </remarks>
public sealed class DuplicateFilter
{
    /// <summary>Sessions a generation. A lab of a thousand seats fits; two generations hold 0.5 MB.</summary>
    public const int SessionsPerGeneration = 1_500;

    private Dictionary<(SessionId Session, PeerId Peer), CounterWindow> _young = [];
    private Dictionary<(SessionId Session, PeerId Peer), CounterWindow> _old = [];

    public bool TryAdd(SessionId session, PeerId peer, ulong counter) => WindowOf((session, peer)).TryAdd(counter);

    public bool WasHeard(SessionId session, PeerId peer, ulong counter) =>
        (_young.TryGetValue((session, peer), out var window) || _old.TryGetValue((session, peer), out window)) && window.WasHeard(counter);

    private CounterWindow WindowOf((SessionId Session, PeerId Peer) session)
    {
        if (_young.TryGetValue(session, out var window))
            return window;
        if (_young.Count >= SessionsPerGeneration)
            (_old, _young) = (_young, []);
        if (!_old.Remove(session, out window))
            window = new CounterWindow();
        _young.Add(session, window);
        return window;
    }
}
