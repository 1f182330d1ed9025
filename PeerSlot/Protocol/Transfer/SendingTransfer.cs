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
    private readonly LocalSession local;
    private readonly TransferSettings settings;
    private readonly PeerTable table;
    private readonly PictureToSend picture;
    private readonly SymbolLayout layout;
    private readonly Queue<ProtocolEvent> events;
    private readonly TimeSpan started;
    private readonly TimeSpan greatestStay;
    private readonly Deliveries deliveries;
    private readonly HashSet<PeerId>? named;

    /// <summary>Manifests to send now; null = to everybody.</summary>
    private readonly Queue<Recipient?> manifests = new();

    private readonly SentSymbols sent;
    private readonly RepairQueue repairs;

    /// <summary>Whom the repair of <see cref="repairing"/> still goes to; null = everybody.</summary>
    private readonly Queue<Recipient?> repairTargets = new();

    /// <summary>Whom each symbol of the first pass goes to; null = everybody.</summary>
    private Recipient?[] targets = [];

    private int cursor;
    private int copy;
    private int nextManifest;
    private int repairing;
    private TimeSpan repairsReady;
    private bool isRepairTurn;
    private bool isRoundOpen;
    private ushort pass;

    public SendingTransfer(
        TimeSpan now, LocalSession local, TransferSettings settings, PeerTable table, PictureToSend picture, Queue<ProtocolEvent> events)
    {
        this.local = local;
        this.settings = settings;
        this.table = table;
        this.picture = picture;
        this.events = events;
        started = now;
        lastActivity = now;
        greatestStay = picture.GreatestStay ?? settings.GreatestStay;
        if (!SymbolLayout.TryCreate((ulong)picture.Content.Length, settings.SymbolSize, settings.SymbolsPerBlock, out layout))
            throw new ArgumentException($"A picture of {picture.Content.Length} bytes cannot be cut into symbols of {settings.SymbolSize} bytes.", nameof(picture));
        named = picture.To is null ? null : [.. picture.To];
        deliveries = new Deliveries(picture.Number, table, events);
        repairs = new RepairQueue(settings.RepairsPerRound);
        sent = new SentSymbols((int)layout.SymbolCount);
        foreach (var (peer, session) in table.ReceivingSessions())
            Appeared(now, peer, session.Id);
        if (named is null)
            targets = [null];
        nextTimer = now;
    }

    public uint Number => picture.Number;

    private bool IsPassing => targets.Length > 0 && cursor < sent.Count;

    private bool IsPassDone => cursor == sent.Count;

    private bool IsRepairing => isRoundOpen && !(repairs.IsEmpty && repairTargets.Count == 0);

    public void Appeared(TimeSpan now, PeerId peer, SessionId session)
    {
        if (named?.Contains(peer) == false)
            return;
        var recipient = deliveries.Find(session) ?? deliveries.Add(peer, session);
        recipient.IsGivenUp = false;
        recipient.AwaitHelp(now, settings);
        AddressOf(recipient);
        Active(now);
        if (named is not null && targets.Length == 0)
            targets = [.. deliveries.Recipients];
        else if (named is not null && cursor == 0 && copy == 0)
            targets = [.. targets, recipient];
    }

    public void Left(TimeSpan now, SessionId session)
    {
        if (deliveries.Find(session) is not { } recipient)
            return;
        recipient.IsGivenUp = true;
        nextTimer = now;
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
        deliveries.Report(recipient.Peer);
        nextTimer = now;
    }

    public void Requested(TimeSpan now, SessionId session, in RepairRequest request)
    {
        if (FindOrAdd(now, request.Peer, session) is not { } recipient)
            return;
        recipient.Heard(now, DeliveryState.Receiving, RefusalReason.None);
        deliveries.Report(recipient.Peer);
        Active(now);
        if (!recipient.IsOpen || !recipient.MayBeServed(now, request.Have, settings))
            return;
        var heardUpTo = recipient.HearsNothing(now, request.Highest, settings) ? ulong.MaxValue : request.Highest;
        var wasEmpty = repairs.IsEmpty;
        var added = false;
        for (var entry = 0; entry < request.Count; entry++)
        {
            var (block, missing) = request[entry];
            if (block >= layout.BlockCount)
                break;
            missing &= SymbolBitmap.First(layout.SymbolsIn(block));
            while (missing.TakeFirst() is >= 0 and var index)
            {
                var symbol = block * layout.SymbolsPerBlock + index;
                // The first pass has yet to come to it, or it was sent after what the receiver heard last and may be on its way.
                if (symbol < cursor && sent.LastCounter(symbol) <= heardUpTo)
                    added |= repairs.TryAdd(symbol, recipient);
            }
        }

        if (!added)
            return;
        recipient.Served(now, request.Highest, settings);
        if (wasEmpty && repairTargets.Count == 0)
            repairsReady = now + settings.MergeWindow;
        isRoundOpen = true;
    }

    public bool HasPacedData(TimeSpan now) => !IsEnded && (IsPassing || (IsRepairing && now >= repairsReady));

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        if (IsEnded)
            return false;
        if (IsPassing && cursor >= nextManifest && copy == 0)
        {
            nextManifest = cursor < 4 ? 4 : cursor < 16 ? 16 : cursor + settings.SymbolsPerManifest;
            SendManifestTo(targets);
        }

        if (now >= nextTimer)
            Fire(now);
        while (manifests.TryDequeue(out var to))
        {
            if (to is { IsOpen: false } || !TryAddress(to, out datagram))
                continue;
            datagram = datagram with { Size = WriteManifest(buffer) };
            return true;
        }

        if (!pacedToo || IsEnded)
            return false;
        isRepairTurn = !isRepairTurn;
        return isRepairTurn
            ? TryTakeRepair(now, buffer, out datagram) || TryTakeSymbol(now, buffer, out datagram)
            : TryTakeSymbol(now, buffer, out datagram) || TryTakeRepair(now, buffer, out datagram);
    }

    private bool TryTakeSymbol(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        while (IsPassing)
        {
            var (symbol, to) = (cursor, targets[copy]);
            if (++copy == targets.Length)
            {
                copy = 0;
                cursor++;
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
        if (!isRoundOpen || now < repairsReady)
            return false;
        var isTaken = false;
        while (!isTaken)
        {
            if (repairTargets.Count == 0)
            {
                if (!repairs.TryTake(out repairing, out var askers))
                    break;
                ChooseTargets(askers);
                continue;
            }

            var to = repairTargets.Dequeue();
            isTaken = to is not { IsOpen: false } && TryAddress(to, out datagram);
        }

        if (isTaken)
            datagram = datagram with { Size = WriteSymbol(buffer, repairing), Paced = true };
        if (!IsRepairing)
        {
            isRoundOpen = false;
            if (IsPassDone)
                CompletePass(now);
        }

        return isTaken;
    }

    /// <summary>Everybody where two ask; unicast to the one, to the deaf, and to all where multicast was tried often enough.</summary>
    private void ChooseTargets(List<Recipient> askers)
    {
        var isUnicastOnly = named is not null || sent.ResendsToEverybody(repairing) >= settings.ResendsToEverybody;
        var hearing = isUnicastOnly ? 0 : askers.Count(r => r.IsOpen && !r.IsDeaf);
        if (hearing >= 2)
        {
            sent.CountResendToEverybody(repairing);
            repairTargets.Enqueue(null);
        }

        foreach (var asker in askers)
        {
            if (asker.IsDeaf || hearing < 2)
                repairTargets.Enqueue(asker);
        }
    }

    private int WriteSymbol(Span<byte> buffer, int symbol)
    {
        var (block, index) = Math.DivRem(symbol, layout.SymbolsPerBlock);
        var data = picture.Content.AsSpan(symbol * layout.SymbolSize, layout.SizeOf(block, index));
        var size = SymbolMessage.Write(local, buffer, Number, block, index, data);
        sent.Sent(symbol, local.Counter);
        return size;
    }

    private int WriteManifest(Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Manifest, Number);
        new ManifestMessage
        {
            Room = local.Room,
            Peer = local.Peer,
            Flags = (named is null ? ManifestFlags.None : ManifestFlags.Directed) | (IsPassDone && !isRoundOpen ? ManifestFlags.PassComplete : ManifestFlags.None),
            Pass = pass,
            Layout = layout,
            Width = (uint)picture.Width,
            Height = (uint)picture.Height,
            Sha256 = picture.Sha256,
            Nickname = HarmlessText.ToUtf8(local.Nickname, ManifestMessage.MaximumNickname),
            FileName = HarmlessText.ToUtf8(picture.FileName, ManifestMessage.MaximumFileName),
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
        return named is null;
    }

    private PeerAddress? AddressOf(Recipient recipient)
    {
        if (table.TryGetAddress(recipient.Session, out var address))
            recipient.Address = address;
        return recipient.Address;
    }

    /// <summary>A session that answers is a recipient, known to presence or not; not so where others were named.</summary>
    private Recipient? FindOrAdd(TimeSpan now, PeerId peer, SessionId session)
    {
        if (IsEnded)
            return null;
        if (deliveries.Find(session) is { } known)
            return known.Peer == peer ? known : null;
        if (named?.Contains(peer) == false || deliveries.Recipients.Count >= MaximumRecipients)
            return null;
        var recipient = deliveries.Add(peer, session);
        recipient.AwaitHelp(now, settings);
        return recipient;
    }
}
