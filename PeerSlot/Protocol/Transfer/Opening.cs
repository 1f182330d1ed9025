using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// What leaves of pictures before it is known how fast the line is: two small windows. The first symbols stand behind one another in the queue of a slow
/// line, which the delay of the last of them shows, by the clock of the receiver's kernel. How late its report comes shows nothing: its machine may be busy.
/// </summary>
/// <remarks>
/// <code>
///   first window  -reported, no queue-  second window  -reported, no queue-  open
///        |                                   |
///        +---------- reported, a queue ------+---  doubted  -nobody says otherwise-  open, at the rate that the queue went at
///        |                                   |
///        +------- nobody reports ------------+---  open
/// </code>
/// The second window is for lines that let 16 KB pass at once before they slow down, as shapers do. On a fast line both cost two reports, some milliseconds.
/// </remarks>
/// <param name="symbolSize">Bytes of picture in a symbol.</param>
internal sealed class Opening(int symbolSize)
{
    /// <summary>Bytes on the wire after which a receiver reports: two symbols. With the proofs and a preview the window takes 80 ms at 1 Mbit/s.</summary>
    private const int First = 2_750;

    /// <summary>The same for the second time: what a shaper lets pass, what it lets pass in 10 ms more at 1 Mbit/s, and a symbol.</summary>
    private const int Second = 19_800;

    /// <summary>Bytes of a symbol's message, of its seal, and of the headers of UDP, IPv4 and Ethernet around them.</summary>
    private const int Around = 72;

    /// <summary>Bytes that a shaped line is usually told to let pass at once.</summary>
    private const int ShapersBurst = 16_384;

    /// <summary>That the symbols of one window may stand behind each other on a line that is fast enough to be tried at full speed.</summary>
    private static readonly TimeSpan NoQueue = TimeSpan.FromMilliseconds(3);

    /// <summary>Between symbols beyond the window: some may be lost, and a report of later ones opens it too. Half of 1 Mbit/s.</summary>
    private static readonly TimeSpan Trickle = TimeSpan.FromMilliseconds(20);

    /// <summary>So long a queue at one receiver may be that receiver's own trouble, or its lie, until another one says the same.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(20);

    /// <summary>Nobody is there, or nothing comes back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private bool _isSecond;
    private long _sent;
    private TimeSpan? _fullAt;
    private TimeSpan? _next;
    private TimeSpan? _doubtedAt;
    private SessionId _doubter;
    private double _slow;

    /// <summary>The first window opened; the second may find a slow line that has let the first one pass.</summary>
    public bool IsSecond => _isSecond && !IsOver;

    /// <summary>The line is known, or nobody tells.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Bits a second of a slow line; null = it is fast, or nothing is known.</summary>
    public double? Slow => _slow > 0 ? _slow : null;

    /// <summary>When <see cref="MaySend"/> says something else though nothing was reported.</summary>
    public TimeSpan? NextWakeUp => IsOver || _fullAt is not { } full ? null : Earlier(_next ?? TimeSpan.MaxValue, Earlier(full + Patience, _doubtedAt + Doubt ?? TimeSpan.MaxValue));

    private int Window => SymbolsIn(_isSecond ? Second : First) * 21 / 20 + 1;

    /// <summary>The positions in a picture, from 1, of the symbols that a receiver reports at once.</summary>
    public static (int First, int Second) ReportedAt(int symbolSize) => (Symbols(First, symbolSize), Symbols(Second, symbolSize));

    /// <summary>Whether a receiver that heard so many symbols of a transfer reports the delay of the newest instead of the least.</summary>
    public static bool IsEarly(uint received, int symbolSize) => received <= 2 * Symbols(Second, symbolSize);

    public bool IsEarly(uint received) => IsEarly(received, symbolSize);

    /// <summary>A picture begins: what was sent of another tells nothing where nobody reported it.</summary>
    public void Restart()
    {
        if (!IsOver)
            (_sent, _fullAt, _next) = (0, null, null);
    }

    /// <summary>Whether a symbol may leave.</summary>
    public bool MaySend(TimeSpan now)
    {
        IsOver |= now >= _fullAt + Patience || now >= _doubtedAt + Doubt;
        if (now >= _next)
            _next = null;
        return IsOver || _next is null;
    }

    public void Sent(TimeSpan now)
    {
        if (IsOver || ++_sent < Window)
            return;
        _fullAt ??= now;
        _next = now + Trickle;
    }

    /// <summary>A receiver tells how long the newest symbol that it heard was on its way.</summary>
    /// <param name="now">The time.</param>
    /// <param name="receiver">Who tells.</param>
    /// <param name="symbols">Sent up to that one.</param>
    /// <param name="bytes">Of a message on average.</param>
    /// <param name="queue">Above the least of its session.</param>
    public void Reported(TimeSpan now, SessionId receiver, long symbols, double bytes, TimeSpan queue)
    {
        if (IsOver || symbols < SymbolsIn(_isSecond ? Second : First))
            return;
        if (queue > NoQueue)
        {
            var queued = (symbols - 1) * bytes - (_isSecond ? Math.Min(ShapersBurst, (symbols - 2) * bytes) : 0);
            _slow = Math.Max(_slow, queued * 8 / queue.TotalSeconds);
            IsOver = _doubtedAt is not null && _doubter != receiver;
            (_doubtedAt, _doubter) = (_doubtedAt ?? now, receiver);
            return;
        }

        (_slow, _doubtedAt) = (0, null);
        IsOver = _isSecond;
        (_isSecond, _fullAt, _next) = (true, null, null);
    }

    private int SymbolsIn(int bytes) => Symbols(bytes, symbolSize);

    private static int Symbols(int bytes, int symbolSize) => (bytes + symbolSize + Around - 1) / (symbolSize + Around);

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
