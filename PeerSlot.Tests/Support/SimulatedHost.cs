using PeerSlot.Exchange;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Tests.Support;

/// <summary>A process in the simulated lab: both machines, a small outbox, and a gallery that files at once.</summary>
public sealed class SimulatedHost
{
    private readonly SimulatedLab _lab;
    private readonly byte[] _buffer = new byte[WireLimits.MaximumMessage];
    private readonly IProtocolMachine[] _machines;
    private readonly SimulatedHostClock _clock = new();
    private readonly TokenBucket _bucket = new(0);
    private TimeSpan _nextPaced;
    private TimeSpan? _scheduled;

    internal SimulatedHost(
        SimulatedLab lab, int number, string nickname, Identity? identity, bool receives, TransferSettings transfer, PresenceSettings presence,
        int seed)
    {
        _lab = lab;
        Number = number;
        Address = new SimulatedAddress(number);
        var own = new Random(unchecked(seed * 1_000_003 + number * 7_919));
        Identity = identity ?? new FakeIdentity(own.NextInt64());
        Local = new LocalSession(
            Identity, FakeSignatures.Instance, new SessionId((ulong)own.NextInt64(1, long.MaxValue)), RoomId.FromName("lab"), nickname,
            (ulong)own.NextInt64(1, long.MaxValue));
        Seal = lab.Key is { } key ? new SealedRoom(key, Local.Id, Local.Ignored, new RoomLimits()) : new OpenRoom(Local.Ignored);
        Table = new PeerTable(presence);
        Presence = new PresenceMachine(Local, presence, Table, receives, new Random(own.Next()));
        Transfer = new TransferMachine(Local, transfer, Table, receives, new Random(own.Next()), new Policy(this));
        _machines = [Presence, Transfer];
    }

    public int Number { get; }

    public SimulatedAddress Address { get; }

    /// <summary>What its own clock shows: the lab's time as long as nobody touched it.</summary>
    public TimeSpan Now => _clock.AtHost(_lab.Now);

    public Identity Identity { get; }

    public LocalSession Local { get; }

    /// <summary>Between the machines and the lab's network.</summary>
    public IRoomSeal Seal { get; }

    /// <summary>Its own network conditions; null = those of the lab.</summary>
    public LabConditions? Conditions { get; set; }

    public SimulatedPort Port { get; } = new();

    public PeerTable Table { get; }

    public PresenceMachine Presence { get; }

    public TransferMachine Transfer { get; }

    public PeerId Id => Local.Peer;

    /// <summary>Whose pictures it takes.</summary>
    public Func<PeerId, Acceptance> Accepts { get; set; } = _ => Acceptance.Take;

    /// <summary>Everything that the machines told, in order.</summary>
    public List<ProtocolEvent> Events { get; } = [];

    public List<PictureArrived> Arrived { get; } = [];

    /// <summary>When the last of them was whole.</summary>
    public TimeSpan LastArrival { get; private set; }

    /// <summary>How many of each kind it sent.</summary>
    public Dictionary<MessageKind, int> Sent { get; } = [];

    /// <summary>Symbols that went to one by unicast.</summary>
    public int UnicastSymbols { get; private set; }

    /// <summary>How often its schedule woke it.</summary>
    public int WakeUps { get; private set; }

    public bool IsDead { get; private set; }

    public bool IsDeafToMulticast { get; set; }

    /// <summary>What goes to everybody stays within it; what goes to one is routed.</summary>
    public int Subnet { get; init; }

    /// <summary>Looks for others where the user says that they are.</summary>
    public void AddPeer(SimulatedHost at)
    {
        Presence.SetContact(Now, at.Local.Nickname, [at.Address], isHost: false);
        Pump();
    }

    /// <summary>What the gallery does with an arrived picture; null = files it at once.</summary>
    public Action<SimulatedHost, PictureArrived>? OnArrived { get; set; }

    /// <summary>Sees each message that it sends.</summary>
    public Action<OutgoingDatagram, byte[]>? OnSent { get; set; }

    public uint Send(
        byte[] content, IReadOnlyList<PeerId>? to = null, string fileName = "dog.png", int width = 16, int height = 16, TimeSpan? wait = null,
        byte[]? preview = null, bool awaitsPreview = false)
    {
        var number = Transfer.Send(Now, content, fileName, width, height, null, to, wait, preview, awaitsPreview: awaitsPreview);
        Pump();
        return number;
    }

    /// <summary>Ends without a word: a pulled plug.</summary>
    public void Kill() => IsDead = true;

    /// <summary>Ends as programs should: with a goodbye.</summary>
    public void Leave()
    {
        Transfer.Stop();
        Presence.Stop();
        Pump();
        IsDead = true;
    }

    /// <summary>Its clock shows so much more from now on, as after a sleep.</summary>
    public void JumpClock(TimeSpan by)
    {
        _clock.Jump(_lab.Now, by);
        Pump();
    }

    /// <summary>Its clock runs faster (or slower) than the lab's by this share.</summary>
    public void DriftClock(double drift) => _clock.SetDrift(_lab.Now, drift);

    /// <summary>The last that was told of a delivery to a peer.</summary>
    public DeliveryState? DeliveryTo(SimulatedHost peer, uint number) =>
        Events.OfType<DeliveryChanged>().LastOrDefault(e => e.Peer == peer.Id && e.Number == number)?.State;

    public bool HasEnded(uint number) => Events.OfType<SendEnded>().Any(e => e.Number == number);

    public bool Has(byte[] content) => Arrived.Exists(a => a.Content.AsSpan().SequenceEqual(content));

    public string Describe() =>
        $"{Local.Nickname}: {Table.PeerCount} peers, {Arrived.Count} pictures, last {Events.LastOrDefault()?.GetType().Name ?? "nothing"}";

    internal void Arrive(PeerAddress source, byte[] message)
    {
        if (IsDead)
            return;
        Receive(source, message);
        Pump();
    }

    internal void WakeAt(TimeSpan planned)
    {
        if (!IsDead && TryWake(planned))
            Pump();
    }

    private void Receive(PeerAddress source, byte[] message)
    {
        var opened = (byte[])message.Clone(); // other hosts receive the same bytes
        if (!Seal.TryOpen(Now, source, opened, out var size))
            return;
        foreach (var machine in _machines)
            machine.Receive(Now, source, opened.AsSpan(0, size));
    }

    /// <summary>False for a wake-up that an earlier one replaced.</summary>
    private bool TryWake(TimeSpan planned)
    {
        if (_scheduled != planned)
            return false;
        _scheduled = null;
        WakeUps++;
        foreach (var machine in _machines)
            machine.Wake(Now);
        return true;
    }

    private bool HasOwnPace => _lab.ConditionsOf(this).PacedPerSecond == 0;

    private bool MayPace()
    {
        _bucket.BitsPerSecond = Transfer.Rate.BitsPerSecond;
        return HasOwnPace ? _bucket.HasRoom(Now) : Now >= _nextPaced;
    }

    /// <summary>Takes all datagrams and events, then plans the next wake-up.</summary>
    public void Pump()
    {
        var isBusy = true;
        while (isBusy)
        {
            isBusy = false;
            foreach (var machine in _machines)
            {
                while (!IsDead && machine.TryTakeDatagram(Now, MayPace(), _buffer.AsSpan(0, WireLimits.MaximumPlainMessage), out var datagram))
                {
                    isBusy = true;
                    Transmit(datagram);
                }

                while (machine.TryTakeEvent(out var happened))
                {
                    isBusy = true;
                    Take(happened!);
                }
            }
        }

        Plan();
    }

    private void Transmit(OutgoingDatagram datagram)
    {
        var kind = (MessageKind)(_buffer[0] & 15);
        var message = _buffer[..Seal.Seal(_buffer, datagram.Size)];
        Sent[kind] = Sent.GetValueOrDefault(kind) + 1;
        if (kind is MessageKind.Symbol or MessageKind.TimedSymbol && datagram.To is not null)
            UnicastSymbols++;
        if (datagram.Paced && HasOwnPace)
            _bucket.Take(message.Length);
        else if (datagram.Paced)
            _nextPaced = (_nextPaced > Now ? _nextPaced : Now) + TimeSpan.FromSeconds(1) / _lab.ConditionsOf(this).PacedPerSecond;
        OnSent?.Invoke(datagram, message);
        _lab.Transmit(this, datagram, message);
    }

    private void Take(ProtocolEvent happened)
    {
        Events.Add(happened);
        if (happened is not PictureArrived arrived)
            return;
        Arrived.Add(arrived);
        LastArrival = _lab.Now;
        if (OnArrived is { } file)
            file(this, arrived);
        else
            Transfer.Filed(Now, arrived.Manifest.Transfer);
    }

    private void Plan()
    {
        TimeSpan? next = !Transfer.HasPacedData(Now) ? null : HasOwnPace ? _bucket.NextRoom : _nextPaced;
        foreach (var machine in _machines)
        {
            if (machine.NextWakeUp is { } wake && (next is null || wake < next))
                next = wake;
        }

        if (next is not { } at || IsDead)
            return;
        var when = at > Now ? _clock.AtLab(at) : _lab.Now;
        if (_scheduled <= when)
            return;
        _scheduled = when;
        _lab.WakeLater(this, when);
    }

    private sealed class Policy(SimulatedHost host) : IAcceptPolicy
    {
        public Acceptance Of(PeerId sender) => host.Accepts(sender);
    }
}
