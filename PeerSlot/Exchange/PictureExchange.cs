using System.Threading.Channels;
using PeerSlot.Exchange.Known;
using PeerSlot.Exchange.Lab;
using PeerSlot.Exchange.Slots;
using PeerSlot.Gallery;
using PeerSlot.Mailslots;
using PeerSlot.Pictures;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>
/// The loop that joins slots and protocol machines: bytes -> slot -> loop -> machine -> event -> news. Its thread alone touches the
/// machines; everybody
/// else posts to its inbox.
/// </summary>
public sealed class PictureExchange : IRoom, IDisposable
{
    /// <summary>
    /// Symbols until messages are looked at again: 1 ms. A sender that is too busy to reach its rate never waits for its turn; with 64 who asked it waited 10 ms, and
    /// asked twice more meanwhile (measured).
    /// </summary>
    private const int PacedAtOnce = 8;

    private readonly RoomOptions _options;
    private readonly IReadOnlyList<IMailslotDriver> _drivers;
    private readonly LoopClock _clock;
    private readonly LoopInbox _inbox = new();
    private readonly List<SlotReader> _readers = [];
    private readonly RoomMachines _machines;
    private readonly Router _router;
    private readonly Schedule _schedule;
    private readonly Outbox _outbox;
    private readonly Filing _filing;
    private readonly KnownPeers _known;
    private readonly Roster _roster;
    private readonly NewsDesk _news;
    private readonly EventDispatch _dispatch;
    private readonly IgnoredTally _ignored;
    private readonly Thread _thread;
    private readonly byte[] _incoming = new byte[WireLimits.MaximumMessage];
    private readonly byte[] _buffer = new byte[WireLimits.MaximumMessage];
    private uint _lastSendId;
    private readonly Departure _departure = new();
    private readonly PeerPlaces _places;
    private LabSide? _lab;
    private ControlSlot? _control;
    private int _disposed;

    private PictureExchange(RoomOptions options, IReadOnlyList<IMailslotDriver> drivers, IPictureStore store, TimeProvider clock)
    {
        (_options, _drivers, _clock) = (options, drivers, new LoopClock(clock));
        _known = new KnownPeers(options.KnownPeersFile, options.Receives, options.Id, work => _filing!.Add(work))
        {
            TrustedBySettings = options.Trusted,
        };
        _known.Load();
        _machines = new RoomMachines(options, drivers, new AcceptPolicy(options.Accept, _known, options.Id));
        _router = new Router(_machines.Seal, _machines.Presence, _machines.Transfer, _clock);
        _schedule = new Schedule(_machines.All);
        _outbox = new Outbox(drivers, _machines.Seal, _machines.Transfer.Rate.BitsPerSecond);
        _roster = new Roster(options.Id, _known);
        _news = new NewsDesk(_roster, clock);
        _filing = new Filing(store, new PictureLimits(options.MaxPixels), outcome => _inbox.Post(now => Filed(now, outcome)));
        _known.OnTrouble = _news.Trouble;
        _dispatch = new EventDispatch(_machines, _roster, _known, _news, _filing, _clock, () => _lab?.Clients ?? []);
        _ignored = new IgnoredTally(_machines.Local.Ignored, _readers);
        _places = new PeerPlaces(drivers, _inbox, _machines.Presence, _news.Trouble, clock);
        _thread = new Thread(Run) { IsBackground = true, Name = "exchange" };
    }

    public string Name => _machines.Local.Nickname;

    public string RoomName => _options.RoomName;

    public bool IsSealed => _options.Key is not null;

    public Guid Id => _options.Id;

    public ChannelReader<RoomNews> News => _news.Reader;

    public IReadOnlyList<RoomPeer> Peers => _roster.Peers;

    public IReadOnlyList<SlotState> Slots => [.. _readers.Select(reader => reader.State), .. _lab?.Slots ?? []];

    public IgnoredDatagrams Ignored => _ignored.Published;

    public string NetworkState => string.Join(' ', _drivers.Select(driver =>
        _outbox.Trouble is null && driver.Findings.Any(f => f.Works) ? $"{driver.Network}:ok" : $"{driver.Network}:trouble"));

    /// <summary>What the drivers tried when they started.</summary>
    public IEnumerable<NetworkFinding> Findings =>
        _drivers.SelectMany(d => d.Findings.Select(f => new NetworkFinding(d.Network, f.Subject, f.Works, f.Message)));

    /// <summary>
    /// Opens the networks and enters the room. A network that cannot be opened is told as <see cref="TroubleNews"/> while another can.
    /// </summary>
    /// <param name="options">Awaited once the networks are open, so that keys can be read meanwhile.</param>
    /// <exception cref="RoomException">No network can be opened.</exception>
    public static PictureExchange Enter(Task<RoomOptions> options, NetworkChoice networks, IPictureStore store, TimeProvider clock)
    {
        var drivers = Networks.Open(networks, out var trouble);
        try
        {
            var exchange = Start(OptionsOrClose(options, drivers), drivers, store, clock);
            foreach (var message in trouble)
                exchange._news.Trouble(message);
            foreach (var peer in networks.Peers)
                exchange.AddPeer(peer);
            networks.Bridge?.Watch(exchange._news.Trouble);
            exchange._filing.Add(() => exchange._control = ControlSlot.TryOpen(exchange.Name, () => exchange.Slots, () => exchange.Ignored));
            return exchange;
        }
        catch (MailslotException e)
        {
            throw new RoomException(e.Text, e);
        }
    }

    private static RoomOptions OptionsOrClose(Task<RoomOptions> options, IReadOnlyList<IMailslotDriver> drivers)
    {
        try
        {
            return options.GetAwaiter().GetResult();
        }
        catch
        {
            foreach (var driver in drivers)
                driver.Dispose();
            throw;
        }
    }

    /// <summary>Opens the slots and announces us. The drivers are disposed with the exchange, also when this throws.</summary>
    /// <param name="store">Where arriving pictures are filed.</param>
    /// <exception cref="MailslotException">A slot cannot be created.</exception>
    internal static PictureExchange Start(RoomOptions options, IReadOnlyList<IMailslotDriver> drivers, IPictureStore store, TimeProvider clock)
    {
        var exchange = new PictureExchange(options, drivers, store, clock);
        try
        {
            exchange.OpenSlots();
            exchange._lab = exchange.OpenLab(store, clock);
        }
        catch
        {
            exchange._thread.Start();
            exchange.Dispose();
            throw;
        }

        exchange._inbox.Post(exchange._machines.Presence.Start);
        exchange._thread.Start();
        return exchange;
    }

    public uint Send(byte[] content, string fileName, IReadOnlyList<Guid>? to, bool stripped = false)
    {
        var sendId = Interlocked.Increment(ref _lastSendId);
        if (!_options.Sends)
        {
            _news.Trouble("This seat only receives: send.enabled is false in its settings.");
            _inbox.Post(_ => _news.SendEnded(sendId));
            return sendId;
        }

        var sending = Sending.Describe(content, fileName, stripped, new PictureLimits(_options.MaxPixels));
        _inbox.Post(now => _dispatch.Send(now, sendId, sending, to));
        if (to is null)
            _lab?.Send(sendId, content, fileName);
        AddPreview(sendId, sending);
        return sendId;
    }

    public void Pull(string key) => _inbox.Post(now => _dispatch.Pull(now, key));

    public void SendAgain(uint sendId) => _inbox.Post(now => _dispatch.SendAgain(now, sendId));

    public void Trust(Guid id, bool isTrusted) => Judge(id, nickname => _known.Trust(id, nickname, isTrusted));

    public void Mute(Guid id, bool isMuted) => Judge(id, nickname => _known.Mute(id, nickname, isMuted));

    public void Rename(Guid id, string name) =>
        Judge(id, nickname => _known.Rename(id, nickname, HarmlessText.Clean(name, HarmlessText.NicknameColumns)));

    public void AddPeer(string address) => _places.Add(address);

    public void Accept(string key)
    {
        if (TransferId.TryParse(key, out var transfer))
            _inbox.Post(now => _machines.Transfer.Pull(now, transfer));
    }

    /// <summary>Makes the first picture as quick as the next: <see cref="Rehearsal"/>.</summary>
    public void Rehearse(TimeProvider clock) => Rehearsal.Begin(_options, clock);

    public void CloseLabClient(Guid id) => _lab?.Close(id);

    /// <summary>
    /// Files all that arrived, repeats receipts that were lost (<see cref="Departure"/>), says goodbye, closes the slots and ends the news.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _places.Dispose();
        _lab?.Dispose();
        _filing.Dispose();
        _control?.Dispose();
        _inbox.Post(_departure.Begin);
        _thread.Join();
        _inbox.Close();
        foreach (var reader in _readers)
            reader.Dispose();
        _inbox.Dispose();
        _outbox.Dispose();
        foreach (var driver in _drivers)
            driver.Dispose();
        (_machines.Seal as IDisposable)?.Dispose();
        _news.Close();
    }

    /// <summary>Beside the first datagrams, which do not wait for it; a small picture is there as soon as its preview would be.</summary>
    private void AddPreview(uint sendId, Sending sending)
    {
        if (!sending.HasPreview)
            return;
        // A thread of its own: the pool may be busy, and a preview that is late is none.
        var making = new Thread(() =>
        {
            if (PicturePreview.TryMake(sending.Content, new PictureLimits(_options.MaxPixels)) is { } preview)
                _inbox.Post(now => _dispatch.AddPreview(sendId, preview));
        });
        making.IsBackground = true;
        making.Name = "preview";
        making.Start();
    }

    /// <summary>Of somebody who is or was in the room; nobody else has a name that could be meant.</summary>
    private void Judge(Guid id, Action<string> judge) => _inbox.Post(_ =>
    {
        if (_roster.NicknameOf(id) is not { Length: > 0 } nickname)
            return;
        judge(nickname);
        _dispatch.PeersChanged();
    });

    private void OpenSlots()
    {
        for (var network = 0; network < _drivers.Count; network++)
        {
            OpenSlot(network, WellKnownSlot.Hello);
            OpenSlot(network, WellKnownSlot.Peer);
            if (_options.Receives)
                OpenSlot(network, WellKnownSlot.Pictures);
        }
    }

    /// <summary>Null where the settings leave the lab out.</summary>
    private LabSide? OpenLab(IPictureStore store, TimeProvider clock)
    {
        var drivers = LabSide.DriversOf(_options.Lab, _drivers);
        return drivers.Count == 0 ? null : new LabSide(
            _options, drivers, new LabRoom(store, _filing, _news, _roster.IsPeer, () => _inbox.Post(_ => _dispatch.PeersChanged())), clock);
    }

    private void OpenSlot(int network, WellKnownSlot slot)
    {
        var path = MailslotPath.Local(SlotNames.Of(slot, new PeerId(_options.Id)));
        var server = _drivers[network].CreateServer(path, maximumMessageSize: 0, Timeout.InfiniteTimeSpan);
        var name = _drivers[network].Network;
        _readers.Add(new SlotReader(server, _inbox.OpenLane(slot, network, name), _machines.Local.Id, name));
    }

    private void Run()
    {
        while (true)
        {
            var now = _clock.Now;
            TakeCalls(now);
            TakeMessages(now);
            if (_departure.IsRepeatDue(now))
                _machines.Transfer.RepeatReceipts(now);
            if (_departure.IsDue(now))
                _machines.Presence.Stop();
            _schedule.WakeDue(now);
            _dispatch.TakeEvents(now);
            _ignored.Publish(now);
            SendDatagrams();
            if (_departure.IsDue(now))
                return;
            if (!_inbox.HasMore)
                _inbox.Wait(_schedule.Until(now, WaitsForPace(now) ? _outbox.NextPace : null, _departure.Next, _dispatch.NextPeersNews, _ignored.Next));
        }
    }

    private void TakeCalls(TimeSpan now)
    {
        while (_inbox.TryTakeCall(out var call))
            call!(now);
    }

    /// <summary>Not all at once: while a stream comes in, what is due to go out must go out.</summary>
    private void TakeMessages(TimeSpan now)
    {
        for (var taken = 0; taken < 64 && _inbox.TryTake(_incoming, out var message); taken++)
        {
            _router.Deliver(now, message);
            if (message.Slot != WellKnownSlot.Hello)
                _departure.Asked(now);
        }
    }

    /// <summary>
    /// The time is asked for each, since receivers compare when a symbol left with when it came: a signature between two of them takes as long as a queue that
    /// matters.
    /// </summary>
    private void SendDatagrams()
    {
        _outbox.BitsPerSecond = _machines.Transfer.Rate.BitsPerSecond;
        var paced = 0;
        foreach (var machine in _machines.All)
        {
            while (true)
            {
                var now = _clock.Now;
                if (!machine.TryTakeDatagram(now, paced < PacedAtOnce && _outbox.MayPace(now), _buffer.AsSpan(0, WireLimits.MaximumPlainMessage), out var datagram))
                    break;
                _outbox.Write(now, datagram, _buffer);
                paced += datagram.Paced ? 1 : 0;
            }
        }

        if (_outbox.IsBlocked)
            _machines.Transfer.Rate.Blocked(_clock.Now);
    }

    private void Filed(TimeSpan now, FilingOutcome outcome)
    {
        _dispatch.Filed(now, outcome);
        _departure.Answered(now);
    }

    private bool WaitsForPace(TimeSpan now) => _machines.All.Any(machine => machine.HasPacedData(now));
}
