namespace PeerSlot.Mailslots;

/// <summary>
/// Where a message came from, opaque to everybody but the driver that gave it. Two addresses are equal when an answer to
/// either reaches the same process by the same way.
/// </summary>
public abstract record MailslotAddress
{
    /// <summary>For people: <c>192.168.7.12:47114</c>.</summary>
    public abstract override string ToString();
}
