using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>What the table keeps of a session.</summary>
internal sealed class HeardSession(SessionId id, PeerId peer, bool receives, PeerAddress firstAddress, TimeSpan firstHeard)
{
    private TimeSpan lifetime;
    private int maximumMessage;
    private TimeSpan lastHeard = firstHeard;

    public SessionId Id { get; } = id;

    public PeerId Peer { get; } = peer;

    public bool Receives { get; } = receives;

    /// <summary>The address that the bound on sessions of an address counts.</summary>
    public PeerAddress FirstAddress { get; } = firstAddress;

    public TimeSpan FirstHeard { get; } = firstHeard;

    public PeerAddress Address { get; private set; } = firstAddress;

    public string Nickname { get; private set; } = "";

    public TimeSpan LastHeard => lastHeard;

    public TimeSpan Expires => lastHeard + lifetime;

    public void Take(TimeSpan now, PeerAddress source, TimeSpan newLifetime, in Announcement announcement)
    {
        lastHeard = now;
        lifetime = newLifetime;
        Address = source;
        maximumMessage = announcement.MaximumMessage;
        Nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(announcement.Nickname), Peer);
    }

    public void Refresh(TimeSpan now) => lastHeard = now;

    public PeerSession ToPeerSession() => new(Id, Address, maximumMessage, FirstHeard, lastHeard, Expires);
}
