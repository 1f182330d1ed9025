namespace PeerSlot.Mailslots;

/// <summary>A mailslot client: the writing end. It has no state to ask for: the network answers nothing.</summary>
public interface IMailslotClient : IDisposable
{
    /// <summary>WriteFile: one message. Success means that it left, not that it arrived.</summary>
    /// <exception cref="MailslotException">
    /// TooLarge when the message exceeds what the slot or the network takes; BadNetworkPath (53) when the network is not reachable.
    /// </exception>
    void Write(ReadOnlySpan<byte> message);

    /// <summary>
    /// Writes without waiting, for one thread at a time. False: the system's queue to the network is full; try again a little later, with the same
    /// message. A network without such a queue waits as <see cref="Write"/> does.
    /// </summary>
    /// <exception cref="MailslotException">As <see cref="Write"/>.</exception>
    bool TryWrite(ReadOnlySpan<byte> message)
    {
        Write(message);
        return true;
    }
}
