using System.Buffers;
using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>
/// The blocking reader thread of one slot: it reads a message, gives it to the loop, and ends when the slot is closed.
/// </summary>
internal sealed class SlotReader : IDisposable
{
    /// <summary>Bytes. The thread only reads and copies; the default of 8 MiB would count against small lab machines.</summary>
    private const int StackSize = 256 * 1024;

    /// <summary>Sources remembered a slot, so that a message from a known one allocates nothing.</summary>
    private const int MaximumSources = 4_096;

    private readonly IMailslotServer _server;
    private readonly LoopInbox _inbox;
    private readonly WellKnownSlot _slot;
    private readonly int _networkIndex;
    private readonly string _network;
    private readonly Dictionary<MailslotAddress, SlotAddress> _sources = [];
    private readonly Thread _thread;
    private long _received;

    public SlotReader(IMailslotServer server, WellKnownSlot slot, int networkIndex, string network, LoopInbox inbox)
    {
        (_server, _slot, _networkIndex, _network, _inbox) = (server, slot, networkIndex, network, inbox);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"slot {server.Path.Name}" };
        _thread.Start();
    }

    public SlotState State => SlotState.Of(_network, _server, Interlocked.Read(ref _received));

    public void Dispose()
    {
        _server.Dispose();
        _thread.Join();
    }

    private void Run()
    {
        var buffer = new byte[MailslotLimits.LargestMessage];
        while (true)
        {
            switch (_server.Read(buffer, out var message))
            {
                case MailslotReadResult.Closed:
                    return;
                case MailslotReadResult.Message:
                    Interlocked.Increment(ref _received);
                    if (message.Size <= WireLimits.MaximumMessage && message.Origin is { } origin && !Forward(buffer.AsSpan(0, message.Size), origin))
                        return;
                    break;
            }
        }
    }

    private bool Forward(ReadOnlySpan<byte> message, MailslotAddress origin)
    {
        var rented = ArrayPool<byte>.Shared.Rent(WireLimits.MaximumMessage);
        message.CopyTo(rented);
        return _inbox.Post(new LoopInbox.Message(rented, message.Length, _slot, SourceOf(origin)));
    }

    private SlotAddress SourceOf(MailslotAddress origin)
    {
        if (_sources.TryGetValue(origin, out var known))
            return known;
        if (_sources.Count >= MaximumSources)
            _sources.Clear();
        return _sources[origin] = new SlotAddress(_networkIndex, _network, origin);
    }
}
