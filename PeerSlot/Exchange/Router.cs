using PeerSlot.Protocol;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Exchange;

/// <summary>
/// Opens what comes, and knows which machines a slot's messages go to. A new protocol is one line here; a machine ignores what is not its own.
/// </summary>
internal sealed class Router(IRoomSeal seal, IProtocolMachine presence, IProtocolMachine transfer, LoopClock clock)
{
    private readonly IProtocolMachine[] _hello = [presence];
    private readonly IProtocolMachine[] _pictures = [transfer];
    private readonly IProtocolMachine[] _peer = [presence, transfer];

    public void Deliver(TimeSpan now, in LoopInbox.Message message)
    {
        if (!seal.TryOpen(now, message.Source, message.Buffer.AsSpan(0, message.Size), out var size))
            return;
        var opened = message.Buffer.AsSpan(0, size);
        var machines = message.Slot switch
        {
            WellKnownSlot.Hello => _hello,
            WellKnownSlot.Pictures => _pictures,
            _ => _peer,
        };
        TimeSpan? arrived = message.Arrived == 0 ? null : clock.Of(message.Arrived);
        foreach (var machine in machines)
            machine.Receive(now, message.Source, opened, arrived);
    }
}
