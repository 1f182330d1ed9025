namespace PeerSlot.Protocol.Presence;

/// <summary>Timers and limits of presence. Those that others must know are announced, so that peers with different ones get along.</summary>
public sealed record PresenceSettings
{
    /// <summary>
    /// When the first announcements go out, from the start. Six: with 20 % loss one of 15,000 newcomers is still unheard after them. The second
    /// is for those who lost the first while a picture came with it; it wants no answers, which are still on their way.
    /// </summary>
    public IReadOnlyList<TimeSpan> FirstAnnouncements { get; init; } = Milliseconds(0, 20, 200, 600, 1_500, 2_500);

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
    /// announcements in a row are lost once in 125, and a question or its answer once in 3; nobody should flicker for that.
    /// </summary>
    public IReadOnlyList<double> ProbeAfterIntervals { get; init; } = [2, 2.2, 2.4, 2.6, 2.8, 3, 3.2];

    /// <summary>An announced interval counts as at least this, so that the quick first ones do not let a session expire.</summary>
    public TimeSpan LeastInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An announced interval counts as at most this, so that nobody stays listed for long by one message.</summary>
    public TimeSpan GreatestInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An answer waits for a random time up to this, so that a room does not answer a newcomer in one burst.</summary>
    public TimeSpan GreatestAnswerDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Who heard from a session that it is live there does not answer for this long what that one asks everybody. 3 s: below the least lifetime, 3.5 s,
    /// and the most that a newcomer asks.
    /// </summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Answers a second. An answer is as long as the question, so it amplifies nothing; this bounds the work of signing them to 15 ms.</summary>
    public int AnswersPerSecond { get; init; } = 500;

    /// <summary>
    /// When a session that announced itself and is not live is asked to prove that it speaks now, from its announcement on. Seven: at 20 %
    /// loss both ways one question in three brings nothing.
    /// </summary>
    public IReadOnlyList<TimeSpan> Questions { get; init; } = Milliseconds(0, 50, 100, 200, 400, 800, 1_600);

    /// <summary>
    /// The same for one whose picture waits to be shown: at 20 % loss 99 of 100 are live after three questions, within 15 ms.
    /// </summary>
    public IReadOnlyList<TimeSpan> QuickQuestions { get; init; } = Milliseconds(0, 5, 10, 16, 24, 36, 50, 80, 160, 320, 640, 1_280);

    /// <summary>Sessions that are asked at one time. Below a lab of a thousand seats that all start at once, which ask one another again.</summary>
    public int MaximumQuestioned { get; init; } = 512;

    /// <summary>Questions a second; signing each takes 30 us.</summary>
    public int QuestionsPerSecond { get; init; } = 500;

    /// <summary>
    /// Questions and answers a second to one host. Whoever writes a victim's address on an announcement makes every seat write there; a server with 30
    /// sessions that start at once gets its answers.
    /// </summary>
    public int AnnouncementsPerSecondAndHost { get; init; } = 100;

    /// <summary>Questions beyond that wait for this long.</summary>
    public TimeSpan QuestionsBackOff { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>After its first announcements a session asks this many others for their round trip quickly: a room of that size is measured at once.</summary>
    public int QuickMeasures { get; init; } = 24;

    /// <summary>Time between those questions, which go by unicast.</summary>
    public TimeSpan QuickMeasureInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Later one session is asked this often, the one that was measured longest ago.</summary>
    public TimeSpan MeasureInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>That interval is at least this for each peer in the room: 600 ms are two questions a second in a lab of any size.</summary>
    public TimeSpan MeasureIntervalPerPeer { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Sessions in the table. A lab of a thousand seats fits, with a command running on each.</summary>
    public int MaximumSessions { get; init; } = 2_000;

    /// <summary>Sessions that one address may have in the table: programs restarted at one port are more than one for a while.</summary>
    public int MaximumSessionsPerAddress { get; init; } = 16;

    /// <summary>Sessions that one host may have in the table, at all its addresses and ports: a server on which a whole lab works.</summary>
    public int MaximumSessionsPerHost { get; init; } = 256;

    /// <summary>Goodbyes at the end: two, because nobody says that one was lost.</summary>
    public int Goodbyes { get; init; } = 2;

    /// <summary>Places that a user may name for peers whom multicast does not reach. 64: a lab by its machines, or many labs by one machine each.</summary>
    public int MaximumContacts { get; init; } = 64;

    /// <summary>When a place that a user named is first written to, from the time that it is known; then each interval while nobody is live there.</summary>
    public IReadOnlyList<TimeSpan> ContactTries { get; init; } = Milliseconds(0, 50, 200, 600, 1_500, 2_500);

    /// <summary>Sessions reached by their addresses alone that get our announcements one by one. 256 of them cost 6 KB/s: the interval grows with the room.</summary>
    public int MaximumAfar { get; init; } = 256;

    /// <summary>
    /// When a session that became live is told of the others, where some are afar. Twice: at 20 % loss both are lost once in 25 times, and others tell
    /// it too.
    /// </summary>
    public IReadOnlyList<TimeSpan> Introductions { get; init; } = Milliseconds(0, 500);

    /// <summary>When somebody who was introduced is written to. Three announcements and no more: whoever named the address may have lied.</summary>
    public IReadOnlyList<TimeSpan> IntroducedTries { get; init; } = Milliseconds(0, 300, 2_000);

    /// <summary>Addresses that are being tried at one time because somebody introduced them.</summary>
    public int MaximumIntroduced { get; init; } = 256;

    /// <summary>An introduced address is not tried again within this, and the next three limits hold for it.</summary>
    public TimeSpan IntroductionPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Introduced addresses that are tried in a period.</summary>
    public int IntroducedInAll { get; init; } = 1_000;

    /// <summary>Those of one introducer. 256: all that it can have afar.</summary>
    public int IntroducedByOne { get; init; } = 256;

    /// <summary>Those on one host: with three announcements each a room of 30 can be made to send it 360 in five minutes, 2 a second.</summary>
    public int IntroducedOnHost { get; init; } = 4;

    private static TimeSpan[] Milliseconds(params ReadOnlySpan<int> times)
    {
        var all = new TimeSpan[times.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = TimeSpan.FromMilliseconds(times[i]);
        return all;
    }
}
