using System.Diagnostics;

namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// Mailslots of one machine, where a name has one reader among all its processes. Well-known slots are numbered, so that several
/// processes hear each other, and framed, so that they can answer (docs/decisions/0003-numbered-slots.md).
/// </summary>
public abstract class MachineDriver : IMailslotDriver
{
    /// <summary>For a write by hand: a name on the network may take its time, and then an error is worth waiting for.</summary>
    private static readonly TimeSpan PatienceByHand = TimeSpan.FromSeconds(3);

    /// <summary>For the loop of a room, which has other peers to serve.</summary>
    private static readonly TimeSpan PatienceOfRoom = TimeSpan.FromMilliseconds(100);

    /// <summary>Writers that are still there keep the name of a closed slot for about a second (rule 26, Wine).</summary>
    private static readonly TimeSpan NameLimit = TimeSpan.FromMilliseconds(1_500);

    private readonly IMachineSlots _slots;
    private readonly QueueBudget _budget = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<MailslotPath, SlotServer> _servers = [];
    private IMachineSlot? _claim;
    private volatile int _number;
    private volatile bool _disposed;

    private protected MachineDriver(IMachineSlots slots) => _slots = slots;

    public abstract string Network { get; }

    public abstract DriverCapabilities Capabilities { get; }

    public abstract IReadOnlyList<DriverFinding> Findings { get; }

    /// <summary>This process among those of its machine, 1 to 8, from its first numbered slot on; 0 before.</summary>
    internal int Number => _number;

    public IMailslotServer CreateServer(MailslotPath path, int maximumMessageSize, TimeSpan readTimeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfNotLocal(path);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMessageSize);
        var queue = new SlotQueue(maximumMessageSize, readTimeout, _budget);
        lock (_gate)
        {
            if (_servers.ContainsKey(path))
                throw _slots.Failure(Win32Error.AlreadyExists, path);
            var pump = new SlotPump(path.Name, Create(path, maximumMessageSize), queue);
            return _servers[path] = new SlotServer(path, queue, () => Close(path, pump));
        }
    }

    public IMailslotClient OpenClient(MailslotPath path)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var isHere = path.Scope == MailslotScope.Local || path.Host.Equals(_slots.Computer, StringComparison.OrdinalIgnoreCase);
        if (path.Scope == MailslotScope.Everybody)
        {
            IEnumerable<MailslotPath> remote = _slots.LargestRemoteMessage > 0 ? [path] : [];
            return Client(path.Name, [.. LocalPaths(path.Name), .. remote], PatienceOfRoom);
        }

        MailslotPath[] paths = isHere ? [.. LocalPaths(path.Name)] : [path];
        ThrowIfNobodyIsThere(path, paths);
        return Client(path.Name, paths, PatienceByHand);
    }

    public IMailslotClient OpenClient(MailslotAddress address, string slotName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (address is not MachineAddress { Computer: var computer, Number: var number })
            throw new ArgumentException($"{address} is no address of the network {Network}.", nameof(address));
        var name = SlotNumbers.IsNumbered(slotName) ? SlotNumbers.NameOf(slotName, number) : slotName;
        var isHere = computer == "." || computer.Equals(_slots.Computer, StringComparison.OrdinalIgnoreCase);
        return Client(slotName, [isHere ? MailslotPath.Local(name) : MailslotPath.OnHost(computer, name)], PatienceOfRoom);
    }

    /// <summary>Closes every slot of this driver; reads that wait return Closed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        SlotServer[] servers;
        lock (_gate)
            servers = [.. _servers.Values];
        foreach (var server in servers)
            server.Dispose();
        _claim?.Dispose();
        _slots.Dispose();
        GC.SuppressFinalize(this);
    }

    private static IEnumerable<MailslotPath> LocalPaths(string name) =>
        SlotNumbers.IsNumbered(name)
            ? Enumerable.Range(1, SlotNumbers.Last).Select(n => MailslotPath.Local(SlotNumbers.NameOf(name, n)))
            : [MailslotPath.Local(name)];

    private MachineClient Client(string name, MailslotPath[] paths, TimeSpan patience) =>
        new(
            _slots,
            [.. paths.Select(p => new MachineTarget(_slots, p, patience, mayBeAbsent: paths.Length >= SlotNumbers.Last))],
            SlotNumbers.IsFramed(name) ? buffer => MachineFrame.Write(buffer, _slots.Computer, _number) : null);

    private void ThrowIfNobodyIsThere(MailslotPath asked, MailslotPath[] paths)
    {
        var error = Win32Error.FileNotFound;
        foreach (var path in paths)
        {
            error = _slots.TryOpen(path, out var writer);
            writer?.Dispose();

            // Somebody has it alone for now (rule 10): it exists, and the write tries again.
            if (error is Win32Error.Success or Win32Error.SharingViolation)
                return;
        }

        throw _slots.Failure(error, asked);
    }

    private IMachineSlot Create(MailslotPath path, int maximumMessageSize)
    {
        // A machine that enforces a size (rule 20) keeps what no reader here takes out of the slot.
        var frame = SlotNumbers.IsFramed(path.Name) ? MachineFrame.LargestSize : 0;
        var largest = maximumMessageSize is 0 or > MailslotLimits.LargestMessage - MachineFrame.LargestSize
            ? MailslotLimits.LargestMessage
            : maximumMessageSize + frame;
        if (SlotNumbers.IsNumbered(path.Name))
            return _number == 0 ? CreateFirst(path, largest) : CreateNumbered(path, largest);
        var error = _slots.TryCreate(path.Name, largest, out var slot);
        return error == Win32Error.Success ? slot! : throw _slots.Failure(error, path);
    }

    /// <summary>
    /// The first numbered slot finds the number that all others take: the first that no other process has claimed and whose
    /// slot is free.
    /// </summary>
    private IMachineSlot CreateFirst(MailslotPath path, int largest)
    {
        for (var number = 1; number <= SlotNumbers.Last; number++)
        {
            var error = _slots.TryCreate(SlotNumbers.NameOf(SlotNumbers.Claim, number), 1, out var claim);
            IMachineSlot? slot = null;
            if (error == Win32Error.Success)
                error = _slots.TryCreate(SlotNumbers.NameOf(path.Name, number), largest, out slot);
            if (slot is not null)
            {
                (_claim, _number) = (claim, number);
                return slot;
            }

            claim?.Dispose();
            if (error != Win32Error.AlreadyExists)
                throw _slots.Failure(error, path);
        }

        throw new MailslotException(
            MailslotError.AlreadyExists,
            $"{SlotNumbers.Last} PeerSlots have the slot {path} on this machine, and no more can. End one of them, or use the network lan.");
    }

    private IMachineSlot CreateNumbered(MailslotPath path, int largest)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var error = _slots.TryCreate(SlotNumbers.NameOf(path.Name, _number), largest, out var slot);
            if (error == Win32Error.Success)
                return slot!;
            if (error != Win32Error.AlreadyExists || Stopwatch.GetElapsedTime(started) > NameLimit)
                throw _slots.Failure(error, path);
            Thread.Sleep(50);
        }
    }

    private void Close(MailslotPath path, SlotPump pump)
    {
        pump.Dispose();
        lock (_gate)
            _servers.Remove(path);
    }
}
