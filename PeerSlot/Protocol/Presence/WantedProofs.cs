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

    /// <summary>Asks a session from a time on. False where too many are asked already.</summary>
    /// <param name="isQuick">Data of it wait to be shown. Who announced itself and now sends data is asked quickly from then on.</param>
    /// <param name="isAnswered">An answer to it is the first question.</param>
    public bool TryAdd(SessionId session, PeerAddress address, bool isQuick, TimeSpan from, bool isAnswered = false)
    {
        var isAsked = _wanted.TryGetValue((session, address), out var wanted);
        if (isAsked && (wanted.IsQuick || !isQuick))
            return true;
        if (!isAsked && _wanted.Count >= settings.MaximumQuestioned)
            return false;
        var step = isAnswered ? 1 : 0;
        var due = from + (isQuick ? settings.QuickQuestions : settings.Questions)[step];
        _wanted[(session, address)] = new Wanted(session, address, isQuick, step, due);
        WakeBy(due);
        return true;
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
    public bool TryTake(TimeSpan now, out SessionId session, out PeerAddress? address)
    {
        (session, address) = (default, null);
        if (Next is not { } next || next > now)
            return false;
        Next = null;
        var mayAsk = _questions.TryTake(now);
        foreach (var wanted in _wanted.Values)
        {
            if (wanted.Due > now || (mayAsk && address is not null))
                WakeBy(wanted.Due);
            else if (mayAsk && hosts.TryTake(now, wanted.Address))
                (session, address) = (wanted.Session, wanted.Address);
            else
                WakeBy(now + settings.QuestionsBackOff);
        }

        if (address is null)
            return false;
        MoveOn(now, _wanted[(session, address)]);
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
        _wanted[(wanted.Session, wanted.Address)] = wanted with { Step = wanted.Step + 1, Due = due };
        WakeBy(due);
    }

    private void WakeBy(TimeSpan time) => Next = Next is { } sooner && sooner < time ? sooner : time;

    private readonly record struct Wanted(SessionId Session, PeerAddress Address, bool IsQuick, int Step, TimeSpan Due);
}
