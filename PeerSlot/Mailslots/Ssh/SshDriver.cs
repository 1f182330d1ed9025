using System.Text;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>
/// Mailslots of the network of another machine, by a relay there at the other end of ssh: <c>\\*\</c> is everybody that it reaches, an address one of them
/// (docs/decisions/0009-bridge.md).
/// </summary>
/// <remarks>
/// The line may go and come again; what is written meanwhile is lost, as mailslots may lose it. Limits: what this process writes to everybody does not come back to it,
/// and <c>\\.\</c> and <c>\\HOST\</c> cannot be written to.
/// </remarks>
/// <param name="host">For people.</param>
public sealed class SshDriver(string host) : IMailslotDriver
{
    private readonly QueueBudget _budget = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlotQueue> _slots = new(StringComparer.OrdinalIgnoreCase);
    private volatile SshLink? _link;
    private volatile bool _disposed;

    public string Network => "ssh";

    public DriverCapabilities Capabilities { get; } = new(
        SshFrame.LargestMessage, ReachesOtherMachines: true, OneServerPerMachine: false, SupportsBroadcast: true, BitsPerSecond: 0);

    public IReadOnlyList<DriverFinding> Findings =>
    [
        new DriverFinding(
            Text.Verbatim(host), _link is not null, _link is not null ? "The relay there carries what is said to everybody and to one." : "The line is broken; it is tried again."),
    ];

    /// <summary>Whoever used it has left: no line is needed any more.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>Uses a line whose greeting was read.</summary>
    public void Join(Stream fromRelay, Stream toRelay)
    {
        var link = new SshLink(fromRelay, toRelay, Received);
        link.Start();
        lock (_gate)
        {
            foreach (var name in _slots.Keys)
                Open(link, name);
            _link = link;
        }

        if (_disposed)
            link.Dispose();
    }

    /// <summary>Returns when the line that was joined is over.</summary>
    public void WaitForEnd()
    {
        var link = _link;
        link?.WaitForEnd();
        _link = null;
        link?.Dispose();
    }

    public IMailslotServer CreateServer(MailslotPath path, int maximumMessageSize, TimeSpan readTimeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SlotErrors.ThrowIfNotLocal(path);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMessageSize);
        NameOf(path);
        var queue = new SlotQueue(maximumMessageSize, readTimeout, _budget);
        lock (_gate)
        {
            if (!_slots.TryAdd(path.Name, queue))
                throw SlotErrors.AlreadyExists(path);
            if (_link is { } link)
                Open(link, path.Name);
        }

        return new SlotServer(path, queue, () => Forget(path.Name));
    }

    public IMailslotClient OpenClient(MailslotPath path)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (path.Scope != MailslotScope.Everybody)
            throw new MailslotException(MailslotError.BadNetworkPath, $@"The network ssh knows no names of machines: only \\*\ can be written to, not {path}.");
        return new SshClient(this, null, NameOf(path));
    }

    public IMailslotClient OpenClient(MailslotAddress address, string slotName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (address is not SshAddress process)
            throw new ArgumentException($"{address} is no address of the network ssh.", nameof(address));
        return new SshClient(this, process, NameOf(MailslotPath.Local(slotName)));
    }

    /// <summary>Lets what was written leave, hangs up, and closes every slot.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _link?.Dispose();
        lock (_gate)
        {
            foreach (var queue in _slots.Values)
                queue.Close();
            _slots.Clear();
        }
    }

    /// <returns>False: the line is full, and may have room soon. Without a line it is lost.</returns>
    internal bool TrySend(in SshFrame frame) => _link is not { } link || link.TrySend(frame) || link.IsStuck;

    private static byte[] NameOf(MailslotPath path)
    {
        var name = Encoding.UTF8.GetBytes(path.Name);
        return name.Length <= SshFrame.LongestName ? name : throw new MailslotException(
            MailslotError.NameTooLong, $"Over ssh a slot's name has at most {SshFrame.LongestName} bytes of UTF-8; this one has {name.Length}.");
    }

    private static void Open(SshLink link, string name) =>
        link.TrySend(new SshFrame { Kind = SshFrameKind.Open, Slot = Encoding.UTF8.GetBytes(name) });

    /// <summary>On the link's thread.</summary>
    private void Received(in SshFrame frame)
    {
        if (frame.Kind != SshFrameKind.Message)
            return;
        SlotQueue? queue;
        lock (_gate)
            queue = Find(frame.Slot);
        queue?.TryAdd(frame.Message, SshAddress.Read(frame.Address));
    }

    /// <summary>A handful of slots: a loop, and no text a message.</summary>
    private SlotQueue? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[SshFrame.LongestName];
        if (!Encoding.UTF8.TryGetChars(name, text, out var length))
            return null;
        foreach (var (slot, queue) in _slots)
        {
            if (text[..length].Equals(slot, StringComparison.OrdinalIgnoreCase))
                return queue;
        }

        return null;
    }

    private void Forget(string name)
    {
        lock (_gate)
            _slots.Remove(name);
    }
}
