using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A session that a picture is sent to, as its sender sees it.</summary>
/// <param name="number">1 or more, its own within the sending.</param>
internal sealed class Recipient(int number, PeerId peer, SessionId session)
{
    /// <summary>Between two reports: each costs a look through all that was sent lately.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(0.5);

    private bool _hearsNothing;
    private TimeSpan _nextAnswer;
    private TimeSpan _helpInterval;
    private TimeSpan _nextReport;

    public int Number => number;

    public PeerId Peer { get; } = peer;

    public SessionId Session { get; } = session;

    /// <summary>Where it announced itself last; kept when it expires. null = never heard from it but in answers.</summary>
    public PeerAddress? Address { get; set; }

    /// <summary>Waiting, Receiving, Delivered or Refused.</summary>
    public DeliveryState State { get; private set; }

    public RefusalReason Reason { get; private set; }

    /// <summary>It left, or was silent for too long; a message of it undoes this.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Its user asked for the picture after the pass: it is served alone.</summary>
    public bool Pulls { get; set; }

    /// <summary>It has all symbols and files them: nothing but its receipt is missing.</summary>
    public bool IsWhole { get; private set; }

    public bool IsOpen => State is DeliveryState.Waiting or DeliveryState.Receiving && !IsGivenUp;

    /// <summary>Symbols may still help it.</summary>
    public bool IsWanting => IsOpen && !IsWhole;

    /// <summary>It hears what is sent to it alone, and nothing of what is sent to everybody.</summary>
    public bool IsDeaf => IsAimedAt || _hearsNothing;

    /// <summary>The pass goes to it alone, because it is known to hear nothing else.</summary>
    public bool IsAimedAt { get; set; }

    /// <summary>So far behind the others that it gets its symbols after them.</summary>
    public bool IsDeferred { get; set; }

    /// <summary>Of each block the index that goes to it alone next; null = none did.</summary>
    public byte[]? NextSymbols { get; set; }

    /// <summary>What only it gets; null = nothing yet.</summary>
    public RepairPlan? Plan { get; set; }

    public LossEstimate Loss { get; } = new();

    /// <summary>When it is repaired, and with how much.</summary>
    public RepairBackOff Repairs { get; } = new();

    /// <summary>Useful symbols, as it said last.</summary>
    public uint Have => Repairs.Have;

    /// <summary>The highest counter of ours in a report of it.</summary>
    public ulong Highest { get; private set; }

    public TimeSpan LastHeard { get; private set; }

    public TimeSpan NextHelp { get; private set; }

    public void AwaitHelp(TimeSpan now, TransferSettings settings)
    {
        _helpInterval = settings.HelpAfter;
        NextHelp = now + _helpInterval;
    }

    public void Helped(TimeSpan now, TransferSettings settings)
    {
        _helpInterval = settings.Backed(_helpInterval);
        NextHelp = now + _helpInterval;
    }

    /// <summary>Whether its question for the manifest is answered: not more often than this.</summary>
    public bool MayAsk(TimeSpan now, TimeSpan interval)
    {
        if (now < _nextAnswer)
            return false;
        _nextAnswer = now + interval;
        return true;
    }

    /// <summary>Its receipt. Delivered is final, and Refused gives way to nothing else.</summary>
    public void Answered(TimeSpan now, DeliveryState state, RefusalReason reason)
    {
        LastHeard = now;
        IsGivenUp = false;
        if (reason == RefusalReason.Busy)
            Reason = reason; // it has too many pictures on their way: it may take this one a moment later
        else if (state == DeliveryState.Delivered || State is DeliveryState.Waiting or DeliveryState.Receiving)
            (State, Reason) = (state, reason);
    }

    /// <summary>Takes a report's numbers; false for one that is older than another.</summary>
    /// <param name="sent">Symbols that it could hear since the last report.</param>
    public bool TryReported(TimeSpan now, in Report report, ulong highest, int sent)
    {
        LastHeard = now;
        IsGivenUp = false;
        if (State == DeliveryState.Waiting)
            (State, Reason) = (DeliveryState.Receiving, RefusalReason.None);
        if (highest < Highest)
            return false;
        Highest = highest;
        IsWhole = report.Flags.HasFlag(ReportFlags.Whole);
        Loss.Add(report.Received, sent);
        _hearsNothing |= Loss.HearsNothing;
        Repairs.Reported(report.Have);
        return true;
    }

    /// <summary>Whether a report is looked at.</summary>
    public bool MayReport(TimeSpan now)
    {
        if (now < _nextReport)
            return false;
        _nextReport = now + LeastPause;
        return true;
    }
}
