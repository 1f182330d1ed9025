namespace PeerSlot.Mailslots.Memory;

/// <param name="isMeant">Which processes the message goes to; asked at each write, so that who comes later hears it too.</param>
internal sealed class MemoryClient(MemoryNetwork network, MemoryDriver from, Func<MemoryDriver, bool> isMeant, string slotName) : IMailslotClient
{
    private volatile bool _disposed;

    public void Write(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfTooLarge(message.Length, network.MaximumMessageSize);
        network.Carry(from, isMeant, slotName, message);
    }

    public void Dispose() => _disposed = true;
}
