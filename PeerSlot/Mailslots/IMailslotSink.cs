namespace PeerSlot.Mailslots;

/// <summary>Who takes a slot's messages on the driver's own thread (<see cref="IMailslotServer.TryForward"/>). Members must not wait.</summary>
public interface IMailslotSink
{
    /// <param name="message">Valid during the call.</param>
    /// <param name="origin">Where an answer can be written to; null where the network does not tell.</param>
    /// <param name="arrived">As in <see cref="MailslotMessage"/>.</param>
    void Take(ReadOnlySpan<byte> message, MailslotAddress? origin, long arrived);

    /// <summary>No more follows at once: what was taken may be worked on.</summary>
    void Wake();
}
