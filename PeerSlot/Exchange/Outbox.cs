using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>Datagrams to drivers: to everybody on every network, or to one process; picture data at the pace of a token bucket.</summary>
internal sealed class Outbox(IReadOnlyList<IMailslotDriver> drivers, IRoomSeal seal, long bitsPerSecond) : IDisposable
{
    /// <summary>Writing ends kept open; a room has far fewer peers, a flood of forged ones gets new ones each time.</summary>
    private const int MaximumClients = 1_024;

    private readonly Dictionary<(WellKnownSlot Slot, int Network), IMailslotClient> _toEverybody = [];
    private readonly Dictionary<(SlotAddress Address, WellKnownSlot Slot, PeerId Peer), IMailslotClient> _toOne = [];
    private readonly TokenBucket _bucket = new(bitsPerSecond);
    private readonly HeldMessage _held = new();

    /// <summary>Why the last write to a network failed, until one succeeds; null while all is well.</summary>
    public Text? Trouble { get; private set; }

    /// <summary>Of picture data.</summary>
    public long BitsPerSecond
    {
        set => _bucket.BitsPerSecond = value;
    }

    /// <summary>Whether the network of this machine takes picture data more slowly than they are paced.</summary>
    public bool IsBlocked => !_held.IsEmpty;

    public TimeSpan NextPace => IsBlocked ? _held.Next : _bucket.NextRoom;

    public bool MayPace(TimeSpan now) => (_held.IsEmpty || _held.TryGo(now, TryWrite)) && _bucket.HasRoom(now);

    /// <summary>Seals and writes a datagram.</summary>
    /// <param name="buffer">Holds the message, and behind it room for the seal.</param>
    public void Write(TimeSpan now, in OutgoingDatagram datagram, Span<byte> buffer)
    {
        ReadOnlySpan<byte> message = buffer[..seal.Seal(buffer, datagram.Size)];
        if (datagram.Paced)
            _bucket.Take(message.Length);
        if (datagram.To is SlotAddress address)
        {
            Write(now, ClientTo(address, datagram.Slot, datagram.ToPeer), message, datagram.Paced, isTold: datagram.Slot != WellKnownSlot.Hello);
            return;
        }

        for (var network = 0; network < drivers.Count; network++)
        {
            if (drivers[network].Capabilities.SupportsBroadcast)
                Write(now, ClientToEverybody(datagram.Slot, network), message, datagram.Paced, isTold: true);
        }
    }

    public void Dispose()
    {
        foreach (var client in _toEverybody.Values.Concat(_toOne.Values))
            client.Dispose();
    }

    /// <summary>Control messages wait for a full network, some milliseconds; picture data are held, and the loop goes on.</summary>
    /// <param name="isTold">False for an announcement to one: an address where nobody was found yet may well be wrong, and is no trouble of the network.</param>
    private void Write(TimeSpan now, IMailslotClient? client, ReadOnlySpan<byte> message, bool isPaced, bool isTold)
    {
        if (client is null)
            return;
        if (isPaced)
        {
            if (!TryWrite(client, message))
                _held.Hold(now, message, client);
            return;
        }

        try
        {
            client.Write(message);
            Trouble = null;
        }
        catch (MailslotException e)
        {
            if (isTold)
                Trouble = e.Text;
        }
    }

    private bool TryWrite(IMailslotClient client, ReadOnlySpan<byte> message)
    {
        try
        {
            if (!client.TryWrite(message))
                return false;
            Trouble = null;
        }
        catch (MailslotException e)
        {
            Trouble = e.Text;
        }

        return true;
    }

    private IMailslotClient? ClientTo(SlotAddress address, WellKnownSlot slot, PeerId peer)
    {
        if (_toOne.TryGetValue((address, slot, peer), out var client))
            return client;
        if (_toOne.Count >= MaximumClients)
        {
            foreach (var old in _toOne.Values)
                old.Dispose();
            _toOne.Clear();
        }

        try
        {
            client = drivers[address.NetworkIndex].OpenClient(address.Address, SlotNames.Of(slot, peer));
        }
        catch (MailslotException e)
        {
            if (slot != WellKnownSlot.Hello)
                Trouble = e.Text;
            return null;
        }

        return _toOne[(address, slot, peer)] = client;
    }

    private IMailslotClient ClientToEverybody(WellKnownSlot slot, int network) =>
        _toEverybody.TryGetValue((slot, network), out var client)
            ? client
            : _toEverybody[(slot, network)] = drivers[network].OpenClient(MailslotPath.Everybody(SlotNames.Of(slot, default)));
}
