namespace PeerSlot.Mailslots;

/// <summary>A mailslot server: the reading end of a slot. The slot and its unread messages go when it is disposed.</summary>
public interface IMailslotServer : IDisposable
{
    MailslotPath Path { get; }

    /// <summary>GetMailslotInfo: the four numbers of the slot as they are now.</summary>
    MailslotInfo Info { get; }

    /// <summary>SetMailslotInfo: holds from the next read on, and for a read that waits already.</summary>
    /// <param name="readTimeout">Zero = do not wait, <see cref="Timeout.InfiniteTimeSpan"/> = wait forever.</param>
    void SetReadTimeout(TimeSpan readTimeout);

    /// <summary>
    /// ReadFile: takes the oldest message, waiting up to the slot's read timeout for one. Messages keep their boundaries; one
    /// of zero bytes is a message.
    /// </summary>
    /// <param name="buffer">At least <see cref="MailslotLimits.LargestMessage"/> bytes are always enough.</param>
    /// <param name="message">The message's size in bytes and where it came from, valid when the result is Message.</param>
    /// <returns>
    /// Message; TimedOut (121); BufferTooSmall (122: the message stays in the slot); Closed (6: this end was disposed, also
    /// while the read waited).
    /// </returns>
    MailslotReadResult Read(Span<byte> buffer, out MailslotMessage message);

    /// <summary>
    /// From now on messages go to <paramref name="sink"/> as they come, those that wait at once; nothing is left to <see cref="Read"/>. Another thread for
    /// each slot, which only passes on what the driver's thread brought, was a fifth of what receiving costs (measured).
    /// </summary>
    /// <returns>False: this driver's messages come to those who read them.</returns>
    bool TryForward(IMailslotSink sink) => false;
}

public enum MailslotReadResult
{
    Message,
    TimedOut,
    BufferTooSmall,
    Closed,
}

/// <summary>What came with a message.</summary>
/// <param name="Size">Bytes written into the caller's buffer.</param>
/// <param name="Origin">Where an answer can be written to; null where the network does not tell.</param>
/// <param name="HasMore">The next read would not wait.</param>
/// <param name="Arrived">When the system took it from the network, by <see cref="System.Diagnostics.Stopwatch"/>; 0 = it does not tell.</param>
public readonly record struct MailslotMessage(int Size, MailslotAddress? Origin, bool HasMore, long Arrived = 0);

/// <summary>GetMailslotInfo's four numbers.</summary>
/// <param name="MaximumMessageSize">Bytes; 0 = any.</param>
/// <param name="NextMessageSize">Bytes of the oldest unread message; <see cref="NoMessage"/> when there is none.</param>
/// <param name="MessageCount">Unread messages.</param>
/// <param name="ReadTimeout">Zero = at once, <see cref="Timeout.InfiniteTimeSpan"/> = forever.</param>
public readonly record struct MailslotInfo(int MaximumMessageSize, int NextMessageSize, int MessageCount, TimeSpan ReadTimeout)
{
    /// <summary>MAILSLOT_NO_MESSAGE.</summary>
    public const int NoMessage = -1;
}

public static class MailslotLimits
{
    /// <summary>Bytes. No network here carries a larger message (UDP over IPv4 ends at 65,507).</summary>
    public const int LargestMessage = 65_535;

    /// <summary>Bytes of unread messages that a slot keeps; what comes after that is lost, as the network may lose it.</summary>
    public const int QueueBytes = 4 * 1024 * 1024;
}
