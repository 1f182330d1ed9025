using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>What the table keeps of a session.</summary>
internal sealed class HeardSession(
    PresenceSettings settings, SessionId id, PeerId peer, bool receives, PeerAddress firstAddress, TimeSpan firstHeard)
{
    private TimeSpan interval;
    private int probes;
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

    public TimeSpan Expires => lastHeard + settings.LifetimeIntervals * interval;

    /// <summary>When it is to be asked whether it is still there, or else expires.</summary>
    public TimeSpan NextCheck =>
        probes < settings.ProbeAfterIntervals.Count ? lastHeard + settings.ProbeAfterIntervals[probes] * interval : Expires;

    public void Take(TimeSpan now, PeerAddress source, in Announcement announcement)
    {
        Refresh(now);
        interval = Clamp(announcement.Next);
        Address = source;
        maximumMessage = announcement.MaximumMessage;
        Nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(announcement.Nickname), Peer);
    }

    public void Refresh(TimeSpan now)
    {
        lastHeard = now;
        probes = 0;
    }

    public void Probed() => probes++;

    public PeerSession ToPeerSession() => new(Id, Address, maximumMessage, FirstHeard, lastHeard, Expires);

    private TimeSpan Clamp(TimeSpan announced) =>
        announced < settings.LeastInterval ? settings.LeastInterval : announced > settings.GreatestInterval ? settings.GreatestInterval : announced;
}
