using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Local;

/// <summary>
/// <c>\\.\mailslot\</c> between the processes of one user on Unix, with Windows' rules: a name has one reader (error 183), a slot that nobody
/// has is error 2. <c>\\*\</c> is everybody on this machine; other machines are not reached.
/// </summary>
/// <remarks>
/// Each slot is a datagram socket (unix(7)) with a lock file beside it, in a folder that only the user can open. Limits: a writer learns
/// of a message that is larger than the slot takes, or that finds the slot full, as little as on a network.
/// </remarks>
[UnsupportedOSPlatform("windows")]
public sealed class LocalDriver : MachineDriver
{
    private LocalDriver(LocalSlots slots)
        : base(slots) =>
        Findings = [new DriverFinding(Text.Verbatim(slots.Folder), Works: true, @"Slots of this user's programs on this machine (\\.\mailslot\).")];

    public override string Network => "local";

    public override DriverCapabilities Capabilities { get; } = new(
        MailslotLimits.LargestMessage - MachineFrame.LargestSize,
        ReachesOtherMachines: false, OneServerPerMachine: true, SupportsBroadcast: true, BitsPerSecond: 0)
    {
        KnowsLocalSlots = true,
    };

    public override IReadOnlyList<DriverFinding> Findings { get; }

    /// <param name="folder">
    /// Where the sockets lie; null = <c>$XDG_RUNTIME_DIR/peerslot</c>, else a folder of the user's own under the temporary one.
    /// </param>
    /// <exception cref="MailslotException">AccessDenied (5): the folder cannot be made, or is somebody else's.</exception>
    public static LocalDriver Open(string? folder = null) => new(new LocalSlots(SlotFolder.Open(folder)));
}
