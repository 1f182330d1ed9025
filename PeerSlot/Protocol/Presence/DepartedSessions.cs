using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>The last goodbyes, so that an announcement which a network delayed does not bring a session back to life.</summary>
internal sealed class DepartedSessions
{
    /// <summary>Goodbyes remembered: a lab that goes home at once.</summary>
    private const int Maximum = 1_000;

    private readonly RecentMap<SessionId, ulong> _counters = new(Maximum);

    public void Add(SessionId session, ulong counter) => _counters.Set(session, counter);

    /// <summary>True for a session that said no goodbye, or said something after it.</summary>
    public bool IsAfterGoodbye(SessionId session, ulong counter) => !_counters.TryGet(session, out var last) || counter > last;
}
