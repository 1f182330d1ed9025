namespace PeerSlot.Mailslots.Ssh;

/// <summary>A writing end.</summary>
/// <param name="to">Null = everybody.</param>
/// <param name="slot">UTF-8.</param>
internal sealed class SshClient(SshDriver driver, SshAddress? to, byte[] slot) : IMailslotClient
{
    private readonly byte[] _address = AddressOf(to);
    private volatile bool _disposed;

    public void Write(ReadOnlySpan<byte> message) => TryWrite(message);

    public bool TryWrite(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfTooLarge(message.Length, SshFrame.LargestMessage);
        return driver.TrySend(new SshFrame
        {
            Kind = _address.Length == 0 ? SshFrameKind.ToEverybody : SshFrameKind.ToOne, Address = _address, Slot = slot, Message = message,
        });
    }

    public void Dispose() => _disposed = true;

    private static byte[] AddressOf(SshAddress? to)
    {
        var bytes = new byte[to is null ? 0 : SshAddress.Size];
        to?.Write(bytes);
        return bytes;
    }
}
