using System.Diagnostics.CodeAnalysis;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Sessions that are not live: each is asked by unicast for an announcement that echoes our challenge, again and again until it came or the
/// schedule is at its end. Bounded in number and in questions a second, in all and to one host.
/// </summary>
/// <remarks>
/// <code>
///   unknown  -announced itself-  asked now and then  -sent data-  asked quickly  -echoed-  live, forgotten here
///                                        |                             |
///                                        +-  the schedule ended  ------+-  forgotten; its next message begins afresh
/// </code>
/// </remarks>
internal sealed class WantedProofs(PresenceSettings settings, AddressLimits hosts)
{
    /// <summary>By where they say that they are, too: an invented address must not stand in the true one's way.</summary>
    private readonly Dictionary<(SessionId Session, PeerAddress Address), Wanted> _wanted = [];
    private RateLimit _questions = new(settings.QuestionsPerSecond);

    /// <summary>When the next question is due; null = none.</summary>
    public TimeSpan? Next { get; private set; }

    /// <summary>Asks a session that announced itself, from a time on. False where too many are asked already.</summary>
    /// <param name="from">The first question, or the answer that is one as well.</param>
    /// <param name="echo">Its challenge, which each question echoes: it knows then that we live, and has nothing to ask.</param>
    /// <param name="isAnswered">An answer to it is the first question.</param>
    public bool TryAdd(SessionId session, PeerAddress address, TimeSpan from, ulong echo, bool isAnswered)
    {
        var step = isAnswered ? 1 : 0;
        return _wanted.TryGetValue((session, address), out var wanted)
            ? TrySet(wanted with { Echo = echo })
            : TrySet(new Wanted(session, address, IsQuick: false, step, from + settings.Questions[step], Asked: null, echo));
    }

    /// <summary>Asks a session whose data wait to be shown.</summary>
    /// <param name="isAnswered">An answer to it that goes now is the first question.</param>
    public bool TryAddQuick(TimeSpan now, SessionId session, PeerAddress address, bool isAnswered)
    {
        if (!_wanted.TryGetValue((session, address), out var wanted))
            wanted = new Wanted(session, address, IsQuick: false, 0, now, Asked: null, Echo: 0);
        if (wanted.IsQuick)
            return true;
        // A question or an answer that left a moment ago is the first one of this schedule.
        var asked = isAnswered ? now : wanted.Asked;
        var step = asked is null ? 0 : 1;
        var due = (asked ?? now) + settings.QuickQuestions[step];
        return TrySet(wanted with { IsQuick = true, Step = step, Due = due > now ? due : now });
    }

    /// <summary>An answer to it, which is a question as well, left now.</summary>
    public void Answered(TimeSpan now, SessionId session, PeerAddress address)
    {
        if (_wanted.TryGetValue((session, address), out var wanted))
            _wanted[(session, address)] = wanted with { Asked = now };
    }

    /// <summary>It is live: wherever else it was looked for.</summary>
    public void Remove(SessionId session)
    {
        foreach (var place in _wanted.Keys)
        {
            if (place.Session == session)
                _wanted.Remove(place);
        }
    }

    public void Clear()
    {
        _wanted.Clear();
        Next = null;
    }

    /// <summary>The next session to ask, where one is due.</summary>
    /// <param name="echo">Its challenge; 0 = it never announced itself.</param>
    public bool TryTake(TimeSpan now, [NotNullWhen(true)] out PeerAddress? address, out ulong echo)
    {
        (var session, address, echo) = (default(SessionId), null, 0);
        if (Next is not { } next || next > now)
            return false;
        Next = null;
        var mayAsk = _questions.TryTake(now);
        foreach (var wanted in _wanted.Values)
        {
            if (wanted.Due > now || (mayAsk && address is not null))
                WakeBy(wanted.Due);
            else if (mayAsk && hosts.TryTake(now, wanted.Address))
                (session, address, echo) = (wanted.Session, wanted.Address, wanted.Echo);
            else
                WakeBy(now + settings.QuestionsBackOff);
        }

        if (address is null)
            return false;
        MoveOn(now, _wanted[(session, address)]);
        return true;
    }

    private bool TrySet(in Wanted wanted)
    {
        if (_wanted.Count >= settings.MaximumQuestioned && !_wanted.ContainsKey((wanted.Session, wanted.Address)))
            return false;
        _wanted[(wanted.Session, wanted.Address)] = wanted;
        WakeBy(wanted.Due);
        return true;
    }

    private void MoveOn(TimeSpan now, Wanted wanted)
    {
        var schedule = wanted.IsQuick ? settings.QuickQuestions : settings.Questions;
        if (wanted.Step + 1 >= schedule.Count)
        {
            _wanted.Remove((wanted.Session, wanted.Address));
            return;
        }

        var due = now + schedule[wanted.Step + 1] - schedule[wanted.Step];
        _wanted[(wanted.Session, wanted.Address)] = wanted with { Step = wanted.Step + 1, Due = due, Asked = now };
        WakeBy(due);
    }

    private void WakeBy(TimeSpan time) => Next = Next is { } sooner && sooner < time ? sooner : time;

    private readonly record struct Wanted(SessionId Session, PeerAddress Address, bool IsQuick, int Step, TimeSpan Due, TimeSpan? Asked, ulong Echo);
}
