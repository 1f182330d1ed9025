using System.Buffers;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>A writing end: each message goes every one of its ways once, and has left when one of them took it.</summary>
/// <param name="to">For messages: the path or the address.</param>
internal sealed class LanClient(LanSlotName slot, IReadOnlyList<Way> ways, string to) : IMailslotClient
{
    /// <summary>
    /// Bytes of the largest message. IP fragments what is above <see cref="LanDriver.SafeMessageSize"/>; one lost fragment loses it
    /// all.
    /// </summary>
    public const int LargestMessage = 65_000;

    private volatile bool _disposed;

    public void Write(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfTooLarge(message.Length, LargestMessage);
        var buffer = ArrayPool<byte>.Shared.Rent(message.Length + LanFrame.LargestSize);
        try
        {
            LanFrame.TryWrite(buffer, slot, message, out var size);
            Send(buffer.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _disposed = true;

    private void Send(ReadOnlySpan<byte> datagram)
    {
        var failure = SocketError.NetworkUnreachable;
        var sent = false;
        for (var i = 0; i < ways.Count; i++)
        {
            if (ways[i].TrySend(datagram, out var error))
                sent = true;
            else
                failure = error;
        }

        if (!sent)
            throw LanErrors.NotSent(to, failure);
    }
}
