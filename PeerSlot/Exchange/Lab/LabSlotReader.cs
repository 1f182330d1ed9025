using System.Buffers;
using PeerSlot.Mailslots;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>The reader thread of a slot of the lab: the notify slot, or a client's.</summary>
internal sealed class LabSlotReader : IDisposable
{
    private const int StackSize = 256 * 1024;

    private readonly IMailslotServer _server;
    private readonly LabInbox _inbox;
    private readonly Thread _thread;
    private long _received;

    /// <param name="receiver">Null for the notify slot.</param>
    public LabSlotReader(IMailslotDriver driver, IMailslotServer server, LabReceiver? receiver, DateTimeOffset since, LabInbox inbox)
    {
        (Driver, _server, Receiver, Since, LastHeard, _inbox) = (driver, server, receiver, since, since, inbox);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"lab slot {server.Path.Name}" };
        _thread.Start();
    }

    public IMailslotDriver Driver { get; }

    public LabReceiver? Receiver { get; }

    public DateTimeOffset Since { get; }

    /// <summary>Kept by the loop.</summary>
    public DateTimeOffset LastHeard { get; set; }

    public SlotState State => SlotState.Of(Driver.Network, _server, Interlocked.Read(ref _received));

    /// <summary>Not while the inbox is full and nobody takes from it: the thread may wait there.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _thread.Join();
        Receiver?.Dispose();
    }

    private void Run()
    {
        // Messages of the lab are 300 bytes: 64 readers need not hold room for the largest that anybody may write.
        var buffer = new byte[512];
        while (true)
        {
            switch (_server.Read(buffer, out var message))
            {
                case MailslotReadResult.Message:
                    Take(buffer.AsSpan(0, message.Size));
                    break;
                case MailslotReadResult.BufferTooSmall:
                    ReadLarge();
                    break;
                case MailslotReadResult.Closed:
                    return;
            }
        }
    }

    private void ReadLarge()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MailslotLimits.LargestMessage);
        if (_server.Read(buffer, out var message) == MailslotReadResult.Message)
            Take(buffer.AsSpan(0, message.Size));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        Interlocked.Increment(ref _received);
        _inbox.Post(this, message);
    }
}
