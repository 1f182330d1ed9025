namespace PeerSlot.Mailslots.Memory;

/// <summary>One driver on a <see cref="MemoryNetwork"/>.</summary>
/// <param name="Host">The simulated machine.</param>
/// <param name="Process">The driver's number on its network: tells the processes of a machine apart.</param>
internal sealed record MemoryAddress(string Host, int Process) : MailslotAddress
{
    public override string ToString() => $"{Host}#{Process}";
}
