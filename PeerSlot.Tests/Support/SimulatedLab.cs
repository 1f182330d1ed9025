using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using Xunit.Sdk;

namespace PeerSlot.Tests.Support;

/// <summary>
/// A lab of simulated hosts on one network that loses, delays, repeats and reorders, all from one seed. Time is simulated and goes
/// from event to event; every failure names the seed.
/// </summary>
public sealed class SimulatedLab(int seed, LabConditions? conditions = null)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<LabEvent, (TimeSpan At, long Order)> _agenda = new();
    private readonly List<SimulatedHost> _hosts = [];
    private readonly HashSet<(int From, int To)> _cut = [];
    private long _order;
    private int _atThisMoment;

    public LabConditions Conditions { get; set; } = conditions ?? new LabConditions();

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<SimulatedHost> Hosts => _hosts;

    /// <summary>Everything that went onto the wire; multicast counts once.</summary>
    public long BytesOnTheWire { get; set; }

    public SimulatedHost Add(
        string nickname, Identity? identity = null, bool receives = true, TransferSettings? transfer = null, PresenceSettings? presence = null)
    {
        var host = new SimulatedHost(this, _hosts.Count, nickname, identity, receives, transfer ?? new(), presence ?? new(), seed);
        _hosts.Add(host);
        host.Presence.Start(Now);
        host.Pump();
        return host;
    }

    public SimulatedHost[] AddMany(int count, string prefix = "seat") =>
        [.. Enumerable.Range(1, count).Select(i => Add($"{prefix}-{i:00}"))];

    /// <summary>What <paramref name="from"/> sends no longer reaches <paramref name="to"/>.</summary>
    public void Cut(SimulatedHost from, SimulatedHost to) => _cut.Add((from.Number, to.Number));

    public void Heal(SimulatedHost from, SimulatedHost to) => _cut.Remove((from.Number, to.Number));

    public void RunFor(TimeSpan time)
    {
        var end = Now + time;
        while (_agenda.TryPeek(out _, out var next) && next.At <= end)
            Step();
        Now = end;
    }

    /// <summary>Runs until it is so; fails with the seed where it is not within the limit of simulated time.</summary>
    public void RunUntil(Func<bool> isSo, TimeSpan limit, string what)
    {
        var end = Now + limit;
        while (!isSo())
        {
            if (!_agenda.TryPeek(out _, out var next) || next.At > end)
                throw new XunitException($"Seed {seed}: after {limit} of simulated time not: {what}. {Describe()}");
            Step();
        }
    }

    /// <summary>For assertions: names the seed.</summary>
    public string Says(string what) => $"Seed {seed}, at {Now}: {what}. {Describe()}";

    internal bool Chance(double probability) => probability > 0 && _random.NextDouble() < probability;

    internal int NewSeed() => _random.Next();

    internal void WakeLater(SimulatedHost host, TimeSpan at) => Put(new LabEvent(host, null, null), at);

    internal void Transmit(SimulatedHost from, OutgoingDatagram datagram, byte[] message)
    {
        BytesOnTheWire += message.Length;
        if (message.Length > Conditions.SizeLimit)
            return;
        if (datagram.To is SimulatedAddress { Host: var number })
        {
            if (number < _hosts.Count)
                Deliver(from, _hosts[number], message);
            return;
        }

        foreach (var host in _hosts)
        {
            if (!host.IsDeafToMulticast)
                Deliver(from, host, message);
        }
    }

    /// <summary>Hands bytes to a host as if somebody at this address had sent them.</summary>
    public void Inject(SimulatedHost to, byte[] message, PeerAddress? source = null)
    {
        to.Receive(source ?? new SimulatedAddress(9_999), message);
        to.Pump();
    }

    private void Deliver(SimulatedHost from, SimulatedHost to, byte[] message)
    {
        if (to.IsDead || _cut.Contains((from.Number, to.Number)) || (from != to && Chance(Conditions.Loss)))
            return;
        var copies = Chance(Conditions.Duplication) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var delay = Conditions.Delay + _random.NextDouble() * Conditions.Jitter;
            if (Chance(Conditions.Reordering))
                delay += _random.NextDouble() * Conditions.ReorderedBy;
            Put(new LabEvent(to, from.Address, message), Now + delay);
        }
    }

    private void Put(LabEvent happens, TimeSpan at) => _agenda.Enqueue(happens, (at, _order++));

    private void Step()
    {
        _agenda.TryDequeue(out var happens, out var when);
        _atThisMoment = when.At == Now ? _atThisMoment + 1 : 0;
        if (_atThisMoment > 1_000_000)
            throw new XunitException($"Seed {seed}: a machine keeps waking at {Now}.");
        Now = when.At;
        if (happens.Host.IsDead)
            return;
        if (happens.Message is { } message)
            happens.Host.Receive(happens.Source!, message);
        else if (!happens.Host.TryWake(when.At))
            return;
        happens.Host.Pump();
    }

    private string Describe() => string.Join("; ", _hosts.Take(12).Select(h => h.Describe()));

    private readonly record struct LabEvent(SimulatedHost Host, PeerAddress? Source, byte[]? Message);
}

/// <summary>What the network does to each datagram on its way to each receiver.</summary>
public sealed record LabConditions
{
    public double Loss { get; init; }

    public double Duplication { get; init; }

    /// <summary>Share of datagrams that are delayed further, by up to <see cref="ReorderedBy"/>.</summary>
    public double Reordering { get; init; }

    public TimeSpan ReorderedBy { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(0.3);

    public TimeSpan Jitter { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>Bytes; larger messages vanish.</summary>
    public int SizeLimit { get; init; } = 65_507;

    /// <summary>Paced datagrams a second of each host: 8,000 are 95 Mbit/s.</summary>
    public int PacedPerSecond { get; init; } = 8_000;
}

public sealed record SimulatedAddress(int Host) : PeerAddress
{
    public override string Network => "lab";
}
