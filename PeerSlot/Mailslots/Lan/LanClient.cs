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

    /// <summary>The way from which an unfinished message goes on.</summary>
    private int _next;

    public void Write(ReadOnlySpan<byte> message)
    {
        _next = 0;
        Write(message, mayWait: true);
    }

    public bool TryWrite(ReadOnlySpan<byte> message) => Write(message, mayWait: false);

    public void Dispose() => _disposed = true;

    private bool Write(ReadOnlySpan<byte> message, bool mayWait)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfTooLarge(message.Length, LargestMessage);
        var buffer = ArrayPool<byte>.Shared.Rent(message.Length + LanFrame.LargestSize);
        try
        {
            LanFrame.TryWrite(buffer, slot, message, out var size);
            return Send(buffer.AsSpan(0, size), mayWait);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool Send(ReadOnlySpan<byte> datagram, bool mayWait)
    {
        var failure = SocketError.NetworkUnreachable;
        // A way that took it before the queue was full does not get it again.
        var sent = _next > 0;
        for (; _next < ways.Count; _next++)
        {
            if (ways[_next].TrySend(datagram, mayWait, out var error))
                sent = true;
            else if (error == SocketError.WouldBlock)
                return false;
            else
                failure = error;
        }

        _next = 0;
        return sent ? true : throw LanErrors.NotSent(to, failure);
    }
}
