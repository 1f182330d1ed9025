using PeerSlot.Mailslots;
using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>A peer's process as the machines keep it: the network's place in our list and the driver's own address.</summary>
internal sealed record SlotAddress(int NetworkIndex, string NetworkName, MailslotAddress Address) : PeerAddress
{
    public override string Network => NetworkName;

    public override string ToString() => Address.ToString();
}
