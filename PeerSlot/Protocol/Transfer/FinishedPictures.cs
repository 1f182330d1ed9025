using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What became of the pictures that came lately, and the receipts that say so, as often as their senders ask.</summary>
internal sealed class FinishedPictures(LocalSession local, TransferSettings settings, PeerTable table, Random random)
{
    /// <summary>At 20 % loss all of them and the first are lost once in 15,000 times, at 50 % once in 64.</summary>
    private const int UnaskedReceipts = 5;

    /// <summary>Questions that are answered as they come: at 20 % loss both ways none is unheard after so many.</summary>
    private const int AskedInARow = 20;

    private readonly RecentMap<TransferId, Outcome> _outcomes = new(settings.FinishedRemembered);
    private readonly PendingReceipts _receipts = new(settings.MaximumArrivals * 8);

    /// <summary>What was finished last, the oldest first: its senders may still want to know.</summary>
    private readonly Queue<(TimeSpan When, TransferId Id)> _latest = new();

    public TimeSpan? NextWakeUp => _receipts.Next;

    public bool Contains(TransferId id) => _outcomes.TryGet(id, out _);

    /// <param name="isPulled">Its sender answered a question and asks nothing itself: the receipt is repeated unasked.</param>
    public void Add(
        TimeSpan now, TransferId id, ReceiptStatus status, RefusalReason reason, int have, PeerId sender, PeerAddress address, bool isPulled = false)
    {
        _outcomes.Set(id, new Outcome(status, reason, have, sender, address, now - settings.ReceiptInterval, settings.ReceiptInterval));
        _latest.Enqueue((now, id));
        if (_latest.Count > settings.MaximumArrivals)
            _latest.Dequeue();
        Schedule(now, id, sender, address, RefusalReason.None, isPulled ? UnaskedReceipts : 0, settings.RoundInterval);
    }

    /// <summary>Not taken for now: nothing is remembered, a later manifest may find room.</summary>
    public void Busy(TimeSpan now, TransferId id, PeerId sender, PeerAddress address) => Schedule(now, id, sender, address, RefusalReason.Busy);

    /// <summary>The sender has not got the receipt, or somebody says so for it: it gets it again. False for a transfer that is not known.</summary>
    public bool Asked(TimeSpan now, TransferId id)
    {
        if (!_outcomes.TryGet(id, out var outcome))
            return false;
        // "End of pass" is said for others too; each of its copies need not be answered.
        if (now - outcome.LastReceipt < outcome.Pause)
            return true;
        // Who asks a third time has not got two receipts: they come in pairs from then on, and less often.
        var pause = outcome.Asked < AskedInARow ? settings.ReceiptInterval : outcome.Pause * settings.BackOff;
        _outcomes.Set(id, outcome with
        {
            Asked = outcome.Asked + 1, LastReceipt = now, Pause = pause < settings.QuietBeforeReport ? pause : settings.QuietBeforeReport,
        });
        Schedule(now, id, outcome.Sender, outcome.Address, RefusalReason.None, more: outcome.Asked >= 2 ? 1 : 0);
        return true;
    }

    /// <summary>Gives the receipts of the last <see cref="TransferSettings.ReceiptsRepeatable"/> once more, unasked.</summary>
    public void Repeat(TimeSpan now)
    {
        foreach (var (when, id) in _latest)
        {
            if (now - when <= settings.ReceiptsRepeatable && _outcomes.TryGet(id, out var outcome))
                Schedule(now, id, outcome.Sender, outcome.Address, RefusalReason.None);
        }
    }

    public bool TryTakeDatagram(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        while (_receipts.TryTake(now, out var id, out var receipt))
        {
            if (Write(buffer, id, receipt) is not (> 0 and var size))
                continue;
            if (receipt.More > 0)
            {
                var due = now + receipt.Pause + random.NextDouble() * settings.GreatestReceiptDelay;
                _receipts.TryAdd(id, receipt with { Due = due, More = receipt.More - 1, Pause = 2 * receipt.Pause });
            }

            datagram = new OutgoingDatagram(size, WellKnownSlot.Peer, receipt.Address, receipt.Sender, Paced: false);
            return true;
        }

        datagram = default;
        return false;
    }

    private void Schedule(TimeSpan now, TransferId id, PeerId sender, PeerAddress address, RefusalReason otherwise, int more = 0, TimeSpan pause = default)
    {
        // Where it lives now: what asked may have come from anywhere.
        if (table.TryGetSession(id.Sender, out var live))
            address = live.Address;
        var due = now + random.NextDouble() * settings.GreatestReceiptDelay;
        if (!_receipts.TryAdd(id, new PendingReceipt(due, sender, address, otherwise, more, pause)))
            local.Ignored.BeyondLimit++;
    }

    /// <summary>0 = there is nothing to say any more.</summary>
    private int Write(Span<byte> buffer, TransferId id, in PendingReceipt pending)
    {
        if (!_outcomes.TryGet(id, out var said))
        {
            if (pending.Otherwise == RefusalReason.None)
                return 0;
            said = new Outcome(ReceiptStatus.Refused, pending.Otherwise, 0, pending.Sender, pending.Address, default, default);
        }

        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Receipt, id.Number);
        new Receipt(local.Peer, id.Sender, said.Status, said.Reason, (uint)said.Have).Write(ref writer);
        return writer.Written;
    }

    private readonly record struct Outcome(
        ReceiptStatus Status, RefusalReason Reason, int Have, PeerId Sender, PeerAddress Address, TimeSpan LastReceipt, TimeSpan Pause, int Asked = 0);
}
