using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// Reads the notify slot and says which lab clients are new. Clients notify more than once and never say goodbye: a client stays known
/// until the caller closes its slot (<see cref="Forget"/>), its next notification makes it appear again.
/// </summary>
/// <param name="settings">How many clients at most.</param>
/// <param name="isPeer">
/// UUIDs whose slots are never to be opened: our own, which comes back to us when we write to everybody, and PeerSlot peers, which are heard
/// by their own protocol.
/// </param>
/// <param name="takePeers">For who is in no room: notifications of PeerSlots in rooms count too.</param>
public sealed class LabNotifySlot(LabSettings settings, Func<Guid, bool> isPeer, bool takePeers = false)
{
    /// <summary>Each waits until its event is taken: no more than there may be clients.</summary>
    private readonly Queue<Guid> _appeared = new();

    private readonly HashSet<Guid> _clients = [];

    /// <summary>The clients whose slots are open.</summary>
    public IReadOnlyCollection<Guid> Clients => _clients;

    public long Messages { get; private set; }

    /// <summary>Notifications of peers, and our own.</summary>
    public long OfPeers { get; private set; }

    /// <summary>Messages that are no notification.</summary>
    public long Ignored { get; private set; }

    /// <summary>Notifications of clients for whom there is no slot left.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes one message of the slot. What is no notification changes nothing but a counter.</summary>
    public void Receive(ReadOnlySpan<byte> message)
    {
        Messages++;
        if (!LabName.TryRead(message, out var client, out var saysPeer))
        {
            Ignored++;
            return;
        }

        if ((saysPeer && !takePeers) || isPeer(client))
        {
            OfPeers++;
            return;
        }

        if (_clients.Contains(client))
            return;
        if (_clients.Count >= settings.MaximumClients)
        {
            Refused++;
            return;
        }

        _clients.Add(client);
        _appeared.Enqueue(client);
    }

    /// <summary>The client's slot is closed, or could not be opened.</summary>
    /// <returns>False where it was not known.</returns>
    public bool Forget(Guid client) => _clients.Remove(client);

    public bool TryTakeEvent([NotNullWhen(true)] out ProtocolEvent? happened)
    {
        happened = null;
        while (happened is null && _appeared.TryDequeue(out var client))
        {
            if (_clients.Contains(client))
                happened = new LabClientAppeared(client);
        }

        return happened is not null;
    }
}
