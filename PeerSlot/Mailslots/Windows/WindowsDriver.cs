using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>
/// Windows' own mailslots. <c>\\.\</c> works on every Windows; <c>\\*\</c> and <c>\\HOST\</c> where an administrator has switched remote
/// mailslots on, which <see cref="MachineDriver.Findings"/> tells.
/// </summary>
/// <remarks>
/// Limits: to other computers 424 bytes a message, and there only the first of several PeerSlots of a computer hears
/// what goes to everybody. Eight PeerSlots a machine. Wine has no remote mailslots.
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed class WindowsDriver : MachineDriver
{
    private readonly WindowsSlots _slots;

    private WindowsDriver(WindowsSlots slots)
        : base(slots) => _slots = slots;

    public override string Network => "windows";

    public override DriverCapabilities Capabilities => new(
        (_slots.Remote.Works ? RemoteMailslots.LargestMessage : MailslotLimits.LargestMessage) - MachineFrame.LargestSize,
        ReachesOtherMachines: _slots.Remote.Works, OneServerPerMachine: true, SupportsBroadcast: true, BitsPerSecond: 0)
    {
        KnowsLocalSlots = true,
    };

    public override IReadOnlyList<DriverFinding> Findings =>
        [new DriverFinding(@"\\.\mailslot", Works: true, "Slots of this machine."), _slots.Remote.Finding];

    /// <summary>Opens nothing that another program could hold; sends nothing.</summary>
    public static WindowsDriver Open() => new(new WindowsSlots());
}
