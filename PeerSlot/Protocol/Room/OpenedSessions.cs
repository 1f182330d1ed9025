using System.Security.Cryptography;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>A session of a sealed room that has opened something: its key, and which of its messages were heard.</summary>
internal sealed class OpenedSession(AesGcm key)
{
    public AesGcm Key { get; } = key;

    public CounterWindow Window { get; } = new();

    /// <summary>Where its newest message came from.</summary>
    public PeerAddress? Source { get; set; }
}

/// <summary>The sessions of a sealed room. Two generations, each bounded; only members of the room can fill them.</summary>
internal sealed class OpenedSessions : IDisposable
{
    private const int PerGeneration = 1_500;

    private Dictionary<SessionId, OpenedSession> _young = [];
    private Dictionary<SessionId, OpenedSession> _old = [];

    public int Count => _young.Count + _old.Count;

    public OpenedSession? Find(SessionId session)
    {
        if (_young.TryGetValue(session, out var opened))
            return opened;
        if (!_old.Remove(session, out opened))
            return null;
        Put(session, opened);
        return opened;
    }

    public OpenedSession Add(SessionId session, AesGcm key)
    {
        var opened = new OpenedSession(key);
        Put(session, opened);
        return opened;
    }

    public void Dispose()
    {
        Dispose(_young);
        Dispose(_old);
    }

    private void Put(SessionId session, OpenedSession opened)
    {
        if (_young.Count >= PerGeneration)
        {
            Dispose(_old);
            (_old, _young) = (_young, []);
        }

        _young.Add(session, opened);
    }

    private static void Dispose(Dictionary<SessionId, OpenedSession> sessions)
    {
        foreach (var session in sessions.Values)
            session.Key.Dispose();
    }
}
