using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A session that a picture is sent to, as its sender sees it.</summary>
/// <param name="number">1 or more, its own within the sending.</param>
internal sealed class Recipient(int number, PeerId peer, SessionId session)
{
    private const int GreatestRestarts = 3;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(0.5);

    private bool _hearsNothing;
    private int _stalled;
    private TimeSpan _notBefore;
    private TimeSpan _nextAnswer;
    private uint? _have;
    private TimeSpan _helpInterval;
    private TimeSpan _nextReport;
    private uint _most;
    private uint _haveWhenServed;
    private int _served;
    private int _restarts;

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

    /// <summary>What only it gets; null = nothing yet.</summary>
    public RepairPlan? Plan { get; set; }

    public LossEstimate Loss { get; } = new();

    public uint Have => _have ?? 0;

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
        if (IsProgress(report.Have))
        {
            _stalled = 0;
            _notBefore = TimeSpan.Zero;
        }

        _have = report.Have;
        return true;
    }

    /// <summary>
    /// Whether what it was sent since helped it: it has more than ever, by an eighth of that. A few times it may begin anew, as after a wrong hash. So who
    /// lies about what it has makes us send eight times the picture at most, and not without end.
    /// </summary>
    private bool IsProgress(uint have)
    {
        if (_have is null || (have < _most / 2 && _restarts++ < GreatestRestarts))
        {
            (_most, _haveWhenServed, _served) = (have, have, 0);
            return true;
        }

        if (have <= _most || (have - (long)_haveWhenServed) * 8 < _served)
            return false;
        (_most, _haveWhenServed, _served) = (have, have, 0);
        return true;
    }

    /// <summary>Whether a report is looked at: not more often than this, because it costs a look through all that was sent lately.</summary>
    public bool MayReport(TimeSpan now)
    {
        if (now < _nextReport)
            return false;
        _nextReport = now + LeastPause;
        return true;
    }

    /// <summary>
    /// Whether a report is served: always while the picture grows there, else with a back-off, so that a receiver which hears nothing does
    /// not make a flood of the sender.
    /// </summary>
    public bool MayBeServed(TimeSpan now) => now >= _notBefore;

    /// <summary>What it was sent twice brought nothing: more of it will not help.</summary>
    public bool IsStalled => _stalled > 1;

    /// <param name="symbols">That were planned for it.</param>
    public void Served(TimeSpan now, TransferSettings settings, int symbols)
    {
        // What brought nothing twice is forgotten: whoever hears again shows it by the little that it gets from then on.
        (_served, _haveWhenServed) = IsStalled ? (symbols, Have) : (_served + symbols, _haveWhenServed);
        var pause = settings.RoundInterval * Math.Pow(settings.BackOff, _stalled++);
        _notBefore = now + (pause < settings.GreatestInterval ? pause : settings.GreatestInterval);
    }
}
