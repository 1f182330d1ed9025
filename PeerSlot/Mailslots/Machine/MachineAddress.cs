using System.Globalization;

namespace PeerSlot.Mailslots.Machine;

/// <summary>A process on a machine. Its number is free again when it ends: an address says who has the number now.</summary>
/// <param name="Computer">Upper case; <c>.</c> = this machine.</param>
/// <param name="Number">1 to <see cref="SlotNumbers.Last"/>.</param>
internal sealed record MachineAddress(string Computer, int Number) : MailslotAddress
{
    public override string ToString() =>
        Number == 1 ? $@"\\{Computer}" : $@"\\{Computer}#{Number.ToString(CultureInfo.InvariantCulture)}";
}
