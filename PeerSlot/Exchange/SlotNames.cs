using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>The slots of the modern protocol by name.</summary>
internal static class SlotNames
{
    public const string Hello = @"peerslot\hello";
    public const string Pictures = @"peerslot\pictures";

    public static string Of(WellKnownSlot slot, PeerId peer) => slot switch
    {
        WellKnownSlot.Hello => Hello,
        WellKnownSlot.Pictures => Pictures,
        _ => $@"peerslot\{peer}",
    };
}
