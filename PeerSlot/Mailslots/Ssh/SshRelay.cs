using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>
/// The far end of a bridge: reads the slots that the bridge names, in the network of this machine, and writes what it sends. It opens no message, and hands on what
/// others said to the bridge alone, never back into a network: so no ring of bridges repeats anything.
/// </summary>
internal sealed class SshRelay : IDisposable
{
    /// <summary>Slots that a bridge may name: those of a room, and 64 of the lab's.</summary>
    private const int MaximumSlots = 80;

    /// <summary>Writing ends kept open; beyond it they are opened anew.</summary>
    private const int MaximumClients = 256;

    private readonly LanDriver _lan;
    private readonly HashSet<IPAddress> _here = [];
    private readonly HashSet<int> _ownPorts = [];
    private readonly List<IMailslotServer> _slots = [];
    private readonly List<(byte[] Target, IMailslotClient? Client)> _clients = [];
    private SshLink? _link;

    private SshRelay(LanDriver lan)
    {
        _lan = lan;
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var address in card.GetIPProperties().UnicastAddresses)
                _here.Add(address.Address);
        }

        foreach (var own in lan.OwnEndPoints)
            _ownPorts.Add(own.Port);
    }

    /// <summary>Serves until the bridge hangs up or falls silent.</summary>
    /// <param name="lan">Not disposed.</param>
    /// <param name="version">The program's, for people.</param>
    /// <exception cref="IOException">Nobody takes the greeting.</exception>
    public static void Run(LanDriver lan, Stream fromBridge, Stream toBridge, string version)
    {
        using var relay = new SshRelay(lan);
        SshGreeting.Write(toBridge, version);
        using var link = new SshLink(fromBridge, toBridge, relay.Received);
        Volatile.Write(ref relay._link, link);
        link.Start();
        link.WaitForEnd();
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
        foreach (var (_, client) in _clients)
            client?.Dispose();
    }

    /// <summary>On the link's reading thread.</summary>
    private void Received(in SshFrame frame)
    {
        if (frame.Kind == SshFrameKind.Open)
            Open(frame.Slot);
        else if (frame.Kind is SshFrameKind.ToEverybody or SshFrameKind.ToOne)
            Write(frame);
    }

    private void Open(ReadOnlySpan<byte> name)
    {
        if (_slots.Count >= MaximumSlots || !MailslotPath.TryParse($@"\\.\mailslot\{Encoding.UTF8.GetString(name)}", out var path))
            return;
        try
        {
            var slot = _lan.CreateServer(path, maximumMessageSize: 0, Timeout.InfiniteTimeSpan);
            _slots.Add(slot);
            slot.TryForward(new Outlet(this, Encoding.UTF8.GetBytes(path.Name)));
        }
        catch (MailslotException)
        {
            // Named twice, or too long for this network: the bridge hears nothing of it, as of a slot that nobody writes to.
        }
    }

    /// <summary>What the bridge said to everybody comes back here too.</summary>
    private bool IsOwn(IPEndPoint origin) => _ownPorts.Contains(origin.Port) && _here.Contains(origin.Address);

    private void Write(in SshFrame frame)
    {
        try
        {
            ClientFor(frame)?.Write(frame.Message);
        }
        catch (MailslotException)
        {
            // Lost, as in any network; the peers notice and say it again.
        }
    }

    /// <summary>Null where the target cannot be written to from here.</summary>
    private IMailslotClient? ClientFor(in SshFrame frame)
    {
        Span<byte> target = stackalloc byte[1 + SshAddress.Size + SshFrame.LongestName];
        target[0] = (byte)frame.Kind;
        frame.Address.CopyTo(target[1..]);
        frame.Slot.CopyTo(target[(1 + frame.Address.Length)..]);
        target = target[..(1 + frame.Address.Length + frame.Slot.Length)];
        foreach (var (known, client) in _clients)
        {
            if (target.SequenceEqual(known))
                return client;
        }

        if (_clients.Count >= MaximumClients)
        {
            foreach (var (_, client) in _clients)
                client?.Dispose();
            _clients.Clear();
        }

        var opened = TryOpen(frame);
        _clients.Add((target.ToArray(), opened));
        return opened;
    }

    private IMailslotClient? TryOpen(in SshFrame frame)
    {
        var name = Encoding.UTF8.GetString(frame.Slot);
        try
        {
            if (frame.Kind == SshFrameKind.ToOne)
                return _lan.OpenClient(new LanAddress(SshAddress.Read(frame.Address).ToEndPoint()), name);
            return MailslotPath.TryParse($@"\\*\mailslot\{name}", out var path) ? _lan.OpenClient(path) : null;
        }
        catch (MailslotException)
        {
            return null;
        }
    }

    /// <summary>What came into a slot goes into the line, or is lost where that is full.</summary>
    /// <param name="slot">UTF-8.</param>
    private sealed class Outlet(SshRelay relay, byte[] slot) : IMailslotSink
    {
        private readonly byte[] _address = new byte[SshAddress.Size];

        public void Take(ReadOnlySpan<byte> message, MailslotAddress? origin, long arrived)
        {
            if (origin is not LanAddress { EndPoint: var from } || message.Length > SshFrame.LargestMessage || relay.IsOwn(from))
                return;
            SshAddress.Write(from, _address);
            Volatile.Read(ref relay._link)?.TrySend(new SshFrame { Kind = SshFrameKind.Message, Address = _address, Slot = slot, Message = message });
        }

        public void Wake()
        {
        }
    }
}
