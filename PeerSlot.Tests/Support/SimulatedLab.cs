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
public sealed class SimulatedLab
{
    private readonly int _seed;
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _agenda = new();
    private readonly List<SimulatedHost> _hosts = [];
    private readonly SimulatedSwitch _switch;
    private long _order;
    private int _atThisMoment;

    public SimulatedLab(int seed, LabConditions? conditions = null)
    {
        _seed = seed;
        _switch = new SimulatedSwitch(this, new Random(seed));
        Conditions = conditions ?? new LabConditions();
        if (SimulatedCapture.Wanted(seed) is { } capture)
            _switch.Captures.Add(capture);
    }

    public LabConditions Conditions { get; set; }

    /// <summary>Of the hosts that come from now on; null = they are in an open room.</summary>
    public RoomKey? Key { get; set; }

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<SimulatedHost> Hosts => _hosts;

    /// <summary>Everything that went onto the wire, with all headers (<see cref="WireBytes"/>); multicast counts once.</summary>
    public long BytesOnTheWire { get; set; }

    public SimulatedHost Add(
        string nickname, Identity? identity = null, bool receives = true, TransferSettings? transfer = null, PresenceSettings? presence = null,
        int subnet = 0)
    {
        var host = new SimulatedHost(this, _hosts.Count, nickname, identity, receives, transfer ?? new(), presence ?? new(), _seed) { Subnet = subnet };
        _hosts.Add(host);
        host.Presence.Start(Now);
        host.Pump();
        return host;
    }

    public SimulatedHost[] AddMany(int count, string prefix = "seat", int subnet = 0) =>
        [.. Enumerable.Range(1, count).Select(i => Add($"{prefix}-{i:00}", subnet: subnet))];

    /// <summary>What <paramref name="from"/> sends no longer reaches <paramref name="to"/>.</summary>
    public void Cut(SimulatedHost from, SimulatedHost to) => _switch.Cut(from, to);

    public void Heal(SimulatedHost from, SimulatedHost to) => _switch.Heal(from, to);

    /// <summary>Writes a file for Wireshark from now on.</summary>
    /// <param name="file">Not closed here.</param>
    /// <param name="at">What this host sends and what comes to it; null = everything as it is sent.</param>
    public void CaptureTo(Stream file, SimulatedHost? at = null) => _switch.Captures.Add(new SimulatedCapture(file, at));

    /// <summary>Has something happen later: a cable pulled, other traffic on a line.</summary>
    public void After(TimeSpan delay, Action happens) => Put(Now + delay, happens);

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
                throw new XunitException($"Seed {_seed}: after {limit} of simulated time not: {what}. {Describe()}");
            Step();
        }
    }

    /// <summary>For assertions: names the seed.</summary>
    public string Says(string what) => $"Seed {_seed}, at {Now}: {what}. {Describe()}";

    /// <summary>Hands bytes to a host as if somebody at this address had sent them.</summary>
    public void Inject(SimulatedHost to, byte[] message, PeerAddress? source = null) => to.Arrive(source ?? new SimulatedAddress(9_999), message);

    internal LabConditions ConditionsOf(SimulatedHost host) => host.Conditions ?? Conditions;

    internal void Put(TimeSpan at, Action happens) => _agenda.Enqueue(happens, (at, _order++));

    internal void WakeLater(SimulatedHost host, TimeSpan at) => Put(at, () => host.WakeAt(at));

    internal void Transmit(SimulatedHost from, OutgoingDatagram datagram, byte[] message) => _switch.Transmit(from, datagram, message);

    private void Step()
    {
        _agenda.TryDequeue(out var happens, out var when);
        _atThisMoment = when.At == Now ? _atThisMoment + 1 : 0;
        if (_atThisMoment > 1_000_000)
            throw new XunitException($"Seed {_seed}: a machine keeps waking at {Now}.");
        Now = when.At;
        try
        {
            happens!();
        }
        catch (Exception fault) when (fault is not XunitException)
        {
            throw new XunitException(Says("a machine failed"), fault);
        }
    }

    private string Describe() => string.Join("; ", _hosts.Take(12).Select(h => h.Describe()));
}

public sealed record SimulatedAddress(int Host) : PeerAddress
{
    public override string Network => "lab";

    /// <summary>10.1.0.1 and on: 250 hosts a network, so that none looks like a broadcast address.</summary>
    public override NetworkEndPoint? EndPoint => new(new HostAddress(0, (0xFFFFUL << 32) + (ulong)(0x0A010000 + ((Host / 250) << 8) + Host % 250 + 1)), 47_114);

    public override PeerAddress? Beside(NetworkEndPoint other)
    {
        var offset = (int)(other.Host.V4 - 0x0A010000u);
        return new SimulatedAddress((offset >> 8) * 250 + (offset & 0xFF) - 1 + (other.Port - 47_114) * 100_000);
    }
}
