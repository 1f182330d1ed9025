using System.Net;

namespace PeerSlot.Mailslots.Lan;

/// <summary>A process's own socket. A link-local IPv6 address carries its card as the scope, so it too can be answered.</summary>
internal sealed record LanAddress(IPEndPoint EndPoint) : MailslotAddress
{
    public override string ToString() => EndPoint.ToString();
}
