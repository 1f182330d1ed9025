using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// One picture on its way out. The first pass goes through the file once, without waiting for anybody; then repairs go round after
/// round until every recipient has answered finally or is given up.
/// </summary>
/// <remarks>
/// <code>
///                 all symbols taken              a request
///   first pass --------------------- complete --------------- repairing
///   (directed: waits                    |         drained
///    for a named peer)                  +- ended: all answered and quiet, nobody there, or the greatest stay
/// </code>
/// A repair goes to everybody when two ask for the same symbol, else by unicast to the one.
/// </remarks>
internal sealed partial class SendingTransfer
{
    private readonly LocalSession _local;
    private readonly TransferSettings _settings;
    private readonly PeerTable _table;
    private readonly PictureToSend _picture;
    private readonly SymbolLayout _layout;
    private readonly Queue<ProtocolEvent> _events;
    private readonly TimeSpan _started;
    private readonly TimeSpan _greatestStay;
    private readonly Deliveries _deliveries;
    private readonly HashSet<PeerId>? _named;

    /// <summary>Manifests to send now; null = to everybody.</summary>
    private readonly Queue<Recipient?> _manifests = new();

    private readonly SentSymbols _sent;
    private readonly RepairQueue _repairs;

    /// <summary>Whom the repair of <see cref="_repairing"/> still goes to; null = everybody.</summary>
    private readonly Queue<Recipient?> _repairTargets = new();

    /// <summary>Whom each symbol of the first pass goes to; null = everybody.</summary>
    private Recipient?[] _targets = [];

    private int _cursor;
    private int _copy;
    private int _nextManifest;
    private int _repairing;
    private TimeSpan _repairsReady;
    private bool _isRepairTurn;
    private bool _isRoundOpen;
    private ushort _pass;

    public SendingTransfer(
        TimeSpan now, LocalSession local, TransferSettings settings, PeerTable table, PictureToSend picture, Queue<ProtocolEvent> events)
    {
        _local = local;
        _settings = settings;
        _table = table;
        _picture = picture;
        _events = events;
        _started = now;
        _lastActivity = now;
        _greatestStay = picture.GreatestStay ?? settings.GreatestStay;
        if (!SymbolLayout.TryCreate((ulong)picture.Content.Length, settings.SymbolSize, settings.SymbolsPerBlock, out _layout))
            throw new ArgumentException(
                $"A picture of {picture.Content.Length} bytes cannot be cut into symbols of {settings.SymbolSize} bytes.", nameof(picture));
        _named = picture.To is null ? null : [.. picture.To];
        _deliveries = new Deliveries(picture.Number, table, events);
        _repairs = new RepairQueue(settings.RepairsPerRound);
        _sent = new SentSymbols((int)_layout.SymbolCount);
        foreach (var (peer, session) in table.ReceivingSessions())
            Appeared(now, peer, session.Id);
        if (_named is null)
            _targets = [null];
        _nextTimer = now;
    }

    public uint Number => _picture.Number;

    private bool IsPassing => _targets.Length > 0 && _cursor < _sent.Count;

    private bool IsPassDone => _cursor == _sent.Count;

    private bool IsRepairing => _isRoundOpen && !(_repairs.IsEmpty && _repairTargets.Count == 0);

    public void Appeared(TimeSpan now, PeerId peer, SessionId session)
    {
        if (_named?.Contains(peer) == false)
            return;
        var recipient = _deliveries.Find(session) ?? _deliveries.Add(peer, session);
        recipient.IsGivenUp = false;
        recipient.AwaitHelp(now, _settings);
        AddressOf(recipient);
        Active(now);
        if (_named is not null && _targets.Length == 0)
            _targets = [.. _deliveries.Recipients];
        else if (_named is not null && _cursor == 0 && _copy == 0)
            _targets = [.. _targets, recipient];
    }

    public void Left(TimeSpan now, SessionId session)
    {
        if (_deliveries.Find(session) is not { } recipient)
            return;
        recipient.IsGivenUp = true;
        _nextTimer = now;
    }

    public void Answered(TimeSpan now, SessionId session, in Receipt receipt)
    {
        if (FindOrAdd(now, receipt.Peer, session) is not { } recipient)
            return;
        var state = receipt.Status switch
        {
            ReceiptStatus.Delivered => DeliveryState.Delivered,
            ReceiptStatus.Refused => DeliveryState.Refused,
            _ => DeliveryState.Receiving,
        };
        recipient.Heard(now, state, receipt.Reason);
        _deliveries.Report(recipient.Peer);
        _nextTimer = now;
    }

    public void Requested(TimeSpan now, SessionId session, in RepairRequest request)
    {
        if (FindOrAdd(now, request.Peer, session) is not { } recipient)
            return;
        recipient.Heard(now, DeliveryState.Receiving, RefusalReason.None);
        _deliveries.Report(recipient.Peer);
        Active(now);
        if (!recipient.IsOpen || !recipient.MayBeServed(now, request.Have, _settings))
            return;
        var heardUpTo = recipient.HearsNothing(now, request.Highest, _settings) ? ulong.MaxValue : request.Highest;
        var wasEmpty = _repairs.IsEmpty;
        var added = false;
        for (var entry = 0; entry < request.Count; entry++)
        {
            var (block, missing) = request[entry];
            if (block >= _layout.BlockCount)
                break;
            missing &= SymbolBitmap.First(_layout.SymbolsIn(block));
            while (missing.TakeFirst() is >= 0 and var index)
            {
                var symbol = block * _layout.SymbolsPerBlock + index;
                // The first pass has yet to come to it, or it was sent after what the receiver heard last and may be on its way.
                if (symbol < _cursor && _sent.LastCounter(symbol) <= heardUpTo)
                    added |= _repairs.TryAdd(symbol, recipient);
            }
        }

        if (!added)
            return;
        recipient.Served(now, request.Highest, _settings);
        if (wasEmpty && _repairTargets.Count == 0)
            _repairsReady = now + _settings.MergeWindow;
        _isRoundOpen = true;
    }

    public bool HasPacedData(TimeSpan now) => !IsEnded && (IsPassing || (IsRepairing && now >= _repairsReady));

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        if (IsEnded)
            return false;
        if (IsPassing && _cursor >= _nextManifest && _copy == 0)
        {
            _nextManifest = _cursor < 4 ? 4 : _cursor < 16 ? 16 : _cursor + _settings.SymbolsPerManifest;
            SendManifestTo(_targets);
        }

        if (now >= _nextTimer)
            Fire(now);
        while (_manifests.TryDequeue(out var to))
        {
            if (to is { IsOpen: false } || !TryAddress(to, out datagram))
                continue;
            datagram = datagram with { Size = WriteManifest(buffer) };
            return true;
        }

        if (!pacedToo || IsEnded)
            return false;
        _isRepairTurn = !_isRepairTurn;
        return _isRepairTurn
            ? TryTakeRepair(now, buffer, out datagram) || TryTakeSymbol(now, buffer, out datagram)
            : TryTakeSymbol(now, buffer, out datagram) || TryTakeRepair(now, buffer, out datagram);
    }

    private bool TryTakeSymbol(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        while (IsPassing)
        {
            var (symbol, to) = (_cursor, _targets[_copy]);
            if (++_copy == _targets.Length)
            {
                _copy = 0;
                _cursor++;
            }

            var isTaken = to is not { IsOpen: false } && TryAddress(to, out datagram);
            if (isTaken)
                datagram = datagram with { Size = WriteSymbol(buffer, symbol), Paced = true };
            TellProgress(now);
            if (IsPassDone)
                CompletePass(now);
            if (isTaken)
                return true;
        }

        return false;
    }

    private bool TryTakeRepair(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        if (!_isRoundOpen || now < _repairsReady)
            return false;
        var isTaken = false;
        while (!isTaken)
        {
            if (_repairTargets.Count == 0)
            {
                if (!_repairs.TryTake(out _repairing, out var askers))
                    break;
                ChooseTargets(askers);
                continue;
            }

            var to = _repairTargets.Dequeue();
            isTaken = to is not { IsOpen: false } && TryAddress(to, out datagram);
        }

        if (isTaken)
            datagram = datagram with { Size = WriteSymbol(buffer, _repairing), Paced = true };
        if (!IsRepairing)
        {
            _isRoundOpen = false;
            if (IsPassDone)
                CompletePass(now);
        }

        return isTaken;
    }

    /// <summary>Everybody where two ask; unicast to the one, to the deaf, and to all where multicast was tried often enough.</summary>
    private void ChooseTargets(List<Recipient> askers)
    {
        var isUnicastOnly = _named is not null || _sent.ResendsToEverybody(_repairing) >= _settings.ResendsToEverybody;
        var hearing = isUnicastOnly ? 0 : askers.Count(r => r.IsOpen && !r.IsDeaf);
        if (hearing >= 2)
        {
            _sent.CountResendToEverybody(_repairing);
            _repairTargets.Enqueue(null);
        }

        foreach (var asker in askers)
        {
            if (asker.IsDeaf || hearing < 2)
                _repairTargets.Enqueue(asker);
        }
    }

    private int WriteSymbol(Span<byte> buffer, int symbol)
    {
        var (block, index) = Math.DivRem(symbol, _layout.SymbolsPerBlock);
        var data = _picture.Content.AsSpan(symbol * _layout.SymbolSize, _layout.SizeOf(block, index));
        var size = SymbolMessage.Write(_local, buffer, Number, block, index, data);
        _sent.Sent(symbol, _local.Counter);
        return size;
    }

    private int WriteManifest(Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        _local.WriteHeader(ref writer, MessageKind.Manifest, Number);
        new ManifestMessage
        {
            Room = _local.Room,
            Peer = _local.Peer,
            Flags = (_named is null ? ManifestFlags.None : ManifestFlags.Directed)
                | (IsPassDone && !_isRoundOpen ? ManifestFlags.PassComplete : ManifestFlags.None),
            Pass = _pass,
            Layout = _layout,
            Width = (uint)_picture.Width,
            Height = (uint)_picture.Height,
            Sha256 = _picture.Sha256,
            Nickname = HarmlessText.ToUtf8(_local.Nickname, ManifestMessage.MaximumNickname),
            FileName = HarmlessText.ToUtf8(_picture.FileName, ManifestMessage.MaximumFileName),
        }.Write(ref writer);
        return writer.Written;
    }

    /// <summary>To everybody where the one's address is not known; false where the picture is not for everybody.</summary>
    private bool TryAddress(Recipient? to, out OutgoingDatagram datagram)
    {
        if (to is not null && AddressOf(to) is { } address)
        {
            datagram = new OutgoingDatagram(0, WellKnownSlot.Peer, address, to.Peer, Paced: false);
            return true;
        }

        datagram = new OutgoingDatagram(0, WellKnownSlot.Pictures, To: null, default, Paced: false);
        return _named is null;
    }

    private PeerAddress? AddressOf(Recipient recipient)
    {
        if (_table.TryGetAddress(recipient.Session, out var address))
            recipient.Address = address;
        return recipient.Address;
    }

    /// <summary>A session that answers is a recipient, known to presence or not; not so where others were named.</summary>
    private Recipient? FindOrAdd(TimeSpan now, PeerId peer, SessionId session)
    {
        if (IsEnded)
            return null;
        if (_deliveries.Find(session) is { } known)
            return known.Peer == peer ? known : null;
        if (_named?.Contains(peer) == false || _deliveries.Recipients.Count >= MaximumRecipients)
            return null;
        var recipient = _deliveries.Add(peer, session);
        recipient.AwaitHelp(now, _settings);
        return recipient;
    }
}
