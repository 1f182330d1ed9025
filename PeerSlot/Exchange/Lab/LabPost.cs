using PeerSlot.Exchange.Slots;
using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Lab;

/// <summary>Sends one payload as the lab's Client did, outside of any room.</summary>
public static class LabPost
{
    /// <param name="id">The client's UUID.</param>
    /// <param name="numbersFile">Keeps the packet numbers of that UUID; null where it is a new one.</param>
    /// <param name="scope"><c>.</c>, <c>*</c>, or a machine's or domain's name.</param>
    /// <param name="wait">For a lab server to open our slot.</param>
    /// <exception cref="RoomException">No network can be opened.</exception>
    /// <exception cref="SlotException">The slot cannot be written to.</exception>
    public static LabOutcome Send(
        NetworkChoice networks, Guid id, string? numbersFile, string scope, byte[] payload, TimeSpan wait, TimeProvider clock, CancellationToken cancelled)
    {
        var drivers = Networks.Open(networks, out _);
        try
        {
            using var client = new LabClient(
                drivers, id, scope, clock, numbers: numbersFile is null ? null : new LabNumbers(numbersFile));
            return client.Send(payload, wait, cancelled);
        }
        catch (MailslotException e)
        {
            throw SlotException.Of(e);
        }
        finally
        {
            foreach (var driver in drivers)
                driver.Dispose();
        }
    }
}
