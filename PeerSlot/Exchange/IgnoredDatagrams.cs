using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>Datagrams that changed nothing since we are in the room, for people: somebody floods it, or has another passphrase.</summary>
/// <param name="counts">Not changed any more.</param>
public sealed class IgnoredDatagrams(MessageCounts counts)
{
    public static IgnoredDatagrams None { get; } = new(new MessageCounts());

    public bool Any => counts.All > 0;

    public long NotOpened => counts.NotOpened;

    public long Sealed => counts.Sealed;

    public long Malformed => counts.Malformed;

    public long Forged => counts.Forged;

    public long Unproved => counts.Unproved;

    public long OtherRoom => counts.OtherRoom;

    public long BeyondLimit => counts.BeyondLimit;

    internal MessageCounts Counts => counts;

    /// <summary><c>1204 datagrams ignored: 1200 not sealed with this room's key, 4 malformed</c></summary>
    public Text Words
    {
        get
        {
            var reasons = new List<Text>();
            if (counts.NotOpened > 0)
                reasons.Add($"{counts.NotOpened} not sealed with this room's key");
            if (counts.Sealed > 0)
                reasons.Add($"{counts.Sealed} sealed, and this room is open");
            if (counts.Malformed > 0)
                reasons.Add($"{counts.Malformed} malformed");
            if (counts.Forged > 0)
                reasons.Add($"{counts.Forged} signed by somebody else");
            if (counts.Unproved > 0)
                reasons.Add($"{counts.Unproved} of unproved origin");
            if (counts.OtherRoom > 0)
                reasons.Add($"{counts.OtherRoom} of other rooms");
            if (counts.BeyondLimit > 0)
                reasons.Add($"{counts.BeyondLimit} too many");
            return $"{counts.All:datagram|datagrams} ignored: {Text.Join(", ", reasons)}";
        }
    }
}
