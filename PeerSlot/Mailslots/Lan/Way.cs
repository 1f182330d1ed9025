using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>One way to everybody on one card.</summary>
/// <param name="From">The own socket that it leaves from.</param>
/// <param name="To">A group or a broadcast address.</param>
/// <param name="CardV4"><see cref="Card.MulticastInterfaceV4"/> where <paramref name="To"/> is an IPv4 group; 0 otherwise.</param>
/// <param name="ForAnnouncementsOnly">Not the card's first way: only announcements go it, see <see cref="LanSettings.AnnouncementSlots"/>.</param>
internal sealed record Way(OwnSocket From, SocketAddress To, int CardV4, bool ForAnnouncementsOnly)
{
    /// <inheritdoc cref="OwnSocket.TrySend"/>
    public bool TrySend(ReadOnlySpan<byte> datagram, bool mayWait, out SocketError error) =>
        CardV4 == 0 ? From.TrySend(datagram, To, mayWait, out error) : From.TrySendMulticastV4(datagram, To, CardV4, mayWait, out error);
}
