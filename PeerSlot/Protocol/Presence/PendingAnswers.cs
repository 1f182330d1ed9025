using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>Who asked and is answered after a short random time: one answer a session, so many a second.</summary>
internal sealed class PendingAnswers(PresenceSettings settings, Random random)
{
    private readonly Dictionary<SessionId, Asker> _waiting = [];
    private TimeSpan _second;
    private int _inThisSecond;

    public TimeSpan? Next { get; private set; }

    /// <summary>False where this second's answers are used up; the asker asks again.</summary>
    public bool TryAdd(TimeSpan now, SessionId session, PeerId peer, PeerAddress address)
    {
        if (now - _second >= TimeSpan.FromSeconds(1))
        {
            _second = now;
            _inThisSecond = 0;
        }

        if (_inThisSecond >= settings.AnswersPerSecond)
            return false;
        if (_waiting.ContainsKey(session))
            return true;
        _inThisSecond++;
        var due = now + random.NextDouble() * settings.GreatestAnswerDelay;
        _waiting.Add(session, new Asker(due, peer, address));
        Next = Next is { } next && next < due ? next : due;
        return true;
    }

    public bool TryTake(TimeSpan now, out Asker asker)
    {
        asker = default;
        if (Next is not { } next || next > now)
            return false;
        SessionId? first = null;
        Next = null;
        foreach (var (session, candidate) in _waiting)
        {
            if (first is null && candidate.Due <= now)
                (first, asker) = (session, candidate);
            else if (Next is not { } earliest || candidate.Due < earliest)
                Next = candidate.Due;
        }

        return first is { } taken && _waiting.Remove(taken);
    }

    public void Clear()
    {
        _waiting.Clear();
        Next = null;
    }

    internal readonly record struct Asker(TimeSpan Due, PeerId Peer, PeerAddress Address);
}
