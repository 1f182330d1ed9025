using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Who is to be told of the others: a session afar of all that we know, one near us of those afar. In a room where multicast reaches everybody
/// nobody is told anything.
/// </summary>
internal sealed class Introductions(PresenceSettings settings, PeerTable table, Random random)
{
    private readonly List<Guest> _guests = [];

    /// <summary>When the next introduction is due; null = none.</summary>
    public TimeSpan? Next { get; private set; }

    /// <summary>A session became live: it is told soon, and again.</summary>
    public void Welcome(TimeSpan now, SessionId session)
    {
        if (table.Afar.Count == 0)
            return;
        var delay = random.NextDouble() * settings.GreatestAnswerDelay;
        foreach (var time in settings.Introductions)
            Add(session, now + time + delay);
    }

    /// <summary>Once an interval one of all is told again: what got lost, or came since.</summary>
    public void RemindOne(TimeSpan now)
    {
        if (table.Afar.Count == 0)
            return;
        var skip = random.Next(table.SessionCount);
        foreach (var session in table.Sessions)
        {
            if (skip-- == 0)
                Add(session.Id, now);
        }
    }

    /// <summary>Who is due, and what it is told: at most <see cref="Introduction.MaximumCount"/>, others each time where there are more.</summary>
    public bool TryTake(TimeSpan now, out HeardSession? guest, out NetworkEndPoint[] others)
    {
        (guest, others) = (null, []);
        while (Next is { } next && next <= now)
        {
            var at = _guests.FindIndex(g => g.Due <= now);
            var session = _guests[at].Session;
            _guests.RemoveAt(at);
            Plan();
            if (!table.TryGetSession(session, out guest))
                continue;
            others = OthersFor(guest!);
            if (others.Length > 0)
                return true;
        }

        return false;
    }

    public void Clear()
    {
        _guests.Clear();
        Next = null;
    }

    private void Add(SessionId session, TimeSpan due)
    {
        if (_guests.Count >= settings.MaximumQuestioned)
            return;
        _guests.Add(new Guest(session, due));
        Plan();
    }

    /// <summary>Those that take pictures: who only sends finds the others by itself.</summary>
    private NetworkEndPoint[] OthersFor(HeardSession guest)
    {
        var known = new List<HeardSession>();
        foreach (var session in guest.IsAfar ? table.Sessions : table.Afar)
        {
            if (session != guest && session is { Receives: true, Told: not null })
                known.Add(session);
        }

        var start = known.Count > Introduction.MaximumCount ? random.Next(known.Count) : 0;
        var some = new NetworkEndPoint[Math.Min(known.Count, Introduction.MaximumCount)];
        for (var i = 0; i < some.Length; i++)
            some[i] = known[(start + i) % known.Count].Told!.Value;
        return some;
    }

    private void Plan()
    {
        Next = null;
        foreach (var guest in _guests)
        {
            if (Next is not { } next || guest.Due < next)
                Next = guest.Due;
        }
    }

    private sealed class Guest(SessionId session, TimeSpan due)
    {
        public SessionId Session { get; } = session;

        public TimeSpan Due { get; } = due;
    }
}
