using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>
/// Gives one slot's messages to the loop, on the driver's thread where it has one, else on a blocking reader thread that ends when the slot is closed. What cannot be a message of
/// another session goes no further, so that a flood costs the loop nothing.
/// </summary>
internal sealed class SlotReader : IMailslotSink, IDisposable
{
    /// <summary>Bytes. The thread only reads and copies; the default of 8 MiB would count against small lab machines.</summary>
    private const int StackSize = 256 * 1024;

    private readonly IMailslotServer _server;
    private readonly InboxLane _lane;
    private readonly SessionId _own;
    private readonly string _network;
    private readonly Thread? _thread;
    private long _received;
    private long _strange;
    private long _crowdedOut;

    /// <param name="own">Our session: what we say to everybody comes back to us, and is not news.</param>
    public SlotReader(IMailslotServer server, InboxLane lane, SessionId own, string network)
    {
        (_server, _lane, _own, _network) = (server, lane, own, network);
        if (server.TryForward(this))
            return;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"slot {server.Path.Name}" };
        _thread.Start();
    }

    public SlotState State => SlotState.Of(_network, _server, Interlocked.Read(ref _received));

    /// <summary>Messages that no PeerSlot writes.</summary>
    public long Strange => Interlocked.Read(ref _strange);

    /// <summary>Messages that the loop was too busy for.</summary>
    public long CrowdedOut => Interlocked.Read(ref _crowdedOut);

    public void Dispose()
    {
        _server.Dispose();
        _thread?.Join();
    }

    public void Take(ReadOnlySpan<byte> message, MailslotAddress? origin, long arrived)
    {
        Interlocked.Increment(ref _received);
        if (origin is not null && MayBeOurs(message) && !_lane.TryPost(message, origin, arrived))
            Interlocked.Increment(ref _crowdedOut);
    }

    public void Wake() => _lane.Wake();

    private void Run()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MailslotLimits.LargestMessage);
        while (true)
        {
            switch (_server.Read(buffer, out var message))
            {
                case MailslotReadResult.Closed:
                    return;
                case MailslotReadResult.Message:
                    Interlocked.Increment(ref _received);
                    var bytes = buffer.AsSpan(0, message.Size);
                    if (message.Origin is { } origin && MayBeOurs(bytes) && !_lane.Post(bytes, origin, message.Arrived))
                        return;
                    if (!message.HasMore)
                        _lane.Wake();
                    break;
            }
        }
    }

    private bool MayBeOurs(ReadOnlySpan<byte> message)
    {
        if (message.Length <= WireLimits.MaximumMessage && MessageHeader.TryReadSession(message, out var session))
            return session != _own;
        Interlocked.Increment(ref _strange);
        return false;
    }
}
