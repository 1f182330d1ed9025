using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Tests.Support;

namespace PeerSlot.Tests.Mailslots.Memory;

public sealed class MemoryConformanceTests : MailslotConformance
{
    private readonly MemoryNetwork _network = new(new MemoryNetworkSettings(), new SimulatedClock());

    public override void Dispose()
    {
        base.Dispose();
        _network.Dispose();
    }

    protected override IMailslotDriver OpenProcess() => new MemoryDriver(_network, "LAB-01");
}
