using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Which addresses somebody may have us write to. An introducer may lie: so only to hosts that are likely to be in the same organisation, to few
/// ports of each, and so seldom that a whole room cannot be made to flood anybody (docs/threats.md).
/// </summary>
internal sealed class IntroductionRules(PresenceSettings settings)
{
    /// <summary>Below it the services of a system listen, none of ours (RFC 6335 6).</summary>
    private const ushort LeastPort = 1_024;

    /// <summary>Of this period; a list, because it is short and asked seldom.</summary>
    private readonly List<Tried> _tried = [];
    private TimeSpan _period;

    /// <summary>Whether we may write to what an introducer named; then it counts as tried for the rest of the period.</summary>
    public bool TryUse(TimeSpan now, PeerId introducer, PeerAddress introducersAddress, NetworkEndPoint named)
    {
        if (now - _period >= settings.IntroductionPeriod)
        {
            _period = now;
            _tried.Clear();
        }

        if (_tried.Count >= settings.IntroducedInAll || !MayBeTold(named) || introducersAddress.EndPoint is not { } from || !IsNearby(named.Host, from.Host))
            return false;
        var (onHost, byOne) = (0, 0);
        foreach (var tried in _tried)
        {
            if (tried.Host == named.Host && (tried.Port == named.Port || ++onHost >= settings.IntroducedOnHost))
                return false;
            if (tried.Introducer == introducer && ++byOne >= settings.IntroducedByOne)
                return false;
        }

        _tried.Add(new Tried(named.Host, named.Port, introducer));
        return true;
    }

    /// <summary>Whether an address means anything to others: no loopback, link-local, multicast or broadcast address, no port of a system's service.</summary>
    public static bool MayBeTold(NetworkEndPoint named)
    {
        if (named.Port < LeastPort)
            return false;
        if (!named.Host.IsV4)
            return named.Host.First(3) == 0b001 || named.Host.First(7) == 0b1111110; // global unicast and unique local: RFC 4291 2.4, RFC 4193 3.1
        var v4 = named.Host.V4;
        // RFC 6890 2.2.2: this network, loopback, link-local; from 224 on multicast and reserved. Last byte 0 or 255: most networks' broadcasts.
        return (v4 >> 24) is > 0 and not 127 and < 224 && v4 >> 16 != 0xA9FE && (byte)v4 is not (0 or 255);
    }

    /// <summary>A private address, or one that shares with the introducer's what an organisation usually has: 16 bits of IPv4, 48 of IPv6.</summary>
    private static bool IsNearby(HostAddress host, HostAddress from)
    {
        if (!host.IsV4)
            return host.First(7) == 0b1111110 || host.First(48) == from.First(48);
        var v4 = host.V4;
        // RFC 1918 3; RFC 6598, which VPNs use.
        return v4 >> 24 == 10 || v4 >> 20 == 0xAC1 || v4 >> 16 == 0xC0A8 || v4 >> 22 == 0x191 || from.IsV4 && v4 >> 16 == from.V4 >> 16;
    }

    private sealed class Tried(HostAddress host, ushort port, PeerId introducer)
    {
        public HostAddress Host { get; } = host;

        public ushort Port { get; } = port;

        public PeerId Introducer { get; } = introducer;
    }
}
