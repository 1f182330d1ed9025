using PeerSlot.Mailslots;

namespace PeerSlot.Exchange;

/// <summary>A slot that this process reads, as GetMailslotInfo and the reader's counters show it.</summary>
/// <param name="Path">For people: <c>\\.\mailslot\peerslot\hello</c>.</param>
/// <param name="MaximumMessageSize">Bytes; 0 = any.</param>
/// <param name="NextMessageSize">Bytes; -1 = no message.</param>
/// <param name="MessageCount">Unread messages.</param>
/// <param name="ReadTimeout">Zero = at once; infinite = forever.</param>
/// <param name="Received">Messages read since the start.</param>
public sealed record SlotState(
    string Network, string Path, int MaximumMessageSize, int NextMessageSize, int MessageCount, TimeSpan ReadTimeout, long Received)
{
    /// <summary>As the numbers are now.</summary>
    /// <exception cref="MailslotException">The slot is closed.</exception>
    internal static SlotState Of(string network, IMailslotServer server, long received)
    {
        var info = server.Info;
        return new SlotState(
            network, server.Path.ToString(), info.MaximumMessageSize, info.NextMessageSize, info.MessageCount, info.ReadTimeout, received);
    }
}
