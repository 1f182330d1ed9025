namespace PeerSlot.Mailslots;

/// <summary>The reading end of a slot that a driver keeps in a <see cref="SlotQueue"/>.</summary>
/// <param name="path">As it was created.</param>
/// <param name="queue">Where the driver puts what arrives.</param>
/// <param name="forget">Takes the slot's name out of the driver; called once.</param>
internal sealed class SlotServer(MailslotPath path, SlotQueue queue, Action forget) : IMailslotServer
{
    private int _disposed;

    public MailslotPath Path => path;

    public MailslotInfo Info => queue.Info;

    public void SetReadTimeout(TimeSpan readTimeout) => queue.SetReadTimeout(readTimeout);

    public MailslotReadResult Read(Span<byte> buffer, out MailslotMessage message) => queue.Read(buffer, out message);

    public bool TryForward(IMailslotSink sink)
    {
        queue.Forward(sink);
        return true;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        forget();
        queue.Close();
    }
}
