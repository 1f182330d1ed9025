using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>
/// Stands between the network and the machines, which see plain messages only: it closes what leaves and opens what comes. One a session, called
/// from one thread at a time.
/// </summary>
public interface IRoomSeal
{
    /// <summary>Bytes that <see cref="Seal"/> adds to a message.</summary>
    int Overhead { get; }

    /// <summary>Whether only who has the room's key can read and speak.</summary>
    bool IsSealed { get; }

    /// <summary>Closes a message in place; gives its new size.</summary>
    /// <param name="buffer">The message and <see cref="Overhead"/> bytes behind it.</param>
    /// <param name="size">Bytes of the message.</param>
    int Seal(Span<byte> buffer, int size);

    /// <summary>Opens a message in place. False for one that is not of this room's kind, which only a counter shows.</summary>
    /// <param name="now">The time.</param>
    /// <param name="source">Who sent it, as the network says.</param>
    /// <param name="message">As it came; changed.</param>
    /// <param name="size">Bytes of the opened message.</param>
    bool TryOpen(TimeSpan now, PeerAddress source, Span<byte> message, out int size);
}

/// <summary>A room without a passphrase: everybody reads and speaks, and only what is signed is believed.</summary>
public sealed class OpenRoom(MessageCounts ignored) : IRoomSeal
{
    public int Overhead => 0;

    public bool IsSealed => false;

    public int Seal(Span<byte> buffer, int size) => size;

    public bool TryOpen(TimeSpan now, PeerAddress source, Span<byte> message, out int size)
    {
        size = message.Length;
        if (message.IsEmpty || message[0] >> 4 != MessageHeader.SealedVersion)
            return true; // the machines judge everything else
        ignored.Sealed++;
        return false;
    }
}
