using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>Somebody in the room: an identity that spoke, with its sessions that receive.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Nickname">As announced, made harmless: no control, format or bidirectional characters, at most 32 columns.</param>
/// <param name="Sessions">Its live sessions; one that only sends is not among them.</param>
/// <param name="FirstHeard">The time of the first announcement.</param>
/// <param name="LastHeard">The time of the last message of any of its sessions.</param>
public sealed record Peer(PeerId Id, string Nickname, IReadOnlyList<PeerSession> Sessions, TimeSpan FirstHeard, TimeSpan LastHeard);

/// <summary>A process of a peer.</summary>
/// <param name="Id">Its random number.</param>
/// <param name="Address">Where it is reached by unicast: the origin of its newest announcement.</param>
/// <param name="MaximumMessage">The largest message in bytes that it takes.</param>
/// <param name="FirstHeard">The time of its first announcement.</param>
/// <param name="LastHeard">The time of its last message.</param>
/// <param name="Expires">When it is gone unless it speaks again.</param>
public sealed record PeerSession(
    SessionId Id, PeerAddress Address, int MaximumMessage, TimeSpan FirstHeard, TimeSpan LastHeard, TimeSpan Expires)
{
    /// <summary>From a question to its answer, both programs' work included; null until one was measured.</summary>
    public TimeSpan? RoundTrip { get; init; }
}
