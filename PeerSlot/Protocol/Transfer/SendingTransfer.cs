using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// One picture on its way out. The pass goes through the file once, without waiting for anybody; repairs go between its symbols, and after it
/// in rounds, until every recipient has answered finally or is given up.
/// </summary>
/// <remarks>
/// <code>
///                 all symbols taken               a report of holes
///   first pass --------------------- end of pass ------------------- repairing
///   (directed: waits                    |         all of it sent
///    for a named peer)                  +- ended: all answered and quiet, nobody there, or the greatest stay
///                                             |
///                                             +- kept: who pulls it is served alone
/// </code>
/// This file: what goes out next. <c>.Reports</c>: who wants what. <c>.Timers</c>: rounds, help, the end.
/// </remarks>
internal sealed partial class SendingTransfer
{
    /// <summary>Symbols.</summary>
    private const int BetweenPreviews = 16;

    /// <summary>How often fragments that make a preview go out: at 20 % loss four times are enough for a room, and forged reports want no end.</summary>
    private const int MaximumPreviews = 10;

    private readonly LocalSession _local;
    private readonly TransferSettings _settings;
    private readonly PeerTable _table;
    private readonly PictureToSend _picture;
    private readonly SendClock _clock;
    private readonly SymbolLayout _layout;
    private readonly Queue<ProtocolEvent> _events;
    private readonly TimeSpan _started;
    private readonly TimeSpan _greatestStay;
    private readonly Deliveries _deliveries;
    private readonly HashSet<PeerId>? _named;
    private readonly SignedManifest _manifest;
    private readonly PictureSymbols _symbols;
    private readonly SymbolLog _log;
    private readonly RepairPlan _everybody;
    private readonly bool _isTiny;

    /// <summary>Null where nothing can be forged, and of one block, which is as soon sent again.</summary>
    private readonly BlockDigests? _digests;

    /// <summary>Blocks whose digests fit a message.</summary>
    private readonly int _digestGroup;

    private int _digestsTold;
    private TimeSpan _digestsAt;

    /// <summary>Messages that do not wait for the pace.</summary>
    private readonly Queue<Control> _control = new();

    private PreviewToSend? _preview;

    /// <summary>Whom each symbol of the first pass goes to; null = everybody.</summary>
    private Recipient?[] _targets = [];

    private int _cursor;
    private int _copy;
    private int _block;
    private int _index;
    private int _nextManifest;
    private int _nextPreview;
    private int _previews;
    private TimeSpan? _previewAgain;
    private bool _awaitsPreview;
    private int _previewsToGo;

    /// <summary>Of the newest fragment of the preview.</summary>
    private ulong _previewCounter;

    public SendingTransfer(
        TimeSpan now, LocalSession local, TransferSettings settings, PeerTable table, SendClock clock, PictureToSend picture,
        Queue<ProtocolEvent> events)
    {
        (_local, _settings, _table, _clock, _picture, _events) = (local, settings, table, clock, picture, events);
        _started = now;
        _lastActivity = now;
        _greatestStay = picture.GreatestStay ?? settings.GreatestStay;
        if (!SymbolLayout.TryCreate((ulong)picture.Content.Length, settings.SymbolSize, settings.SymbolsPerBlock, out _layout))
            throw new ArgumentException(
                $"A picture of {picture.Content.Length} bytes cannot be cut into symbols of {settings.SymbolSize} bytes.", nameof(picture));
        _named = picture.To is null ? null : [.. picture.To];
        _manifest = new SignedManifest(local, picture, _layout, settings.MaximumMessage);
        _symbols = new PictureSymbols(picture.Content, _layout);
        _log = new SymbolLog(_layout.BlockCount);
        _everybody = new RepairPlan(_layout.BlockCount, settings.RepairsPerRound);
        _digestGroup = DigestsMessage.BlocksIn(settings.MaximumMessage);
        _digests = settings.UsesDigests && _layout.BlockCount > 1 ? new BlockDigests(_layout.BlockCount) : null;
        _deliveries = new Deliveries(picture.Number, table, events);
        _copiesLeft = _manifest.HasContent ? settings.ManifestRepeats : _layout.SymbolCount <= settings.TinySymbols ? 3 : 1;
        _isTiny = _copiesLeft > 1;
        if (picture.Preview is { } preview && !_isTiny)
            _preview = NewPreview(preview);
        _awaitsPreview = picture.AwaitsPreview && !_isTiny;
        foreach (var (peer, session) in table.ReceivingSessions())
            Appeared(now, peer, session.Id);
        Aim();
        _nextTimer = now;
    }

    public uint Number => _picture.Number;

    public int Length => _picture.Content.Length;

    /// <summary>So small that it goes out several times.</summary>
    public bool IsTiny => _isTiny;

    private bool IsPassing => _targets.Length > 0 && !IsPassDone;

    private bool IsPassDone => _cursor == _layout.SymbolCount;

    /// <summary>Repairs are planned; after the pass they wait for others' reports.</summary>
    private bool IsRepairing => _everybody.Total > 0 || _alone.Count > 0;

    /// <summary>Sends a preview that was not ready when the sending began, or nothing where it is late.</summary>
    public void AddPreview(byte[] preview)
    {
        _awaitsPreview = false;
        if (_preview is not null || _isTiny || IsPassDone)
            return;
        _preview = NewPreview(preview);
        _nextPreview = _cursor;
    }

    /// <summary>Whether nobody is known yet who could hear it, which mostly takes less than this: we have just come.</summary>
    public bool AwaitsRecipients(TimeSpan now) => _deliveries.Recipients.Count == 0 && now < _started + _settings.RecipientPatience;

    /// <summary>Whether a preview is being made, which mostly takes less than this, or has still to go out a second time.</summary>
    public bool AwaitsPreview(TimeSpan now) =>
        (_awaitsPreview || _previewAgain is not null) && IsPassing && !IsEnded && now < _started + _settings.PreviewPatience;

    public bool HasPacedData(TimeSpan now) => !IsEnded && (IsPassing || (IsRepairing && now >= _repairsReady));

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        if (!IsEnded && IsPassing && _cursor >= _nextManifest && _copy == 0)
            QueueManifests();
        if (!IsEnded && IsPassing && _preview is not null && _cursor >= _nextPreview && _copy == 0)
            QueuePreview(now);
        if (!IsEnded && now >= _nextTimer)
            Fire(now);
        while (_control.TryDequeue(out var control))
        {
            if (TryAddress(control.To, control.Address, out datagram) && Write(control, buffer) is > 0 and var size)
            {
                datagram = datagram with { Size = size };
                return true;
            }
        }

        if (!pacedToo || IsEnded)
            return false;
        return TryTakeRepair(now, buffer, out datagram) || TryTakeSymbol(now, buffer, out datagram);
    }

    /// <summary>
    /// Chooses whom a pass for everybody goes to: all at once; but where all whom we know are reached by their addresses alone, each of those, and nothing
    /// fills a network on which nobody listens. Who then comes near gets what it missed as any late comer does.
    /// </summary>
    private void Aim()
    {
        if (_named is not null || IsPassDone || _copy != 0)
            return;
        var afar = new List<Recipient?>();
        var (isNear, isNew) = (false, false);
        foreach (var recipient in _deliveries.Recipients)
        {
            if (!recipient.IsOpen)
                continue;
            isNear |= !_table.IsAfar(recipient.Session);
            isNew |= !recipient.IsAimedAt;
            afar.Add(recipient);
        }

        var isAfar = afar.Count > 0 && !isNear;
        foreach (var recipient in _deliveries.Recipients)
            recipient.IsAimedAt = isAfar && recipient.IsOpen;
        if (isAfar ? !isNew && afar.Count == _targets.Length : _targets is [null])
            return;
        _targets = isAfar ? [.. afar] : [null];
        // Some have heard nothing yet.
        _nextManifest = _cursor;
        if (_preview is not null)
            (_nextPreview, _previews) = (_cursor, 0);
    }

    /// <summary>Before the first symbol, after 4, after 16, then from time to time: the first ones may be lost.</summary>
    private void QueueManifests()
    {
        Aim();
        _nextManifest = _cursor < 4 ? 4 : _cursor < 16 ? 16 : _cursor + _settings.SymbolsPerManifest;
        foreach (var target in _targets)
            _control.Enqueue(new Control(MessageKind.Manifest, target));
    }

    /// <summary>Twice, with symbols or a while between: a burst of loss takes what stands together. Where nobody is known yet, the proofs go between.</summary>
    private void QueuePreview(TimeSpan now)
    {
        var isFirst = _previews++ == 0;
        _nextPreview = isFirst ? _cursor + BetweenPreviews : int.MaxValue;
        _previewAgain = isFirst ? now + (_deliveries.Recipients.Count > 0 ? 1 : 4) * _settings.RepeatInterval : null;
        _nextTimer = now;
        foreach (var target in _targets)
            QueuePreview(target);
    }

    /// <summary>As many fragments as make it whole, others than those before.</summary>
    private void QueuePreview(Recipient? to, Asker? asker = null)
    {
        for (var fragment = 0; fragment < _preview?.Fragments; fragment++, _previewsToGo++)
            _control.Enqueue(new Control(MessageKind.Preview, to, asker));
    }

    private bool TryTakeSymbol(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        while (IsPassing)
        {
            if (_copy == 0)
                _index = _symbols.TakeNext(_block);
            var (block, index, to) = (_block, _index, _targets[_copy]);
            if (++_copy == _targets.Length)
            {
                _copy = 0;
                if (++_cursor == _layout.FirstOf(_block + 1))
                    BlockSent(now, _block++);
            }

            var isTaken = !_manifest.HasContent && to is not { IsOpen: false } && TryAddress(to, null, out datagram);
            if (isTaken)
                datagram = datagram with { Size = WriteSymbol(now, buffer, block, index, to), Paced = true };
            TellProgress(now);
            if (IsPassDone)
                EndPass(now);
            if (isTaken)
                return true;
        }

        return false;
    }

    /// <summary>Hashes the block, one at a time, and tells its digest soon: nobody shows it before.</summary>
    private void BlockSent(TimeSpan now, int block)
    {
        if (_digests is null)
            return;
        _digests.Compute(block, BytesOf(block));
        var count = block + 1 - _digestsTold;
        if (block + 1 < _layout.BlockCount && count < _digestGroup && now - _digestsAt < _settings.RateInterval)
            return;
        // With as many of those before as fit: one that is lost would keep all that follows from being shown.
        var first = Math.Max(0, block + 1 - _digestGroup);
        foreach (var target in _targets)
            _control.Enqueue(new Control(MessageKind.Digests, target, First: first, Count: block + 1 - first));
        (_digestsTold, _digestsAt) = (block + 1, now);
    }

    private ReadOnlySpan<byte> BytesOf(int block) => _picture.Content.AsSpan((int)_layout.OffsetOf(block), _layout.BytesIn(block));

    private int WriteDigests(int first, int count, Span<byte> buffer)
    {
        for (var block = first; block < first + count; block++)
            _digests!.Compute(block, BytesOf(block));
        return DigestsMessage.Write(_local, Number, first, _digests!.Of(first, count), buffer);
    }

    private bool TryTakeRepair(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        if (now < _repairsReady || !IsRepairing)
            return false;
        Recipient? to = null;
        var isTaken = (_everybody.TryTake(out var block, out var source) || TryTakeAlone(out to, out block, out source))
            && to is not { IsOpen: false } && TryAddress(to, null, out datagram);
        if (isTaken)
        {
            var index = source >= 0 && source < _layout.SymbolsIn(block) ? source : to is null ? _symbols.TakeNext(block) : _symbols.TakeNext(block, to);
            datagram = datagram with { Size = WriteSymbol(now, buffer, block, index, to), Paced = true };
        }

        if (IsPassDone && !IsRepairing)
            BeginRound(now);
        return isTaken;
    }

    /// <summary>Those who are served alone take turns.</summary>
    private bool TryTakeAlone(out Recipient? to, out int block, out int source)
    {
        (to, block, source) = (null, 0, -1);
        while (_alone.TryDequeue(out var next))
        {
            if (!next.IsWanting)
                next.Plan!.Clear();
            if (!next.Plan!.TryTake(out block, out source))
                continue;
            to = next;
            if (next.Plan.Total > 0)
                _alone.Enqueue(next);
            return true;
        }

        return false;
    }

    private int WriteSymbol(TimeSpan now, Span<byte> buffer, int block, int index, Recipient? to)
    {
        var writer = new WireWriter(buffer);
        var isTimed = _clock.TryTake(now, out var sendTime);
        _local.WriteHeader(ref writer, isTimed ? MessageKind.TimedSymbol : MessageKind.Symbol, Number, (ushort)block, (byte)index);
        if (isTimed)
            writer.WriteUInt32(sendTime);
        var size = writer.Written + _symbols.Write(block, index, buffer[writer.Written..]);
        _log.Add(_local.Counter, block, to?.Number ?? 0);
        return size;
    }

    private int WritePreview(Span<byte> buffer)
    {
        _previewsToGo--;
        var size = _preview?.Write(_local, Number, buffer) ?? 0;
        _previewCounter = _local.Counter;
        return size;
    }

    private int Write(in Control control, Span<byte> buffer)
    {
        switch (control.Kind)
        {
            case MessageKind.Manifest:
                return _manifest.Write(_local, buffer, isKept: (IsEnded || _isKept) && !_isOfferedAgain);
            case MessageKind.Digests:
                return WriteDigests(control.First, control.Count, buffer);
            case MessageKind.Preview:
                return WritePreview(buffer);
            default:
                var writer = new WireWriter(buffer);
                _local.WriteHeader(ref writer, MessageKind.EndOfPass, Number);
                new EndOfPass(_round).Write(ref writer);
                return writer.Written;
        }
    }

    /// <summary>To everybody where the one's address is not known; false where the picture is not for everybody.</summary>
    private bool TryAddress(Recipient? to, Asker? asker, out OutgoingDatagram datagram)
    {
        if (asker is { } given)
        {
            datagram = new OutgoingDatagram(0, WellKnownSlot.Peer, given.Address, given.Peer, Paced: false);
            return true;
        }

        if (to is not null && AddressOf(to) is { } address)
        {
            datagram = new OutgoingDatagram(0, WellKnownSlot.Peer, address, to.Peer, Paced: false);
            return true;
        }

        datagram = new OutgoingDatagram(0, WellKnownSlot.Pictures, To: null, default, Paced: false);
        return _named is null && !IsEnded;
    }

    private PeerAddress? AddressOf(Recipient recipient)
    {
        if (_table.TryGetAddress(recipient.Session, out var address))
            recipient.Address = address;
        return recipient.Address;
    }

    private PreviewToSend NewPreview(byte[] preview) => new(_local, Number, preview, _settings.MaximumMessage - MessageHeader.Size);

    /// <param name="To">null = everybody, or the asker.</param>
    /// <param name="Address">Who asked, where it is no recipient.</param>
    /// <param name="First">Of digests the first block.</param>
    /// <param name="Count">Of digests the blocks.</param>
    private readonly record struct Control(MessageKind Kind, Recipient? To, Asker? Address = null, int First = 0, int Count = 0);

    private readonly record struct Asker(PeerAddress Address, PeerId Peer);
}
