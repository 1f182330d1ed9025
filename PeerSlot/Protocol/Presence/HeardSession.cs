using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>What the table keeps of a session.</summary>
internal sealed class HeardSession(
    PresenceSettings settings, SessionId id, PeerId peer, bool receives, PeerAddress firstAddress, TimeSpan firstHeard)
{
    private TimeSpan _interval;
    private int _probes;
    private int _maximumMessage;
    private TimeSpan _lastHeard = firstHeard;

    public SessionId Id { get; } = id;

    public PeerId Peer { get; } = peer;

    public bool Receives { get; } = receives;

    /// <summary>The address that the bound on sessions of an address counts.</summary>
    public PeerAddress FirstAddress { get; } = firstAddress;

    public TimeSpan FirstHeard { get; } = firstHeard;

    public PeerAddress Address { get; private set; } = firstAddress;

    public string Nickname { get; private set; } = "";

    public TimeSpan LastHeard => _lastHeard;

    public TimeSpan Expires => _lastHeard + settings.LifetimeIntervals * _interval;

    /// <summary>When it is to be asked whether it is still there, or else expires.</summary>
    public TimeSpan NextCheck =>
        _probes < settings.ProbeAfterIntervals.Count ? _lastHeard + settings.ProbeAfterIntervals[_probes] * _interval : Expires;

    public void Take(TimeSpan now, PeerAddress source, in Announcement announcement)
    {
        Refresh(now);
        _interval = Clamp(announcement.Next);
        Address = source;
        _maximumMessage = announcement.MaximumMessage;
        Nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(announcement.Nickname), Peer);
    }

    public void Refresh(TimeSpan now)
    {
        _lastHeard = now;
        _probes = 0;
    }

    public void Probed() => _probes++;

    public PeerSession ToPeerSession() => new(Id, Address, _maximumMessage, FirstHeard, _lastHeard, Expires);

    private TimeSpan Clamp(TimeSpan announced) =>
        announced < settings.LeastInterval ? settings.LeastInterval : announced > settings.GreatestInterval ? settings.GreatestInterval : announced;
}
