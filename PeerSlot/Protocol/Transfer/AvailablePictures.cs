using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Transfers of which the manifest is missing and is asked for: those under way, and those that their senders kept for late comers.</summary>
internal sealed class AvailablePictures(LocalSession local, TransferSettings settings, PeerTable table, Random random)
{
    private readonly Dictionary<TransferId, Question> _questions = [];
    private readonly RecentMap<TransferId, bool> _offered = new(settings.FinishedRemembered);

    /// <summary>The newest that people want, the oldest first; a sender that names one again is asked again.</summary>
    private readonly List<TransferId> _pulled = [];

    public TimeSpan? NextWakeUp => _questions.Count == 0 ? null : _questions.Values.Min(q => q.Due);

    public bool IsOffered(TransferId id) => _offered.TryGet(id, out _);

    /// <summary>True where people have not heard of it.</summary>
    public bool Add(TransferId id)
    {
        if (IsOffered(id))
            return false;
        _offered.Set(id, true);
        return true;
    }

    /// <summary>Whether people have heard of it and did not ask for it: what comes of it is not collected.</summary>
    public bool IsWaiting(TransferId id) => IsOffered(id) && !IsPulled(id);

    public bool IsPulled(TransferId id) => _pulled.Contains(id);

    /// <summary>People want it: its manifest is asked for, and what follows is taken.</summary>
    public void Pull(TimeSpan now, TransferId id)
    {
        _pulled.Remove(id);
        if (_pulled.Count >= settings.MaximumArrivals)
            _pulled.RemoveAt(0);
        _pulled.Add(id);
        Wanted(now, id, TimeSpan.Zero);
    }

    public void Answered(TransferId id) => _questions.Remove(id);

    public void Remove(TransferId id)
    {
        _pulled.Remove(id);
        _questions.Remove(id);
    }

    /// <summary>Asks for a manifest after a while, and again with a back-off until it came; only where its sender is live by then, and lives.</summary>
    public void Wanted(TimeSpan now, TransferId id, TimeSpan delay)
    {
        if (_questions.ContainsKey(id) || _questions.Count >= settings.MaximumArrivals)
            return;
        _questions[id] = new Question(now + delay + random.NextDouble() * settings.GreatestReportDelay, settings.RoundInterval);
    }

    public void SenderLeft(SessionId session)
    {
        foreach (var id in _questions.Keys)
        {
            if (id.Sender == session)
                _questions.Remove(id);
        }

        _pulled.RemoveAll(id => id.Sender == session);
    }

    public bool TryTakeDatagram(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        datagram = default;
        foreach (var (id, question) in _questions)
        {
            if (question.Due > now)
                continue;
            var interval = question.Interval * settings.BackOff;
            // Who is not answered at the longest interval is not there, or has nothing of that name.
            if (interval > settings.GreatestReportInterval || !table.TryGetSession(id.Sender, out var sender))
            {
                _questions.Remove(id);
                return TryTakeDatagram(now, buffer, out datagram);
            }

            _questions[id] = question with { Due = now + question.Interval, Interval = interval };
            var writer = new WireWriter(buffer);
            local.WriteHeader(ref writer, MessageKind.ManifestRequest, id.Number);
            new ManifestRequest(local.Peer, id.Sender).Write(ref writer);
            datagram = new OutgoingDatagram(writer.Written, WellKnownSlot.Peer, sender.Address, sender.Peer, Paced: false);
            return true;
        }

        return false;
    }

    private readonly record struct Question(TimeSpan Due, TimeSpan Interval);
}
