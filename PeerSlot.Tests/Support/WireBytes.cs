using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Tests.Support;

/// <summary>What a message costs on an IPv4 Ethernet, as the interface's counters show it: without preamble and check sequence.</summary>
internal static class WireBytes
{
    public const int Ethernet = 14;
    public const int Ipv4 = 20;
    public const int Udp = 8;

    // 1,500 bytes less the IP header, rounded down to whole units of 8 (RFC 791 section 3.2): 1,480.
    private const int FragmentBytes = 1_480;

    public static int Of(int messageBytes)
    {
        var datagram = Udp + LanFrame.TaggedSize + messageBytes;
        var fragments = (datagram + FragmentBytes - 1) / FragmentBytes;
        return datagram + fragments * (Ethernet + Ipv4);
    }
}
