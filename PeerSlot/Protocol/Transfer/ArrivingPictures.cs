using System.Text;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The receiving side: all pictures on their way in, bounded in number and memory, and the receipts of those that came before.</summary>
internal sealed class ArrivingPictures(
    LocalSession local, TransferSettings settings, PeerTable table, Random random, Queue<ProtocolEvent> events)
{
    private readonly Dictionary<TransferId, ReceivingTransfer> _arriving = [];
    private readonly RecentMap<TransferId, Finished> _finished = new(settings.FinishedRemembered);
    private readonly RecentMap<TransferId, bool> _wrong = new(settings.FinishedRemembered);
    private readonly EarlySymbols _early = new(settings.EarlySymbols);
    private readonly PendingReceipts _receipts = new(settings.MaximumArrivals * 8);

    /// <summary>What was finished last, the oldest first: its senders may still want to know.</summary>
    private readonly Queue<(TimeSpan When, TransferId Id, PeerId Sender, PeerAddress Address)> _latest = new();

    public bool IsEmpty => _arriving.Count == 0;

    /// <summary>Bytes that are set aside: the lengths of all pictures that are not whole. Less is allocated, block by block.</summary>
    public long ReservedBytes { get; private set; }

    public TimeSpan? NextWakeUp
    {
        get
        {
            var next = _receipts.Next ?? TimeSpan.MaxValue;
            foreach (var transfer in _arriving.Values)
            {
                if (transfer.NextWakeUp < next)
                    next = transfer.NextWakeUp;
            }

            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    public void Manifest(TimeSpan now, PeerAddress source, in MessageHeader header, in ManifestMessage manifest)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (_finished.TryGet(id, out var said))
        {
            // Who asks a third time has not got two receipts: they come in pairs from then on.
            _finished.Set(id, said with { Asked = said.Asked + 1 });
            ScheduleReceipt(now, id, manifest.Peer, source, RefusalReason.None, isTwice: said.Asked >= 2);
            return;
        }

        if (!_arriving.TryGetValue(id, out var transfer))
        {
            transfer = Begin(now, source, id, manifest);
            if (transfer is null)
                return;
        }
        else if (!transfer.IsSameAs(manifest) || transfer.Manifest.From != manifest.Peer)
        {
            local.Ignored.Malformed++;
            return;
        }

        transfer.Heard(now, source);
        var isComplete = manifest.Flags.HasFlag(ManifestFlags.PassComplete);
        if (isComplete && !transfer.IsWhole)
            transfer.AskAt(now + random.NextDouble() * settings.GreatestRequestDelay);
        else if (isComplete || transfer.LastReceipt is not { } last || now - last >= settings.ReceiptInterval)
            ScheduleReceipt(now, id, manifest.Peer, source, RefusalReason.None);
    }

    public void Symbol(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> data)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (!_arriving.TryGetValue(id, out var transfer))
        {
            if (!_finished.TryGet(id, out _))
                _early.Add(id, header.Block, header.Index, data);
            return;
        }

        transfer.Heard(now, source);
        Take(now, transfer, header.Block, header.Index, data);
    }

    public void Filed(TimeSpan now, TransferId id) => Finish(now, id, ReceiptStatus.Delivered, RefusalReason.None);

    public void Refuse(TimeSpan now, TransferId id, RefusalReason reason) => Finish(now, id, ReceiptStatus.Refused, reason);

    public void SenderLeft(TimeSpan now, SessionId session)
    {
        foreach (var transfer in _arriving.Values)
        {
            if (transfer.Manifest.Transfer.Sender == session)
                transfer.SenderLeft(now);
        }
    }

    public void Wake(TimeSpan now)
    {
        List<(ReceivingTransfer Transfer, string Reason)>? lost = null;
        foreach (var transfer in _arriving.Values)
        {
            if (transfer.Wake(now) is { } reason)
                (lost ??= []).Add((transfer, reason));
        }

        foreach (var (transfer, reason) in lost ?? [])
            Lose(transfer, reason);
    }

    /// <summary>Loses all that are not whole, with this reason; the program ends.</summary>
    public void Stop(string reason)
    {
        foreach (var transfer in _arriving.Values.Where(t => !t.IsWhole).ToList())
            Lose(transfer, reason);
    }

    public bool TryTakeDatagram(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        while (_receipts.TryTake(now, out var id, out var receipt))
        {
            if (WriteReceipt(now, buffer, id, receipt) is not (> 0 and var size))
                continue;
            if (receipt.IsTwice)
                _receipts.TryAdd(id, receipt with { Due = now + random.NextDouble() * settings.GreatestReceiptDelay, IsTwice = false });
            datagram = new OutgoingDatagram(size, WellKnownSlot.Peer, receipt.Address, receipt.Sender, Paced: false);
            return true;
        }

        foreach (var transfer in _arriving.Values)
        {
            if (!transfer.IsRequesting)
                continue;
            datagram = new OutgoingDatagram(
                transfer.WriteRequest(local, buffer), WellKnownSlot.Peer, transfer.Source, transfer.Manifest.From, Paced: false);
            return true;
        }

        datagram = default;
        return false;
    }

    private ReceivingTransfer? Begin(TimeSpan now, PeerAddress source, TransferId id, in ManifestMessage manifest)
    {
        var offered = ToManifest(id, manifest);
        if (ReasonToRefuse(manifest) is not RefusalReason.None and var reason)
        {
            _finished.Set(id, new Finished(ReceiptStatus.Refused, reason, 0));
            ScheduleReceipt(now, id, manifest.Peer, source, reason);
            events.Enqueue(new PictureNotTaken(offered, reason));
            return null;
        }

        if (_arriving.Count >= settings.MaximumArrivals || ReservedBytes + manifest.Layout.Length > settings.ReceiveMemory
            || _arriving.Keys.Count(t => t.Sender == id.Sender) >= settings.MaximumArrivalsPerSession)
        {
            // Not remembered: a later manifest may find room.
            local.Ignored.BeyondLimit++;
            ScheduleReceipt(now, id, manifest.Peer, source, RefusalReason.Busy);
            return null;
        }

        var transfer = new ReceivingTransfer(now, settings, offered, manifest.Layout, manifest.Sha256.ToArray(), source);
        _arriving.Add(id, transfer);
        ReservedBytes += transfer.Manifest.Length;
        events.Enqueue(new PictureOffered(offered, source.Network));
        foreach (var symbol in _early.Take(id))
            Take(now, transfer, symbol.Block, symbol.Index, symbol.Data);
        return transfer;
    }

    private void Take(TimeSpan now, ReceivingTransfer transfer, int block, int index, ReadOnlySpan<byte> data)
    {
        if (transfer.IsWhole)
            return;
        if (!transfer.Layout.Contains(block, index))
        {
            local.Ignored.BeyondLimit++;
            return;
        }

        if (!transfer.TryTake(now, block, index, data))
            return;
        if (transfer.IsWhole)
            Complete(now, transfer);
        else if (transfer.IsProgressDue(now))
            events.Enqueue(new PictureProgress(transfer.Manifest.Transfer, transfer.HaveBytes, transfer.Manifest.Length));
    }

    private void Complete(TimeSpan now, ReceivingTransfer transfer)
    {
        var id = transfer.Manifest.Transfer;
        if (transfer.TakeContent() is { } content)
        {
            ReservedBytes -= transfer.Manifest.Length;
            events.Enqueue(new PictureProgress(id, transfer.HaveBytes, transfer.Manifest.Length));
            events.Enqueue(new PictureArrived(transfer.Manifest, content, transfer.Repaired, transfer.Source.Network));
            return;
        }

        // A forged symbol may have spoiled it: the next manifest starts it afresh, once.
        Lose(transfer, "its SHA-256 is not the one that its sender named");
        if (_wrong.TryGet(id, out _))
        {
            _finished.Set(id, new Finished(ReceiptStatus.Refused, RefusalReason.Unreadable, 0));
            ScheduleReceipt(now, id, transfer.Manifest.From, transfer.Source, RefusalReason.Unreadable);
        }

        _wrong.Set(id, true);
    }

    private void Finish(TimeSpan now, TransferId id, ReceiptStatus status, RefusalReason reason)
    {
        if (!_arriving.Remove(id, out var transfer))
            return;
        if (!transfer.IsWhole)
            ReservedBytes -= transfer.Manifest.Length;
        _finished.Set(id, new Finished(status, reason, transfer.Have));
        ScheduleReceipt(now, id, transfer.Manifest.From, transfer.Source, reason);
        _latest.Enqueue((now, id, transfer.Manifest.From, transfer.Source));
        if (_latest.Count > settings.MaximumArrivals)
            _latest.Dequeue();
        transfer.Dispose();
    }

    /// <summary>Gives the receipts of the last <see cref="TransferSettings.ReceiptsRepeatable"/> once more, unasked.</summary>
    public void RepeatReceipts(TimeSpan now)
    {
        foreach (var (when, id, sender, address) in _latest)
        {
            if (now - when <= settings.ReceiptsRepeatable)
                ScheduleReceipt(now, id, sender, address, RefusalReason.None);
        }
    }

    private void Lose(ReceivingTransfer transfer, string reason)
    {
        _arriving.Remove(transfer.Manifest.Transfer);
        ReservedBytes -= transfer.Manifest.Length;
        events.Enqueue(new PictureIncomplete(transfer.Manifest, transfer.Have, (int)transfer.Layout.SymbolCount, reason));
        transfer.Dispose();
    }

    private void ScheduleReceipt(TimeSpan now, TransferId id, PeerId sender, PeerAddress address, RefusalReason otherwise, bool isTwice = false)
    {
        var due = now + random.NextDouble() * settings.GreatestReceiptDelay;
        if (!_receipts.TryAdd(id, new PendingReceipt(due, sender, address, otherwise, isTwice)))
            local.Ignored.BeyondLimit++;
    }

    /// <summary>0 = there is nothing to say any more.</summary>
    private int WriteReceipt(TimeSpan now, Span<byte> buffer, TransferId id, in PendingReceipt pending)
    {
        Finished said;
        if (_arriving.TryGetValue(id, out var transfer))
        {
            transfer.LastReceipt = now;
            said = new Finished(ReceiptStatus.Receiving, RefusalReason.None, transfer.Have);
        }
        else if (!_finished.TryGet(id, out said))
        {
            if (pending.Otherwise == RefusalReason.None)
                return 0;
            said = new Finished(ReceiptStatus.Refused, pending.Otherwise, 0);
        }

        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Receipt, id.Number);
        new Receipt(local.Room, local.Peer, id.Sender, said.Status, said.Reason, (uint)said.Have).Write(ref writer);
        return writer.Written;
    }

    private RefusalReason ReasonToRefuse(in ManifestMessage manifest) =>
        manifest.Layout.Length > Math.Min(settings.MaximumBytes, settings.ReceiveMemory) ? RefusalReason.TooManyBytes
        : (ulong)manifest.Width * manifest.Height > (ulong)settings.MaximumPixels
            || Math.Max(manifest.Width, manifest.Height) > int.MaxValue ? RefusalReason.TooManyPixels
        : RefusalReason.None;

    private PictureManifest ToManifest(TransferId id, in ManifestMessage manifest)
    {
        var nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(manifest.Nickname), manifest.Peer);
        return new PictureManifest(
            id, manifest.Peer, table.TryGetNickname(manifest.Peer, out var listed) ? listed : nickname,
            HarmlessText.FileName(Encoding.UTF8.GetString(manifest.FileName)),
            manifest.Layout.Length, (int)Math.Min(manifest.Width, int.MaxValue), (int)Math.Min(manifest.Height, int.MaxValue),
            Convert.ToHexStringLower(manifest.Sha256), manifest.Flags.HasFlag(ManifestFlags.Directed));
    }

    private readonly record struct Finished(ReceiptStatus Status, RefusalReason Reason, int Have, int Asked = 0);
}
