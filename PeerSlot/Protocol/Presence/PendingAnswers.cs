using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>Who asked and is answered, at once or after a short random time: one answer a session, so many a second, in all and to one host.</summary>
internal sealed class PendingAnswers(PresenceSettings settings, Random random, AddressLimits hosts)
{
    private readonly Dictionary<SessionId, Asker> _waiting = [];
    private TimeSpan _second;
    private int _inThisSecond;

    public TimeSpan? Next { get; private set; }

    /// <summary>False where this second's answers are used up, all or those to its host; the asker asks again.</summary>
    /// <param name="echo">The asker's challenge.</param>
    /// <param name="isDirect">It asked us alone, so that nobody else answers with us.</param>
    public bool TryAdd(TimeSpan now, SessionId session, PeerAddress address, ulong echo, bool isDirect)
    {
        if (now - _second >= TimeSpan.FromSeconds(1))
        {
            _second = now;
            _inThisSecond = 0;
        }

        var isWaiting = _waiting.TryGetValue(session, out var before);
        if (!isWaiting && (_inThisSecond >= settings.AnswersPerSecond || !hosts.TryTake(now, address)))
            return false;
        _inThisSecond += isWaiting ? 0 : 1;
        var due = isDirect ? now : isWaiting ? before.Due : now + random.NextDouble() * settings.GreatestAnswerDelay;
        _waiting[session] = new Asker(due, session, address, echo);
        Next = Next is { } next && next < due ? next : due;
        return true;
    }

    /// <summary>An answer that waits for its moment goes now: it asks as well, and data wait for what it asks. False where none waits.</summary>
    public bool Hurry(TimeSpan now, SessionId session, PeerAddress address)
    {
        if (!_waiting.TryGetValue(session, out var asker) || asker.Address != address)
            return false;
        if (asker.Due > now)
        {
            _waiting[session] = asker with { Due = now };
            Next = now;
        }

        return true;
    }

    public bool TryTake(TimeSpan now, out Asker asker)
    {
        asker = default;
        if (Next is not { } next || next > now)
            return false;
        var found = false;
        Next = null;
        foreach (var candidate in _waiting.Values)
        {
            if (!found && candidate.Due <= now)
                (found, asker) = (true, candidate);
            else if (Next is not { } earliest || candidate.Due < earliest)
                Next = candidate.Due;
        }

        return found && _waiting.Remove(asker.Session);
    }

    public void Clear()
    {
        _waiting.Clear();
        Next = null;
    }

    internal readonly record struct Asker(TimeSpan Due, SessionId Session, PeerAddress Address, ulong Echo);
}
