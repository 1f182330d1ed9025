namespace PeerSlot.Exchange;

/// <summary>
/// When a session that wants to leave may: who has just taken a picture stays as long as its sender may still ask for the receipt, and gives it
/// several times, since one that got lost is given again only by who is there.
/// </summary>
internal sealed class Departure
{
    /// <summary>A sender repeats its question after 20, 30, 45, ... ms: so long a silence outlasts five lost ones.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Between two receipts that are given unasked: five of them in a row are lost once in 3,000 times at 20 % loss.</summary>
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(60);

    /// <summary>Nobody waits longer for others' pictures to pass by.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private TimeSpan? _begun;
    private TimeSpan? _answered;
    private TimeSpan _asked;
    private TimeSpan _repeated;

    /// <summary>When to look again; null = nobody wants to leave.</summary>
    public TimeSpan? Next => _begun is { } begun ? Earlier(_repeated + RepeatInterval, Earlier(begun + Longest, _asked + Quiet)) : null;

    public void Begin(TimeSpan now) => _begun ??= now;

    /// <summary>A message of a transfer came: a question for our receipt, perhaps.</summary>
    public void Asked(TimeSpan now) => _asked = now;

    /// <summary>A picture was filed or refused: its receipt goes out.</summary>
    public void Answered(TimeSpan now) => _asked = (_answered = now).Value;

    /// <summary>True when receipts should be given once more; then not again for a while.</summary>
    public bool IsRepeatDue(TimeSpan now)
    {
        if (_begun is null || now - _repeated < RepeatInterval)
            return false;
        _repeated = now;
        return true;
    }

    public bool IsDue(TimeSpan now) =>
        _begun is { } begun && (now - begun >= Longest || _answered is not { } answered || now - answered >= Longest || now - _asked >= Quiet);

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
