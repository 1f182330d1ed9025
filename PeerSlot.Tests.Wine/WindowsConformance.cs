using System.Runtime.Versioning;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Windows;
using PeerSlot.Tests.Mailslots;

namespace PeerSlot.Tests.Wine;

/// <summary>The suite of all drivers against the kernel.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsConformance : MailslotConformance
{
    protected override IMailslotDriver OpenProcess() => WindowsDriver.Open();
}
