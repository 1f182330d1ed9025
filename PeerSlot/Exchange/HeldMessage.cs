using PeerSlot.Mailslots;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>The one picture datagram that a full network has not taken yet, and where it still has to go.</summary>
internal sealed class HeldMessage
{
    /// <summary>Between two tries. A card of 100 Mbit/s has sent 9 datagrams by then.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly byte[] _message = new byte[WireLimits.MaximumMessage];
    private readonly Queue<IMailslotClient> _to = new();
    private int _size;

    public bool IsEmpty => _to.Count == 0;

    /// <summary>When to try again.</summary>
    public TimeSpan Next { get; private set; }

    public void Hold(TimeSpan now, ReadOnlySpan<byte> message, IMailslotClient to)
    {
        if (IsEmpty)
        {
            message.CopyTo(_message);
            (_size, Next) = (message.Length, now + Pause);
        }

        _to.Enqueue(to);
    }

    /// <summary>True once it has gone everywhere.</summary>
    /// <param name="tryWrite">False: that network is still full.</param>
    public bool TryGo(TimeSpan now, Func<IMailslotClient, ReadOnlySpan<byte>, bool> tryWrite)
    {
        if (now < Next)
            return false;
        while (_to.TryPeek(out var client))
        {
            if (!tryWrite(client, _message.AsSpan(0, _size)))
            {
                Next = now + Pause;
                return false;
            }

            _to.Dequeue();
        }

        return true;
    }
}
