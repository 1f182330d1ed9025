using PeerSlot.Mailslots;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>
/// The lab's Server: reads the notify slot, opens the slot of each client that notifies, and puts payloads together. Its own thread alone
/// touches the machines.
/// </summary>
internal sealed class LabServer : IDisposable
{
    /// <summary>How often it looks whether a client has turned out to be a peer.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TellNoiseEvery = TimeSpan.FromMinutes(1);

    private readonly Func<Guid, bool> _isPeer;
    private readonly TimeProvider _clock;
    private readonly Action<LabNews> _tell;
    private readonly long _started;
    private readonly LabSettings _settings = new();
    private readonly LabMemory _memory;
    private readonly LabNotifySlot _notifications;
    private readonly LabInbox _inbox = new();
    private readonly List<LabSlotReader> _notifySlots = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LabSlotReader> _clients = [];
    private readonly HashSet<Guid> _complained = [];
    private readonly LossReport _losses = new();
    private readonly Thread _thread;
    private TimeSpan _looked;
    private TimeSpan? _noiseTold;
    private long _noise;

    /// <param name="drivers">Not disposed here.</param>
    /// <param name="isPeer">Our own UUID and those of known peers: their slots are never opened. Called from this server's thread.</param>
    /// <param name="inRoom">False: PeerSlots that speak the lab protocol are clients too.</param>
    /// <param name="tell">Called from this server's thread.</param>
    /// <param name="trouble">Networks whose notify slot is taken.</param>
    public LabServer(
        IReadOnlyList<IMailslotDriver> drivers, Func<Guid, bool> isPeer, bool inRoom, TimeProvider clock, Action<LabNews> tell,
        out IReadOnlyList<Text> trouble)
    {
        (_isPeer, _clock, _tell, _started) = (isPeer, clock, tell, clock.GetTimestamp());
        _memory = new LabMemory(_settings);
        _notifications = new LabNotifySlot(_settings, isPeer, takePeers: !inRoom);
        var failures = new List<Text>();
        foreach (var driver in drivers)
        {
            if (TryOpen(driver, LabName.NotifySlot, receiver: null, out var reader) is { } failure)
                failures.Add(failure);
            else
                _notifySlots.Add(reader!);
        }

        trouble = failures;
        _thread = new Thread(Run) { IsBackground = true, Name = "lab server" };
        _thread.Start();
    }

    /// <summary>False where every notify slot is somebody else's: no lab client is heard.</summary>
    public bool Hears => _notifySlots.Count > 0;

    public IReadOnlyList<LabClientState> Clients
    {
        get
        {
            lock (_gate)
                return [.. _clients.Values.Select(StateOf)];
        }
    }

    /// <summary>The notify slots and those of the clients.</summary>
    public IReadOnlyList<SlotState> Slots
    {
        get
        {
            lock (_gate)
                return [.. _notifySlots.Concat(_clients.Values).Select(r => r.State)];
        }
    }

    /// <summary>Closes a client's slot, as closing its tab did. Its next notification opens it again.</summary>
    public void Close(Guid client) => _inbox.Post(_ => Forget(client));

    public void Dispose()
    {
        _inbox.Close();
        _thread.Join();
        foreach (var reader in _notifySlots.Concat(_clients.Values))
            reader.Dispose();
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    private static LabClientState StateOf(LabSlotReader reader) => new(reader.Receiver!.Client, reader.Driver.Network, reader.Since, reader.LastHeard);

    private void Run()
    {
        while (!_inbox.IsClosed)
        {
            if (_inbox.TryTake(out var item, LookEvery))
                Take(item);
            var now = Now;
            if (now - _looked < LookEvery)
                continue;
            _looked = now;
            WakeReceivers(now);
            TellNoise(now);
            foreach (var peer in _clients.Keys.Where(_isPeer).ToList())
                Forget(peer);
        }
    }

    private void Take(in LabInbox.Item item)
    {
        if (item.Call is { } call)
        {
            call(Now);
            return;
        }

        if (item.Reader!.Receiver is { } receiver)
            Receive(item.Reader, receiver, item.Message);
        else
            Notified(item.Reader, item.Message);
    }

    private void Notified(LabSlotReader slot, ReadOnlySpan<byte> message)
    {
        var before = _notifications.Ignored;
        _notifications.Receive(message);
        _noise += _notifications.Ignored - before;
        while (_notifications.TryTakeEvent(out var happened))
        {
            if (happened is LabClientAppeared { Client: var client })
                Open(slot.Driver, client);
        }
    }

    private void Open(IMailslotDriver driver, Guid client)
    {
        var receiver = new LabReceiver(client, _settings, _memory);
        if (TryOpen(driver, LabName.SlotOf(client), receiver, out var reader) is { } failure)
        {
            _notifications.Forget(client);

            // It notifies again and again.
            if (_complained.Count < _settings.MaximumClients && _complained.Add(client))
                _tell(new LabTrouble(failure));
            return;
        }

        lock (_gate)
            _clients[client] = reader!;
        _tell(new LabClientHere(StateOf(reader!)));
    }

    private void Receive(LabSlotReader slot, LabReceiver receiver, ReadOnlySpan<byte> message)
    {
        slot.LastHeard = _clock.GetUtcNow();
        var before = receiver.Counters.Ignored;
        receiver.Receive(Now, message);
        _noise += receiver.Counters.Ignored - before;
        TakeEvents(slot, receiver);
    }

    private void WakeReceivers(TimeSpan now)
    {
        foreach (var slot in _clients.Values)
        {
            if (slot.Receiver!.NextWakeUp <= now)
                slot.Receiver.Wake(now);
            TakeEvents(slot, slot.Receiver);
        }
    }

    private void TakeEvents(LabSlotReader slot, LabReceiver receiver)
    {
        while (receiver.TryTakeEvent(out var happened))
        {
            switch (happened)
            {
                case LabPayloadArrived arrived:
                    _tell(new LabPayload(arrived.Client, slot.Driver.Network, arrived.Number, arrived.Content));
                    break;
                case LabPayloadLost lost when _losses.MayTell(_clock.GetUtcNow(), lost.Client, out var untold):
                    _tell(new LabPayloadIncomplete(lost.Client, lost.Number, lost.BlocksHave, lost.BlocksOf, untold));
                    break;
            }
        }
    }

    private void TellNoise(TimeSpan now)
    {
        if (_noise == 0 || now - _noiseTold < TellNoiseEvery)
            return;
        _tell(new LabNoise(_noise));
        (_noise, _noiseTold) = (0, now);
    }

    private void Forget(Guid client)
    {
        _losses.Forget(client);
        _notifications.Forget(client);
        if (!_clients.TryGetValue(client, out var reader))
            return;
        lock (_gate)
            _clients.Remove(client);
        EndInBackground(reader);
        _tell(new LabClientClosed(client));
    }

    /// <summary>Its thread may wait for room in the inbox, which only this loop makes; its messages there find a receiver that gives no more.</summary>
    private static void EndInBackground(LabSlotReader reader) =>
        new Thread(reader.Dispose, 128 * 1024) { IsBackground = true, Name = "lab slot ends" }.Start();

    /// <returns>Null, or why not.</returns>
    private Text? TryOpen(IMailslotDriver driver, string name, LabReceiver? receiver, out LabSlotReader? reader)
    {
        try
        {
            var server = driver.CreateServer(MailslotPath.Local(name), maximumMessageSize: 0, Timeout.InfiniteTimeSpan);
            reader = new LabSlotReader(driver, server, receiver, _clock.GetUtcNow(), _inbox);
            return null;
        }
        catch (MailslotException e)
        {
            reader = null;
            return receiver is null
                ? $"Lab clients are not heard on the network {driver.Network}: another program has their notify slot. End it, or go on without them. ({e.Text})"
                : e.Text;
        }
    }
}
