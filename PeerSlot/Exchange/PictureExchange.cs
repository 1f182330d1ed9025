using System.Security.Cryptography;
using System.Threading.Channels;
using PeerSlot.Gallery;
using PeerSlot.Mailslots;
using PeerSlot.Pictures;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>
/// The loop that joins slots and protocol machines: bytes -> slot -> loop -> machine -> event -> news. It owns the drivers, the machines and the time;
/// machines are touched by its thread alone.
/// </summary>
public sealed class PictureExchange : IRoom, IDisposable
{
    private readonly RoomOptions _options;
    private readonly IReadOnlyList<IMailslotDriver> _drivers;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly DateTimeOffset _startedAt;
    private readonly LoopInbox _inbox = new();
    private readonly List<SlotReader> _readers = [];
    private readonly PresenceMachine _presence;
    private readonly TransferMachine _transfer;
    private readonly Router _router;
    private readonly Schedule _schedule;
    private readonly Outbox _outbox;
    private readonly Filing _filing;
    private readonly Roster _roster;
    private readonly NewsDesk _news;
    private readonly Thread _thread;
    private readonly Dictionary<uint, uint> _sendIds = [];
    private readonly byte[] _buffer = new byte[WireLimits.MaximumMessage];
    private uint _lastSendId;
    private bool _peersChanged;
    private bool _stopping;

    private PictureExchange(RoomOptions options, IReadOnlyList<IMailslotDriver> drivers, PictureGallery gallery, TimeProvider clock)
    {
        (_options, _drivers, _clock) = (options, drivers, clock);
        (_started, _startedAt) = (clock.GetTimestamp(), clock.GetUtcNow());
        throw new NotSupportedException();
    }
}
