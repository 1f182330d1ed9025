using System.Buffers;

namespace PeerSlot.Mailslots.Machine;

/// <summary>A writing end: each message goes to every one of its slots once. A slot that is not there (any more) is no failure.</summary>
/// <param name="writeFrame">Writes what stands before the message and returns its size; null for slots that are exact to the byte.</param>
internal sealed class MachineClient(IMachineSlots slots, IReadOnlyList<MachineTarget> targets, Func<Span<byte>, int>? writeFrame) : IMailslotClient
{
    private volatile bool _disposed;

    private static int Largest(bool framed) => MailslotLimits.LargestMessage - (framed ? MachineFrame.LargestSize : 0);

    public void Write(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfTooLarge(message.Length, Largest(writeFrame is not null));
        if (writeFrame is null)
        {
            Send(message);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MachineFrame.LargestSize + message.Length);
        try
        {
            var frame = writeFrame(buffer);
            message.CopyTo(buffer.AsSpan(frame));
            Send(buffer.AsSpan(0, frame + message.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var target in targets)
            target.Dispose();
    }

    private void Send(ReadOnlySpan<byte> message)
    {
        MailslotException? failure = null;
        var left = false;
        for (var i = 0; i < targets.Count; i++)
        {
            var error = targets[i].Write(message);
            if (error == Win32Error.Success)
                left = true;
            else if (error != Win32Error.FileNotFound)
                failure ??= slots.Failure(error, targets[i].Path);
        }

        // Local readers got what is too large for the others; that it went no further must still be told.
        if (failure is not null && (!left || failure.Error == MailslotError.MessageTooLarge))
            throw failure;
    }
}
