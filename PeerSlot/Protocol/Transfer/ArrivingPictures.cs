using System.Security.Cryptography;
using System.Text;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The receiving side: all pictures on their way in, bounded in number and memory.</summary>
/// <remarks>
/// What a session sends that has not proved that it speaks now is collected, within the same bounds, and nobody is told of it: yesterday's recording
/// plays to nobody. What is not taken at all is in <c>.Limits</c>. What became of pictures is in <see cref="FinishedPictures"/>, what can be had in <see cref="AvailablePictures"/>.
/// </remarks>
internal sealed partial class ArrivingPictures
{
    private readonly LocalSession _local;
    private readonly TransferSettings _settings;
    private readonly PeerTable _table;
    private readonly Random _random;
    private readonly Queue<ProtocolEvent> _events;
    private readonly Dictionary<TransferId, ReceivingTransfer> _arriving = [];
    private readonly RecentMap<TransferId, bool> _wrong;
    private readonly RecentMap<SessionId, OneWayDelay> _delays;
    private readonly EarlySymbols _early;
    private readonly IAcceptPolicy _policy;
    private readonly DecoderScratch _scratch = new();

    public ArrivingPictures(
        LocalSession local, TransferSettings settings, PeerTable table, Random random, Queue<ProtocolEvent> events, IAcceptPolicy policy)
    {
        _policy = policy;
        (_local, _settings, _table, _random, _events) = (local, settings, table, random, events);
        _wrong = new RecentMap<TransferId, bool>(settings.FinishedRemembered);
        _delays = new RecentMap<SessionId, OneWayDelay>(settings.MaximumArrivals);
        _early = new EarlySymbols(settings.EarlySymbols);
        Finished = new FinishedPictures(local, settings, table, random);
        Available = new AvailablePictures(local, settings, table, random);
    }

    public FinishedPictures Finished { get; }

    public AvailablePictures Available { get; }

    public bool IsEmpty => _arriving.Count == 0;

    /// <summary>Bytes that are set aside: the lengths of all pictures that are not filed. Less is touched, block by block.</summary>
    public long ReservedBytes { get; private set; }

    public TimeSpan? NextWakeUp
    {
        get
        {
            var next = Earliest(Finished.NextWakeUp, Available.NextWakeUp) ?? TimeSpan.MaxValue;
            foreach (var transfer in _arriving.Values)
            {
                if (transfer.NextWakeUp < next)
                    next = transfer.NextWakeUp;
            }

            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    public void Manifest(TimeSpan now, PeerAddress source, in MessageHeader header, in ManifestMessage manifest, ReadOnlySpan<byte> message)
    {
        var id = new TransferId(header.Session, header.Transfer);
        var peer = PeerId.FromPublicKey(manifest.PublicKey);
        if (Finished.Asked(now, id))
            return;

        if (_arriving.TryGetValue(id, out var transfer))
        {
            if (!transfer.IsSameAs(manifest))
            {
                _local.Ignored.Malformed++;
                return;
            }
        }
        else if (!IsSigned(now, source, id, manifest, message))
        {
            return;
        }

        // The content is not signed, but what is signed names its hash.
        if (!manifest.Content.IsEmpty && !SHA256.HashData(manifest.Content).AsSpan().SequenceEqual(manifest.Sha256))
        {
            _local.Ignored.Forged++;
            return;
        }

        Available.Answered(id);
        var isLive = _table.IsLive(id.Sender, peer);
        if (!isLive)
            _table.ProofWanted(now, id.Sender, source);
        if (transfer is null && manifest.Flags.HasFlag(ManifestFlags.Kept) && !Available.IsPulled(id))
        {
            if (isLive && _policy.Of(peer) is (Acceptance.Take or Acceptance.Ask) && Available.Add(id))
                _events.Enqueue(new PictureAvailable(ToManifest(id, manifest), source.Network));
            return;
        }

        if (transfer is null && !Available.IsPulled(id) && !IsAccepted(now, source, id, manifest, peer, isLive))
            return;
        transfer ??= Begin(now, source, id, manifest);
        if (transfer is null)
            return;
        transfer.Heard(now, source);
        if (manifest.Content.IsEmpty || transfer.IsWhole)
            return;
        transfer.TakeAll(now, manifest.Content, _scratch);
        if (transfer.IsWhole)
            Completed(now, transfer);
    }

    public void Symbol(TimeSpan now, PeerAddress source, in MessageHeader header, uint? onTheWay, ReadOnlySpan<byte> data)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (_arriving.TryGetValue(id, out var transfer))
        {
            transfer.Heard(now, source);
            Take(now, transfer, header.Counter, onTheWay, header.Block, header.Index, data);
        }
        else if (!Finished.Contains(id) && !Available.IsWaiting(id))
        {
            _early.Add(id, header.Counter, header.Block, header.Index, data);
            ManifestWanted(now, id, source, _settings.QuietBeforeReport / 4);
        }
    }

    public void EndOfPass(TimeSpan now, PeerAddress source, in MessageHeader header)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (_arriving.TryGetValue(id, out var transfer))
        {
            transfer.Heard(now, source);
            transfer.PassEnded(now, _random.NextDouble() * _settings.GreatestReportDelay);
        }
        else if (!Finished.Asked(now, id) && !Available.IsWaiting(id))
        {
            ManifestWanted(now, id, source, TimeSpan.Zero);
        }
    }

    public void Digests(TimeSpan now, PeerAddress source, in MessageHeader header, in DigestsMessage digests)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (_settings.UsesDigests && _arriving.TryGetValue(id, out var transfer) && !transfer.IsWhole
            && digests.IsSigned(now, _local, source, id, transfer.PublicKey) && transfer.TryTake(now, digests))
            Completed(now, transfer);
    }

    /// <summary>A live session still has a picture: its manifest is asked for, unless people know of it.</summary>
    public void Kept(TimeSpan now, TransferId id)
    {
        if (!_arriving.ContainsKey(id) && !Finished.Contains(id) && (!Available.IsOffered(id) || Available.IsPulled(id)))
            Available.Wanted(now, id, TimeSpan.Zero);
    }

    /// <summary>Its pictures may be shown from now on.</summary>
    public void BecameLive(TimeSpan now, SessionId session)
    {
        foreach (var transfer in _arriving.Values.Where(t => t.Manifest.Transfer.Sender == session && !t.IsTold).ToList())
        {
            // Signed with another key than the session's: a stranger's, which is forgotten in time.
            if (!_table.IsLive(session, transfer.Manifest.From))
                continue;
            Tell(transfer);
            if (transfer.IsWhole)
                Completed(now, transfer);
        }
    }

    public void SenderLeft(TimeSpan now, SessionId session)
    {
        Available.SenderLeft(session);
        foreach (var transfer in _arriving.Values)
        {
            if (transfer.Manifest.Transfer.Sender == session)
                transfer.SenderLeft(now);
        }
    }

    public void Filed(TimeSpan now, TransferId id) => Finish(now, id, ReceiptStatus.Delivered, RefusalReason.None);

    public void Refuse(TimeSpan now, TransferId id, RefusalReason reason) => Finish(now, id, ReceiptStatus.Refused, reason);

    public void Wake(TimeSpan now)
    {
        List<(ReceivingTransfer Transfer, Text Reason)>? lost = null;
        foreach (var transfer in _arriving.Values)
        {
            if (transfer.Wake(now) is { } reason)
                (lost ??= []).Add((transfer, reason));
        }

        foreach (var (transfer, reason) in lost ?? [])
            Lose(transfer, reason);
    }

    /// <summary>Loses all that are not whole, with this reason; the program ends.</summary>
    public void Stop(Text reason)
    {
        foreach (var transfer in _arriving.Values.Where(t => !t.IsWhole || !t.IsTold).ToList())
            Lose(transfer, reason);
    }

    public bool TryTakeDatagram(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        if (Finished.TryTakeDatagram(now, buffer, out datagram) || Available.TryTakeDatagram(now, buffer, out datagram))
            return true;
        foreach (var transfer in _arriving.Values)
        {
            if (!transfer.IsReporting)
                continue;
            // To where its sender proved to be: who wrote another address on a datagram must not have us write there.
            var to = _table.TryGetAddress(transfer.Manifest.Transfer.Sender, out var address) ? address : transfer.Source;
            datagram = new OutgoingDatagram(
                transfer.WriteReport(now, _local, buffer), WellKnownSlot.Peer, to, transfer.Manifest.From, Paced: false);
            return true;
        }

        return false;
    }

    private bool IsSigned(TimeSpan now, PeerAddress source, TransferId id, in ManifestMessage manifest, ReadOnlySpan<byte> message)
    {
        Span<byte> head = stackalloc byte[TransferHead.Size];
        TransferHead.Write(head, id);
        Span<byte> signed = stackalloc byte[ManifestMessage.FixedSize + ManifestMessage.MaximumNickname + ManifestMessage.MaximumFileName];
        signed = signed[..manifest.SignedSize];
        manifest.CopySigned(message, signed);
        return _local.TryVerify(now, source, manifest.PublicKey, ManifestMessage.Label, head, signed, manifest.Signature);
    }

    private ReceivingTransfer? Begin(TimeSpan now, PeerAddress source, TransferId id, in ManifestMessage manifest)
    {
        var offered = ToManifest(id, manifest);
        var isLive = _table.IsLive(id.Sender, offered.From);
        if (ReasonToRefuse(manifest) is not RefusalReason.None and var reason)
        {
            // A recording is not worth an answer; a live one repeats its manifest.
            if (!isLive)
                return null;
            Finished.Add(now, id, ReceiptStatus.Refused, reason, 0, offered.From, source);
            _events.Enqueue(new PictureNotTaken(offered, reason));
            return null;
        }

        if (!HasRoomFor(manifest.Layout.Length, id.Sender, isLive))
        {
            // Not remembered: a later manifest may find room.
            _local.Ignored.BeyondLimit++;
            if (isLive)
                Finished.Busy(now, id, offered.From, source);
            return null;
        }

        if (!_delays.TryGet(id.Sender, out var delay))
            _delays.Set(id.Sender, delay = new OneWayDelay());
        var transfer = new ReceivingTransfer(now, _settings, offered, manifest, delay, source) { IsPulled = Available.IsPulled(id) };
        _arriving.Add(id, transfer);
        ReservedBytes += transfer.Manifest.Length;
        if (isLive)
            Tell(transfer);
        if (transfer.IsPulled)
            transfer.PassEnded(now, TimeSpan.Zero);
        for (var from = 0; _early.TryTake(id, ref from, out var counter, out var block, out var index, out var data);)
            Take(now, transfer, counter, null, block, index, data);
        TakeEarlyPreview(now, source, transfer);
        return transfer;
    }

    /// <summary>Of a picture of which only data came.</summary>
    private void ManifestWanted(TimeSpan now, TransferId id, PeerAddress source, TimeSpan delay)
    {
        if (_table.MayBeFrom(now, id.Sender, source))
            Available.Wanted(now, id, delay);
    }

    private void Tell(ReceivingTransfer transfer)
    {
        transfer.IsTold = true;
        _events.Enqueue(new PictureOffered(transfer.Manifest, transfer.Source.Network));
        if (transfer.Preview is { } preview)
            _events.Enqueue(new PicturePreviewed(transfer.Manifest, preview));
    }

    private void Take(
        TimeSpan now, ReceivingTransfer transfer, ulong counter, uint? onTheWay, int block, int index, ReadOnlySpan<byte> data)
    {
        if (transfer.IsWhole)
            return;
        if (!transfer.Layout.Contains(block, index))
        {
            _local.Ignored.BeyondLimit++;
            return;
        }

        if (!transfer.TryTake(now, counter, onTheWay, block, index, data, _scratch, _random))
            return;
        if (transfer.IsWhole)
            Completed(now, transfer);
        else if (transfer.IsTold && transfer.IsProgressDue(now))
            TellProgress(transfer);
    }

    private void TellProgress(ReceivingTransfer transfer)
    {
        _events.Enqueue(new PictureProgress(transfer.Manifest.Transfer, transfer.HaveBytes, transfer.Manifest.Length));
        if (_settings.TellsPrefixes && transfer.TakePrefix() is { } prefix)
            _events.Enqueue(new PicturePrefix(transfer.Manifest.Transfer, prefix));
    }

    private void Completed(TimeSpan now, ReceivingTransfer transfer)
    {
        if (!transfer.IsTold)
            return; // as soon as its sender is live
        var id = transfer.Manifest.Transfer;
        if (transfer.TakeContent() is { } content)
        {
            _events.Enqueue(new PictureProgress(id, transfer.HaveBytes, transfer.Manifest.Length));
            _events.Enqueue(new PictureArrived(transfer.Manifest, content, transfer.Rebuilt, transfer.Source.Network));
            return;
        }

        if (transfer.TryMend(now))
            return;
        // Or the sender itself named another hash: the next manifest starts it afresh, once.
        Lose(transfer, "its SHA-256 is not the one that its sender named");
        if (_wrong.TryGet(id, out _))
            Finished.Add(now, id, ReceiptStatus.Refused, RefusalReason.Unreadable, 0, transfer.Manifest.From, transfer.Source);
        _wrong.Set(id, true);
    }

    private void Finish(TimeSpan now, TransferId id, ReceiptStatus status, RefusalReason reason)
    {
        if (!_arriving.Remove(id, out var transfer))
            return;
        ReservedBytes -= transfer.Manifest.Length;
        Finished.Add(now, id, status, reason, transfer.Have, transfer.Manifest.From, transfer.Source, transfer.IsPulled);
        Available.Remove(id);
        transfer.Dispose();
    }

    private void Lose(ReceivingTransfer transfer, Text reason)
    {
        _arriving.Remove(transfer.Manifest.Transfer);
        ReservedBytes -= transfer.Manifest.Length;
        Available.Remove(transfer.Manifest.Transfer);
        if (transfer.IsTold)
            _events.Enqueue(new PictureIncomplete(transfer.Manifest, transfer.Have, transfer.Layout.SymbolCount, reason));
        transfer.Dispose();
    }

    private PictureManifest ToManifest(TransferId id, in ManifestMessage manifest)
    {
        var peer = PeerId.FromPublicKey(manifest.PublicKey);
        var nickname = HarmlessText.Nickname(Encoding.UTF8.GetString(manifest.Nickname), peer);
        return new PictureManifest(
            id, peer, _table.TryGetNickname(peer, out var listed) ? listed : nickname,
            HarmlessText.FileName(Encoding.UTF8.GetString(manifest.FileName)),
            manifest.Layout.Length, (int)Math.Min(manifest.Width, int.MaxValue), (int)Math.Min(manifest.Height, int.MaxValue),
            Convert.ToHexStringLower(manifest.Sha256), manifest.Flags.HasFlag(ManifestFlags.Directed), manifest.Flags.HasFlag(ManifestFlags.Stripped));
    }

    private static TimeSpan? Earliest(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}
