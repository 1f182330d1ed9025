using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>A peer came, or what is known of it changed (name, sessions).</summary>
public sealed record PeerChanged(Peer Peer, bool IsNew) : ProtocolEvent;

/// <summary>A peer said goodbye, or was not heard for three of its announcements.</summary>
public sealed record PeerLeft(PeerId Id, string Nickname, bool SaidGoodbye) : ProtocolEvent;
