using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>What the table keeps of a session.</summary>
internal sealed class HeardSession(
    PresenceSettings settings, SessionId id, PeerId peer, bool receives, PeerAddress address, TimeSpan firstHeard)
{
    /// <summary>Two cards with IPv4 and IPv6 each are four addresses.</summary>
    private const int AddressesRemembered = 3;

    private TimeSpan _interval;
    private int _probes;
    private int _maximumMessage;
    private TimeSpan _lastHeard = firstHeard;
    private TimeSpan? _asked;
    private TimeSpan? _knew;
    private bool _isNear;

    /// <summary>Where it proved to be before: a machine with several cards speaks from all of them.</summary>
    private readonly PeerAddress?[] _before = new PeerAddress?[AddressesRemembered];
    private int _moves;

    public SessionId Id { get; } = id;

    public PeerId Peer { get; } = peer;

    public bool Receives { get; } = receives;

    public TimeSpan FirstHeard { get; } = firstHeard;

    /// <summary>Where it proved to be.</summary>
    public PeerAddress Address { get; private set; } = address;

    public string Nickname { get; private set; } = "";

    /// <summary>It and we are reached by our addresses alone: nothing that it said to everybody has ever come here.</summary>
    public bool IsAfar { get; private set; }

    public TimeSpan LastHeard => _lastHeard;

    public TimeSpan Expires => _lastHeard + settings.LifetimeIntervals * _interval;

    /// <summary>When it is to be asked whether it is still there, or else expires.</summary>
    public TimeSpan NextCheck =>
        _probes < settings.ProbeAfterIntervals.Count ? _lastHeard + settings.ProbeAfterIntervals[_probes] * _interval : Expires;

    /// <summary>From a question to its answer; null until one was measured.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>When it was last asked for its round trip; null = never.</summary>
    public TimeSpan? LastMeasured { get; private set; }

    /// <summary>Of its newest announcement: an older one says nothing any more.</summary>
    public ulong Counter { get; private set; }

    /// <summary>
    /// What others can be told of it: an address from which its key spoke. Where it lives may be a link-local one, which means nothing elsewhere.
    /// </summary>
    public NetworkEndPoint? Told { get; private set; }

    /// <param name="source">Where this announcement came from.</param>
    /// <param name="isContact">We looked for it at its address, as somebody gave it.</param>
    public void Take(TimeSpan now, ulong counter, PeerAddress source, in Announcement announcement, bool isContact)
    {
        Refresh(now);
        if (source.EndPoint is { } endPoint && IntroductionRules.MayBeTold(endPoint))
            Told = endPoint;
        _isNear |= !announcement.Flags.HasFlag(AnnouncementFlags.Direct);
        IsAfar = !_isNear && (IsAfar || isContact || announcement.Flags.HasFlag(AnnouncementFlags.Afar));
        Counter = counter;
        _interval = Clamp(announcement.Next);
        _maximumMessage = announcement.MaximumMessage;
        Nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(announcement.Nickname), Peer);
    }

    /// <summary>It proved to be elsewhere.</summary>
    public void Move(PeerAddress to)
    {
        _before[_moves++ % AddressesRemembered] = Address;
        Address = to;
    }

    /// <summary>Whether it proved to be there, now or lately.</summary>
    public bool HasProved(PeerAddress source) => source == Address || Array.IndexOf(_before, source) >= 0;

    public void Refresh(TimeSpan now)
    {
        _lastHeard = now;
        _probes = 0;
    }

    /// <summary>What was asked more than once measures nothing: an answer does not say which question it is to (Karn and Partridge, 1987).</summary>
    public void Probed()
    {
        _probes++;
        _asked = null;
    }

    /// <summary>We are live there: it answered us and asked nothing.</summary>
    public void Knows(TimeSpan now) => _knew = now;

    /// <summary>Whether it said so lately, so that it knows us still.</summary>
    public bool KnowsUs(TimeSpan now) => now - _knew < settings.KnownFor;

    public void AskedForRoundTrip(TimeSpan now)
    {
        _asked = now;
        LastMeasured = now;
    }

    /// <summary>It echoed our challenge.</summary>
    public void Echoed(TimeSpan now)
    {
        if (_asked is { } asked)
            RoundTrip = now - asked;
        _asked = null;
    }

    public PeerSession ToPeerSession() => new(Id, Address, _maximumMessage, FirstHeard, _lastHeard, Expires) { RoundTrip = RoundTrip };

    private TimeSpan Clamp(TimeSpan announced) =>
        announced < settings.LeastInterval ? settings.LeastInterval : announced > settings.GreatestInterval ? settings.GreatestInterval : announced;
}
