using System.Runtime.Versioning;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Local;
using PeerSlot.Tests.Support;

namespace PeerSlot.Tests.Mailslots.Local;

[UnsupportedOSPlatform("windows")]
public sealed class LocalConformanceTests : MailslotConformance
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    protected override IMailslotDriver OpenProcess() => LocalDriver.Open(_folder["slots"]);
}
