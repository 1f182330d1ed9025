using PeerSlot.Protocol;

namespace PeerSlot.Exchange;

/// <summary>Which machines a slot's messages go to. A new protocol is one line here; a machine ignores what is not its own.</summary>
internal sealed class Router(IProtocolMachine presence, IProtocolMachine transfer)
{
    private readonly IProtocolMachine[] _hello = [presence];
    private readonly IProtocolMachine[] _pictures = [transfer];
    private readonly IProtocolMachine[] _peer = [presence, transfer];

    public void Deliver(TimeSpan now, in LoopInbox.Message message)
    {
        var machines = message.Slot switch
        {
            WellKnownSlot.Hello => _hello,
            WellKnownSlot.Pictures => _pictures,
            _ => _peer,
        };
        foreach (var machine in machines)
            machine.Receive(now, message.Source, message.Span);
    }
}
