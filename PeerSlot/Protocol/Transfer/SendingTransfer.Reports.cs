using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Who wants what: recipients come and go, report, and answer.</summary>
internal sealed partial class SendingTransfer
{
    /// <summary>Sessions; as many as the peer table holds unless set otherwise.</summary>
    private const int MaximumRecipients = 2_000;

    /// <summary>Who was not heard for so long keeps nobody else waiting.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromMilliseconds(300);

    /// <summary>A larger share of loss is no reason to send even more at once.</summary>
    private const double GreatestLoss = 0.5;

    /// <summary>Recipients whose own plan is not empty.</summary>
    private readonly Queue<Recipient> _alone = new();

    private TimeSpan _repairsReady;
    private TimeSpan _nextAnswer;

    public void Appeared(TimeSpan now, PeerId peer, SessionId session)
    {
        if (IsEnded || _named?.Contains(peer) == false)
            return;
        var recipient = _deliveries.Find(session) ?? _deliveries.Add(peer, session);
        recipient.IsGivenUp = false;
        recipient.AwaitHelp(now, _settings);
        AddressOf(recipient);
        Active(now);
        if (_named is not null && !_targets.Contains(recipient) && _copy == 0)
            _targets = [.. _targets, recipient];
        Aim();
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
        // Who pulled a picture that fits its manifest reports nothing before.
        if (FindOrAdd(now, receipt.Peer, session, isKept: receipt.Status == ReceiptStatus.Delivered) is not { } recipient)
            return;
        recipient.Answered(now, receipt.Status == ReceiptStatus.Delivered ? DeliveryState.Delivered : DeliveryState.Refused, receipt.Reason);
        _deliveries.Report(recipient.Peer);
        _nextTimer = now;
    }

    public void ManifestWanted(TimeSpan now, SessionId session, PeerAddress source, in ManifestRequest request)
    {
        if (_named?.Contains(request.Peer) == false || !MayAnswer(now, session, request.Peer))
            return;
        var asker = new Asker(source, request.Peer);
        _control.Enqueue(new Control(MessageKind.Manifest, null, asker));
        QueuePreview(null, asker);
        if (!IsEnded)
            Active(now);
    }

    /// <summary>Each recipient so often; of a kept picture all askers together, because they are no recipients yet.</summary>
    private bool MayAnswer(TimeSpan now, SessionId session, PeerId peer)
    {
        if (!IsEnded)
            return FindOrAdd(now, peer, session)?.MayAsk(now, _settings.RepeatInterval) == true;
        if (now < _nextAnswer)
            return false;
        _nextAnswer = now + _settings.RepeatInterval / 4;
        return true;
    }

    public void Reported(TimeSpan now, SessionId session, in Report report)
    {
        if (IsEnded && report.Flags.HasFlag(ReportFlags.Pull) && _named?.Contains(report.Peer) != false)
            Revive(now);
        if (IsEnded || report.Have > _layout.SymbolCount || FindOrAdd(now, report.Peer, session) is not { } recipient || !recipient.MayReport(now))
            return;
        recipient.Pulls |= report.Flags.HasFlag(ReportFlags.Pull);
        // Whoever names a counter that was not sent yet has heard all that was.
        var highest = Math.Min(report.Highest, _local.Counter);
        if (!recipient.TryReported(now, report, highest, _log.CountTo(recipient, recipient.Highest, highest)))
            return;
        _deliveries.Report(recipient.Peer);
        Active(now);
        if (report.Flags.HasFlag(ReportFlags.WantsDigests))
            QueueDigests(now, recipient);
        if (report.Flags.HasFlag(ReportFlags.WantsPreview))
            RepeatPreview(recipient, highest);
        if (!recipient.IsWanting || !recipient.Repairs.MayRepair(now))
            return;
        recipient.IsDeferred = IsBehind(now, recipient);
        if (!recipient.IsDeferred)
            Plan(now, recipient, report);
    }

    /// <summary>Once all of it that was sent has come or is lost.</summary>
    private void RepeatPreview(Recipient recipient, ulong highest)
    {
        if (_preview is null || _previews is 0 or >= MaximumPreviews || _previewsToGo > 0 || highest < _previewCounter)
            return;
        _previews++;
        QueuePreview(_named is null && !recipient.IsDeaf ? null : recipient);
    }

    private void QueueDigests(TimeSpan now, Recipient recipient)
    {
        if (_digests is null || !recipient.MayAsk(now, _settings.RateInterval))
            return;
        for (var first = 0; first < _layout.BlockCount; first += _digestGroup)
        {
            _control.Enqueue(new Control(
                MessageKind.Digests, recipient, First: first, Count: Math.Min(_digestGroup, _layout.BlockCount - first)));
        }
    }

    /// <summary>Plans what a report lacks and what is neither on its way nor still to come in the pass.</summary>
    private void Plan(TimeSpan now, Recipient recipient, in Report report)
    {
        var isAlone = IsServedAlone(now, recipient);
        var plan = !isAlone ? _everybody : recipient.Plan ??= new RepairPlan(_layout.BlockCount, _settings.RepairsPerRound);
        var (before, wasIdle) = (plan.Total, !IsRepairing);
        var onTheWay = _log.OnTheWayTo(recipient, recipient.Highest);
        // Within the pass another report follows; after it each round costs time, so some more goes at once (measured).
        var loss = IsPassDone && !recipient.Repairs.IsStalled ? Math.Min(recipient.Loss.Share, GreatestLoss) : 0;
        for (var entry = 0; entry < report.Count && report[entry].Block < _layout.BlockCount; entry++)
            Want(report[entry].Block, report[entry].Missing, onTheWay);
        for (int block = report.Untouched; block < _layout.BlockCount && plan.Total < _settings.RepairsPerRound; block++)
            Want(block, _layout.SymbolsIn(block), onTheWay);
        if (plan.Total == before)
            return;
        recipient.Repairs.Planned(now, _settings, plan.Total - before);
        if (isAlone && before == 0)
            _alone.Enqueue(recipient);
        if (wasIdle)
            _repairsReady = IsPassDone && !isAlone ? now + _settings.MergeWindow : now;

        void Want(int block, int missing, ReadOnlySpan<ushort> onTheWay)
        {
            if (plan.Total - before >= recipient.Repairs.Greatest)
                return;
            var k = _layout.SymbolsIn(block);
            var need = Math.Min(missing, k) - onTheWay[block] - ToCome(block);
            if (need <= 0)
                return;
            var isWhole = isAlone && missing >= k && onTheWay[block] == 0;
            plan.Want(block, loss > 0 ? (int)(need / (1 - loss) + 0.5) : need, isWhole);
        }
    }

    /// <summary>Symbols of a block that the pass has yet to send.</summary>
    private int ToCome(int block) =>
        block < _block || IsPassDone || _targets.Length == 0 ? 0
        : block > _block ? _layout.SymbolsIn(block)
        : _layout.FirstOf(block + 1) - _cursor;

    /// <summary>By unicast: to some only, where no multicast is heard, after the pass where it is the last one.</summary>
    private bool IsServedAlone(TimeSpan now, Recipient recipient) =>
        _named is not null || _isKept || recipient.IsDeaf || recipient.Pulls
        || (IsPassDone && !_deliveries.Recipients.Any(r => r != recipient && r.IsWanting && now - r.LastHeard < Recently));

    /// <summary>
    /// Whether the others are so much better off that they should not wait for this one. Within the pass: it hears less than half of what
    /// the middle one hears. After it: it lacks far more.
    /// </summary>
    private bool IsBehind(TimeSpan now, Recipient recipient)
    {
        if (_named is not null || _isKept || recipient.IsAimedAt)
            return false;
        if (!IsPassDone)
            return recipient.IsDeaf || 1 - recipient.Loss.Share < 0.5 * Middle(now, r => r.Loss.Symbols >= 256 ? 1 - r.Loss.Share : 0);
        return Lacks(recipient) > 4 * Middle(now, Lacks) + 256;
    }

    private double Lacks(Recipient recipient) => _layout.SymbolCount - recipient.Have;

    private double Middle(TimeSpan now, Func<Recipient, double> of)
    {
        var all = _deliveries.Recipients.Where(r => r.IsWanting && now - r.LastHeard < Recently).Select(of).ToArray();
        Array.Sort(all);
        // Of two the one that is better off.
        return all.Length == 0 ? 0 : all[IsPassDone ? (all.Length - 1) / 2 : all.Length / 2];
    }

    /// <summary>A session that answers is a recipient, known to presence or not; not so where others were named.</summary>
    private Recipient? FindOrAdd(TimeSpan now, PeerId peer, SessionId session, bool isKept = false)
    {
        if (_deliveries.Find(session) is { } known)
            return known.Peer == peer ? known : null;
        if ((IsEnded && !isKept) || _named?.Contains(peer) == false || _deliveries.Recipients.Count >= MaximumRecipients)
            return null;
        var recipient = _deliveries.Add(peer, session);
        recipient.AwaitHelp(now, _settings);
        return recipient;
    }
}
