using PeerSlot.Mailslots;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>How a lab client's messages go over one network.</summary>
internal sealed class LabWay(IMailslotDriver driver, Guid client, string scope) : IDisposable
{
    private IMailslotClient? _notify;
    private IMailslotClient? _packets;

    public string Network => driver.Network;

    /// <summary>False where all readers are on this machine, and this machine says who is there.</summary>
    public bool ReachesFurther => scope != "." && (driver.Capabilities.ReachesOtherMachines || !driver.Capabilities.KnowsLocalSlots);

    /// <summary>Whether a lab server of this machine has opened the client's slot, as far as the network can tell.</summary>
    public bool IsRead()
    {
        if (scope is not ("." or "*"))
            return false;
        if (!driver.Capabilities.KnowsLocalSlots)
            return scope == ".";
        try
        {
            driver.OpenClient(MailslotPath.Local(LabName.SlotOf(client))).Dispose();
            return true;
        }
        catch (MailslotException)
        {
            return false;
        }
    }

    /// <summary>A notification that finds no lab server is repeated later, so nothing is said of it.</summary>
    public void Notify(ReadOnlySpan<byte> notification)
    {
        try
        {
            _notify ??= driver.OpenClient(PathOf(LabName.NotifySlot));
            _notify.Write(notification);
        }
        catch (MailslotException)
        {
            _notify?.Dispose();
            _notify = null;
        }
    }

    /// <summary>False: the reader is behind; the same packet is to be tried again.</summary>
    /// <exception cref="MailslotException">The slot cannot be written to.</exception>
    public bool TryWrite(ReadOnlySpan<byte> packet)
    {
        try
        {
            _packets ??= driver.OpenClient(PathOf(LabName.SlotOf(client)));
            _packets.Write(packet);
            return true;
        }
        catch (MailslotException e) when (e.Error == MailslotError.SemaphoreTimeout)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _notify?.Dispose();
        _packets?.Dispose();
    }

    private MailslotPath PathOf(string slot) => scope switch
    {
        "." => MailslotPath.Local(slot),
        "*" => ReachesFurther ? MailslotPath.Everybody(slot) : MailslotPath.Local(slot),
        _ => MailslotPath.OnHost(scope, slot),
    };
}
