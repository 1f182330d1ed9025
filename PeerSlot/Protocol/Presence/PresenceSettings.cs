namespace PeerSlot.Protocol.Presence;

/// <summary>Timers and limits of presence. Those that others must know are announced, so that peers with different ones get along.</summary>
public sealed record PresenceSettings
{
    /// <summary>When the first announcements go out, from the start. Five: with 20 % loss one of 3,000 newcomers is still unheard after them.</summary>
    public IReadOnlyList<TimeSpan> FirstAnnouncements { get; init; } =
        [
            TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(1_500),
            TimeSpan.FromMilliseconds(2_500),
        ];

    /// <summary>Time between later announcements. 5 s: a hundred bytes then cost 20 B/s a seat.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The interval is at least this for each peer in the room: 60 ms keep a lab of any size below 17 announcements a second.</summary>
    public TimeSpan IntervalPerPeer { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Share of the interval by which each announcement is moved at random, so that seats switched on together drift apart.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>How many of its announced intervals a session may be silent: it missed three and is half an interval late.</summary>
    public double LifetimeIntervals { get; init; } = 3.5;

    /// <summary>
    /// After so many of its announced intervals of silence a session is asked by unicast whether it is still there. At 20 % loss three
    /// announcements in a row are lost once in 125; nobody should flicker for that.
    /// </summary>
    public IReadOnlyList<double> ProbeAfterIntervals { get; init; } = [2, 2.25, 2.5, 2.75, 3, 3.25];

    /// <summary>An announced interval counts as at least this, so that the quick first ones do not let a session expire.</summary>
    public TimeSpan LeastInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An announced interval counts as at most this, so that nobody stays listed for long by one message.</summary>
    public TimeSpan GreatestInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An answer waits for a random time up to this, so that a room does not answer a newcomer in one burst.</summary>
    public TimeSpan GreatestAnswerDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Answers a second. An answer is as long as the question, so it amplifies nothing; this bounds the work.</summary>
    public int AnswersPerSecond { get; init; } = 100;

    /// <summary>Sessions in the table. A lab of a thousand seats fits, with a command running on each.</summary>
    public int MaximumSessions { get; init; } = 2_000;

    /// <summary>Sessions that one address may have in the table: programs restarted at one port are more than one for a while.</summary>
    public int MaximumSessionsPerAddress { get; init; } = 16;

    /// <summary>Goodbyes at the end: two, because nobody says that one was lost.</summary>
    public int Goodbyes { get; init; } = 2;
}
