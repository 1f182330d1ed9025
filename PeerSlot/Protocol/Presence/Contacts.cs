namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Addresses at which others may be: given by the user, who is believed and tried for ever, or introduced by others, tried three times. Each try is
/// one announcement to each address.
/// </summary>
/// <remarks>
/// <code>
///   given       -ContactTries-  each Interval, but while a session is live there
///   introduced  -IntroducedTries-  forgotten after Interval
/// </code>
/// </remarks>
internal sealed class Contacts(PresenceSettings settings)
{
    private readonly List<Target> _targets = [];

    /// <summary>When the next try is due; null = nobody is looked for.</summary>
    public TimeSpan? Next { get; private set; }

    /// <summary>Looks for others at a place from now on, or takes what it resolves to now.</summary>
    /// <param name="place">As the user wrote it.</param>
    /// <param name="isHost">The ports are guesses: a live session at any port of these hosts is who is looked for.</param>
    /// <returns>False where there are too many.</returns>
    public bool TrySet(TimeSpan now, string place, IReadOnlyList<PeerAddress> addresses, bool isHost)
    {
        var known = _targets.Find(t => t.Place == place);
        if (known is not null)
        {
            (known.Addresses, known.At) = (addresses, 0);
            return true;
        }

        if (addresses.Count == 0 || _targets.Count(t => t.Place is not null) >= settings.MaximumContacts)
            return false;
        Add(new Target(place, addresses, isHost, now + settings.ContactTries[0]));
        return true;
    }

    /// <summary>Looks for one that somebody told us of, for a while.</summary>
    public bool TryAddIntroduced(TimeSpan now, PeerAddress address)
    {
        if (_targets.Count >= settings.MaximumContacts + settings.MaximumIntroduced)
            return false;
        Add(new Target(null, [address], isHost: false, now + settings.IntroducedTries[0]));
        return true;
    }

    /// <summary>Whether we look for somebody there.</summary>
    public bool Contains(PeerAddress address)
    {
        foreach (var target in _targets)
        {
            foreach (var candidate in target.Addresses)
            {
                if (candidate == address || target.IsHost && candidate.EndPoint?.Host is { } host && host == address.EndPoint?.Host)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The next address to write to, where one is due.</summary>
    public bool TryTake(TimeSpan now, PeerTable table, out PeerAddress? address)
    {
        address = null;
        if (Next is not { } next || next > now)
            return false;
        for (var i = _targets.Count - 1; i >= 0 && address is null; i--)
        {
            var target = _targets[i];
            if (target.Due > now)
                continue;
            if (target.Place is null && target.Step >= settings.IntroducedTries.Count)
                _targets.RemoveAt(i);
            else if (target.At == 0 && IsLive(target, table))
                MoveOn(now, target);
            else
                address = Take(now, target);
        }

        Plan();
        return address is not null;
    }

    public void Clear()
    {
        _targets.Clear();
        Next = null;
    }

    private void Add(Target target)
    {
        _targets.Add(target);
        Plan();
    }

    private PeerAddress Take(TimeSpan now, Target target)
    {
        var address = target.Addresses[target.At++];
        if (target.At >= target.Addresses.Count)
            MoveOn(now, target);
        return address;
    }

    private void MoveOn(TimeSpan now, Target target)
    {
        var tries = target.Place is null ? settings.IntroducedTries : settings.ContactTries;
        target.At = 0;
        target.Step++;
        target.Due = now + (target.Step < tries.Count ? tries[target.Step] - tries[target.Step - 1] : settings.Interval);
    }

    private static bool IsLive(Target target, PeerTable table)
    {
        foreach (var address in target.Addresses)
        {
            if (target.IsHost && address.EndPoint is { } endPoint ? table.IsKnown(endPoint.Host) : table.IsKnown(address))
                return true;
        }

        return false;
    }

    private void Plan()
    {
        Next = null;
        foreach (var target in _targets)
        {
            if (Next is not { } next || target.Due < next)
                Next = target.Due;
        }
    }

    /// <param name="place">Null for one that was introduced.</param>
    private sealed class Target(string? place, IReadOnlyList<PeerAddress> addresses, bool isHost, TimeSpan due)
    {
        public string? Place { get; } = place;

        public IReadOnlyList<PeerAddress> Addresses { get; set; } = addresses;

        public bool IsHost { get; } = isHost;

        public TimeSpan Due { get; set; } = due;

        public int Step { get; set; }

        /// <summary>The address that comes next in this try.</summary>
        public int At { get; set; }
    }
}
