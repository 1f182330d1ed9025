using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>Who must know at once that a session came or went. Called from within the presence machine's calls.</summary>
public interface IPeerTableObserver
{
    /// <summary>A session that receives spoke for the first time.</summary>
    void SessionAppeared(TimeSpan now, PeerId peer, PeerSession session);

    /// <summary>A session, receiving or not, proved that it lives now: what it sent may be shown.</summary>
    void SessionBecameLive(TimeSpan now, SessionId session);

    /// <summary>A live session names the transfers that it sent and still has; at each of its announcements.</summary>
    void SessionKeeps(TimeSpan now, SessionId session, IReadOnlyList<uint> transfers)
    {
    }

    /// <summary>A session, receiving or not, said goodbye or expired.</summary>
    void SessionLeft(TimeSpan now, SessionId session, bool saidGoodbye);
}
