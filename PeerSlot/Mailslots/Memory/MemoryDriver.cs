namespace PeerSlot.Mailslots.Memory;

/// <summary>
/// One process of a simulated machine on a <see cref="MemoryNetwork"/>. Two drivers with one host name are two processes of that
/// machine.
/// </summary>
public sealed class MemoryDriver : IMailslotDriver
{
    private readonly MemoryNetwork _network;
    private readonly QueueBudget _budget = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlotQueue> _slots = new(StringComparer.OrdinalIgnoreCase);

    public MemoryDriver(MemoryNetwork network, string host)
    {
        _network = network;
        Address = network.Join(this, host);
        Findings = [new DriverFinding(Text.Verbatim(Address.ToString()), Works: true, "A network within this process.")];
        Capabilities = new DriverCapabilities(
            network.MaximumMessageSize, ReachesOtherMachines: false, OneServerPerMachine: false, SupportsBroadcast: true, BitsPerSecond: 0)
        {
            KnowsLocalSlots = true,
        };
    }

    public string Network => "memory";

    public DriverCapabilities Capabilities { get; }

    public IReadOnlyList<DriverFinding> Findings { get; }

    internal MemoryAddress Address { get; }

    public IMailslotServer CreateServer(MailslotPath path, int maximumMessageSize, TimeSpan readTimeout)
    {
        SlotErrors.ThrowIfNotLocal(path);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMessageSize);
        var queue = new SlotQueue(maximumMessageSize, readTimeout, _budget);
        lock (_gate)
        {
            if (!_slots.TryAdd(path.Name, queue))
                throw SlotErrors.AlreadyExists(path);
        }

        return new SlotServer(path, queue, () => Forget(path.Name));
    }

    public IMailslotClient OpenClient(MailslotPath path)
    {
        switch (path.Scope)
        {
            case MailslotScope.Local:
                if (!_network.Exists(d => d.IsOn(Address.Host) && d.Find(path.Name) is not null))
                    throw new MailslotException(MailslotError.FileNotFound, $"There is no slot {path} on this machine.");
                return new MemoryClient(_network, this, d => d.IsOn(Address.Host), path.Name);
            case MailslotScope.Host:
                if (!_network.Exists(d => d.IsOn(path.Host)))
                    throw new MailslotException(MailslotError.BadNetworkPath, $"There is no machine {path.Host} on this network.");
                return new MemoryClient(_network, this, d => d.IsOn(path.Host), path.Name);
            default:
                return new MemoryClient(_network, this, static _ => true, path.Name);
        }
    }

    public IMailslotClient OpenClient(MailslotAddress address, string slotName)
    {
        if (address is not MemoryAddress process)
            throw new ArgumentException($"{address} is no address of the network memory.", nameof(address));
        return new MemoryClient(_network, this, d => d.Address == process, MailslotPath.Local(slotName).Name);
    }

    /// <summary>The process ends: its slots and their unread messages go.</summary>
    public void Dispose()
    {
        _network.Leave(this);
        lock (_gate)
        {
            foreach (var queue in _slots.Values)
                queue.Close();
            _slots.Clear();
        }
    }

    internal bool IsOn(string host) => Address.Host.Equals(host, StringComparison.OrdinalIgnoreCase);

    internal void Deliver(string slotName, ReadOnlySpan<byte> message, MailslotAddress origin) => Find(slotName)?.TryAdd(message, origin);

    private SlotQueue? Find(string slotName)
    {
        lock (_gate)
            return _slots.GetValueOrDefault(slotName);
    }

    private void Forget(string slotName)
    {
        lock (_gate)
            _slots.Remove(slotName);
    }
}
