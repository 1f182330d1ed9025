namespace PeerSlot.Mailslots;

/// <summary>A mailslot client: the writing end. It has no state to ask for: the network answers nothing.</summary>
public interface IMailslotClient : IDisposable
{
    /// <summary>WriteFile: one message. Success means that it left, not that it arrived.</summary>
    /// <exception cref="MailslotException">
    /// TooLarge when the message exceeds what the slot or the network takes; BadNetworkPath (53) when the network is not reachable.
    /// </exception>
    void Write(ReadOnlySpan<byte> message);
}
