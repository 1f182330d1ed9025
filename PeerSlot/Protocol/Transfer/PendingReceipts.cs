using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Receipts that wait for their random moment, one a transfer. What they say is looked up when they go out.</summary>
internal sealed class PendingReceipts(int maximum)
{
    private readonly Dictionary<TransferId, PendingReceipt> _waiting = [];

    public TimeSpan? Next { get; private set; }

    public bool TryAdd(TransferId transfer, PendingReceipt receipt)
    {
        if (_waiting.TryGetValue(transfer, out var sooner))
        {
            _waiting[transfer] = receipt with { Due = sooner.Due };
            return true;
        }

        if (_waiting.Count >= maximum)
            return false;
        _waiting.Add(transfer, receipt);
        if (Next is not { } next || receipt.Due < next)
            Next = receipt.Due;
        return true;
    }

    public bool TryTake(TimeSpan now, out TransferId transfer, out PendingReceipt receipt)
    {
        (transfer, receipt) = (default, default);
        if (Next is not { } due || due > now)
            return false;
        TransferId? first = null;
        Next = null;
        foreach (var (id, candidate) in _waiting)
        {
            if (first is null && candidate.Due <= now)
                (first, receipt) = (id, candidate);
            else if (Next is not { } earliest || candidate.Due < earliest)
                Next = candidate.Due;
        }

        if (first is not { } found)
            return false;
        transfer = found;
        return _waiting.Remove(found);
    }
}

/// <param name="Due">When it goes out.</param>
/// <param name="Sender">Whose slot it goes to.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Otherwise">The reason for refusing, where the transfer is neither arriving nor finished by then.</param>
/// <param name="More">So often again after this one.</param>
/// <param name="Pause">Before the next one, at least; twice as long before each that follows.</param>
internal readonly record struct PendingReceipt(
    TimeSpan Due, PeerId Sender, PeerAddress Address, RefusalReason Otherwise, int More, TimeSpan Pause);
