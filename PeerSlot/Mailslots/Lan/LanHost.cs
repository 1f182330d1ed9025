using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// A machine as people write it: <c>lab-07</c>, <c>lab-07:47115</c>, <c>192.168.7.12</c>, <c>2001:db8::7</c>, <c>[2001:db8::7]:47115</c>.
/// </summary>
/// <param name="name">A name or an address, without brackets.</param>
/// <param name="port">Null = not said.</param>
public sealed class LanHost(string name, int? port)
{
    /// <summary>Completes "must be".</summary>
    public static Text Wanted { get; } = "a host or host:port, like lab-07 or 192.168.7.12:47114";

    public string Name { get; } = name;

    public int? Port { get; } = port;

    /// <summary>Characters of a name (RFC 1035 2.3.4).</summary>
    private const int LongestName = 253;

    /// <summary>False for what is no machine's name or address, and for ports that no process of ours has.</summary>
    public static bool TryParse(string text, out LanHost host)
    {
        host = new LanHost("", null);
        text = text.Trim();
        var (name, port) = Parts(text);
        var isAddress = IPAddress.TryParse(name, out var address);
        if (isAddress ? !IsOfOneMachine(address!) || address!.AddressFamily == AddressFamily.InterNetwork && !name.Contains('.', StringComparison.Ordinal) : !IsName(name))
            return false;
        if (port is null)
        {
            host = new LanHost(name, null);
            return true;
        }

        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1024 or > ushort.MaxValue)
            return false;
        host = new LanHost(name, number);
        return true;
    }

    /// <summary>Asks the system for the addresses of its name, which may take seconds.</summary>
    /// <exception cref="SocketException">It is not known.</exception>
    public IPAddress[] Resolve() => IPAddress.TryParse(Name, out var address) ? [address] : Dns.GetHostAddresses(Name);

    private static (string Name, string? Port) Parts(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? ("", null) : end == text.Length - 1 ? (text[1..end], null) : text[end + 1] == ':' ? (text[1..end], text[(end + 2)..]) : ("", null);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static bool IsOfOneMachine(IPAddress address) =>
        !address.IsIPv6Multicast && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        && (address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes()[0] < 224);

    private static bool IsName(string name)
    {
        if (name.Length is 0 or > LongestName || name[0] is '-' or '.')
            return false;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                return false;
        }

        return true;
    }
}
