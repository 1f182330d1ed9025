using PeerSlot.Protocol;

namespace PeerSlot.Tests.Support;

/// <summary>
/// Carries datagrams between the hosts of a lab: up the sender's line, to the port of each receiver, down its line, and there some are lost,
/// doubled or late. Multicast goes up once.
/// </summary>
internal sealed class SimulatedSwitch(SimulatedLab lab, Random random)
{
    private readonly HashSet<(int From, int To)> _cut = [];

    public List<SimulatedCapture> Captures { get; } = [];

    public void Cut(SimulatedHost from, SimulatedHost to) => _cut.Add((from.Number, to.Number));

    public void Heal(SimulatedHost from, SimulatedHost to) => _cut.Remove((from.Number, to.Number));

    /// <summary>A host hands a message to its card.</summary>
    public void Transmit(SimulatedHost from, OutgoingDatagram datagram, byte[] message)
    {
        var bytes = WireBytes.Of(message.Length);
        lab.BytesOnTheWire += bytes;
        from.Port.BytesSent += bytes;
        foreach (var capture in Captures)
            capture.Sent(lab.Now, from, datagram, message);
        var conditions = lab.ConditionsOf(from);
        if (message.Length > conditions.SizeLimit)
            return;
        if (!from.Port.Up.TryPass(lab.Now, bytes, conditions.UpBitsPerSecond, conditions.QueueBytes, conditions.BurstBytes, out var leaves))
            return;
        var to = datagram.To is SimulatedAddress { Host: var number } ? lab.Hosts.ElementAtOrDefault(number) : null;
        if (datagram.To is null)
            lab.Put(leaves + conditions.Delay, () => Spread(from, datagram, message));
        else if (to is not null)
            lab.Put(leaves + conditions.Delay, () => Pass(from, to, datagram, message));
    }

    private void Spread(SimulatedHost from, OutgoingDatagram datagram, byte[] message)
    {
        for (var number = 0; number < lab.Hosts.Count; number++)
        {
            if (!lab.Hosts[number].IsDeafToMulticast && lab.Hosts[number].Subnet == from.Subnet)
                Pass(from, lab.Hosts[number], datagram, message);
        }
    }

    private void Pass(SimulatedHost from, SimulatedHost to, OutgoingDatagram datagram, byte[] message)
    {
        if (to.IsDead || _cut.Contains((from.Number, to.Number)))
            return;
        if (from == to) // looped back before the card
        {
            Arrive(from, to, datagram, message);
            return;
        }

        var conditions = lab.ConditionsOf(to);
        var bytes = WireBytes.Of(message.Length);
        if (!to.Port.Down.TryPass(lab.Now, bytes, conditions.DownBitsPerSecond, conditions.QueueBytes, conditions.BurstBytes, out var arrives))
            return;
        to.Port.BytesReceived += bytes;
        if (to.Port.IsLost(conditions.Bursts, random) || Chance(conditions.Loss))
            return;
        var copies = Chance(conditions.Duplication) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var at = arrives + random.NextDouble() * conditions.Jitter;
            if (Chance(conditions.Reordering))
                at += random.NextDouble() * conditions.ReorderedBy;
            if (at > lab.Now)
                lab.Put(at, () => Arrive(from, to, datagram, message));
            else
                Arrive(from, to, datagram, message);
        }
    }

    private void Arrive(SimulatedHost from, SimulatedHost to, OutgoingDatagram datagram, byte[] message)
    {
        foreach (var capture in Captures)
            capture.Came(lab.Now, from, to, datagram, message);
        to.Arrive(from.Address, message);
    }

    private bool Chance(double probability) => probability > 0 && random.NextDouble() < probability;
}
