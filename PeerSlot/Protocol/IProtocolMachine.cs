using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol;

/// <summary>
/// What all protocols look like to Exchange: bytes and time in, bytes and events out. A machine opens no socket, reads no
/// clock and starts no thread; it is called from one thread at a time. Seeded randomness comes through its constructor.
/// </summary>
/// <remarks>
/// <c>now</c> is the time since an arbitrary origin, never going back. After each call the caller takes datagrams and events
/// until there are none, and calls <see cref="Wake"/> at <see cref="NextWakeUp"/>. Waking early changes nothing. The machines of one
/// session share a <see cref="LocalSession"/> and a peer table, so a call to one may give another something to do: after each call
/// all of them are asked.
/// </remarks>
public interface IProtocolMachine
{
    /// <summary>When <see cref="Wake"/> wants to be called; null = not before something happens.</summary>
    TimeSpan? NextWakeUp { get; }

    /// <summary>Takes one message that Router gave to this machine. Bytes that are not ours change nothing but a counter.</summary>
    /// <param name="now">The time.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="message">Valid during the call.</param>
    /// <param name="arrived">When this machine had it from the network; null = now, as far as known.</param>
    void Receive(TimeSpan now, PeerAddress source, ReadOnlySpan<byte> message, TimeSpan? arrived = null);

    void Wake(TimeSpan now);

    /// <summary>Whether picture data wait for a call with <c>pacedToo</c>; <see cref="NextWakeUp"/> does not speak of them.</summary>
    bool HasPacedData(TimeSpan now);

    /// <summary>Writes the next message to send into <paramref name="buffer"/> (<see cref="WireLimits.MaximumPlainMessage"/> bytes or more).</summary>
    /// <param name="now">The time.</param>
    /// <param name="pacedToo">False while the outbox's token bucket is empty: only control messages come out.</param>
    /// <param name="buffer">Where the message is written.</param>
    /// <param name="datagram">How long it is and where it goes.</param>
    bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram);

    bool TryTakeEvent(out ProtocolEvent? happened);
}

/// <summary>
/// Where a peer's process can be reached, opaque to the machines: Exchange puts the driver and its mailslot address into it,
/// tests a simulated host. Equal addresses reach the same process by the same way.
/// </summary>
public abstract record PeerAddress
{
    /// <summary>The network's name for people and JSON: <c>lan</c>.</summary>
    public abstract string Network { get; }

    /// <summary>What others can be told of it; null where the network has no such thing.</summary>
    public virtual NetworkEndPoint? EndPoint => null;

    /// <summary>
    /// The same for all addresses of one machine, where the network tells which that is, else the address itself: limits that somebody could get round by
    /// taking another port count by it.
    /// </summary>
    internal object Machine => EndPoint is { } endPoint ? endPoint.Host : this;

    /// <summary>Another process of the same network, by what somebody told; null where the network cannot reach it.</summary>
    public virtual PeerAddress? Beside(NetworkEndPoint other) => null;
}

/// <summary>A message to send: how many bytes of the buffer, and to whom.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Slot">Which slot it goes to.</param>
/// <param name="To">The one process; null = everybody on every network (slots Hello and Pictures only).</param>
/// <param name="ToPeer">Whose own slot, with <see cref="WellKnownSlot.Peer"/>.</param>
/// <param name="Paced">Picture data: waits for the outbox's token bucket. Control messages do not.</param>
public readonly record struct OutgoingDatagram(int Size, WellKnownSlot Slot, PeerAddress? To, PeerId ToPeer, bool Paced);

/// <summary>The slots of the modern protocol.</summary>
public enum WellKnownSlot
{
    /// <summary><c>peerslot\hello</c>: announcements, to everybody or to one whose identity need not be known.</summary>
    Hello,

    /// <summary><c>peerslot\pictures</c>: what is for everybody.</summary>
    Pictures,

    /// <summary><c>peerslot\{peer-id}</c>: what is for one: directed pictures, repair requests, receipts.</summary>
    Peer,
}

/// <summary>Something that people or other parts want to know.</summary>
public abstract record ProtocolEvent;
