using PeerSlot.Mailslots;

namespace PeerSlot.Tests.Mailslots.Lan;

public sealed class LanConformanceTests : MailslotConformance
{
    private readonly LoopbackLab _lab = new();

    public override void Dispose()
    {
        base.Dispose();
        _lab.Dispose();
    }

    protected override IMailslotDriver OpenProcess() => _lab.Open();
}
