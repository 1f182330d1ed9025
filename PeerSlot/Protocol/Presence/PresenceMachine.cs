using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Says that we are here, hears who else is, answers newcomers. Call <see cref="Start"/> once the slots are open and
/// <see cref="Stop"/> at the end, then take the goodbyes.
/// </summary>
/// <remarks>
/// <code>
///   silent  -Start-  asking (the first announcements want an answer)  -  resting (one each interval)  -Stop-  goodbye, silent
/// </code>
/// </remarks>
public sealed partial class PresenceMachine : IProtocolMachine
{
    private readonly LocalSession _local;
    private readonly PresenceSettings _settings;
    private readonly PeerTable _table;
    private readonly Random _random;
    private readonly PendingAnswers _answers;
    private readonly WantedProofs _proofs;
    private readonly Queue<HeardSession> _probes = new();
    private readonly DepartedSessions _departed = new();
    private readonly Queue<ProtocolEvent> _events = new();
    private readonly bool _receives;

    private TimeSpan _started;
    private int _announced;
    private int _goodbyes;
    private TimeSpan? _nextAnnouncement;
    private TimeSpan _nextMeasure;
    private int _measures;

    /// <param name="local">This process in the room.</param>
    /// <param name="settings">The timers.</param>
    /// <param name="table">The table that this machine fills.</param>
    /// <param name="receives">Whether this session takes pictures; one that only sends is answered but not listed by the others.</param>
    /// <param name="random">Seeded by the caller.</param>
    public PresenceMachine(LocalSession local, PresenceSettings settings, PeerTable table, bool receives, Random random)
    {
        _local = local;
        _settings = settings;
        _table = table;
        _receives = receives;
        _random = random;
        var hosts = new AddressLimits(int.MaxValue, settings.AnnouncementsPerSecondAndHost, isByHost: true);
        _answers = new PendingAnswers(settings, random, hosts);
        _proofs = new WantedProofs(settings, hosts);
        _contacts = new Contacts(settings);
        _rules = new IntroductionRules(settings);
        _introductions = new Introductions(settings, table, random);
        table.ProofAsked = ProofWanted;
        local.IsKnownAddress = table.IsKnown;
    }

    public TimeSpan? NextWakeUp => Earliest(
        Earliest(Earliest(_nextAnnouncement, _answers.Next), NextAfar),
        Earliest(Earliest(_proofs.Next, _table.NextCheck), Measures ? _nextMeasure : null));

    /// <summary>Begins to announce; again after a network came back.</summary>
    public void Start(TimeSpan now)
    {
        _started = now;
        _announced = 0;
        _nextAnnouncement = now + _settings.FirstAnnouncements[0];

        // Answers to the first announcements wait for a random time and would measure that.
        _nextMeasure = now + _settings.FirstAnnouncements[^1] + 2 * _settings.QuickMeasureInterval;
        _measures = 0;
    }

    /// <summary>Ends: the goodbyes are ready to be taken, nobody is answered any more.</summary>
    public void Stop()
    {
        if (_nextAnnouncement is null)
            return;
        _nextAnnouncement = null;
        _answers.Clear();
        _proofs.Clear();
        StopAfar();
        _goodbyes = _settings.Goodbyes;
    }

    /// <summary>Takes a new nickname and announces it at once.</summary>
    public void Rename(TimeSpan now, string nickname)
    {
        _local.Rename(nickname);
        if (_nextAnnouncement is not null)
            _nextAnnouncement = now;
    }

    /// <summary>
    /// Something that is worth it came from a session that is not live, or does not live there: it is asked to prove that it speaks now and where it
    /// is, at once and again until it did.
    /// </summary>
    public void ProofWanted(TimeSpan now, SessionId session, PeerAddress source)
    {
        if (_nextAnnouncement is null || session == _local.Id || _table.HasProved(session, source))
            return;
        if (!_proofs.TryAddQuick(now, session, source, _answers.Hurry(now, session, source)))
            _local.Ignored.BeyondLimit++;
    }

    public void Receive(TimeSpan now, PeerAddress source, ReadOnlySpan<byte> message, TimeSpan? arrived = null)
    {
        if (!MessageHeader.TryRead(message, out var header))
            return;
        if (header.Kind == MessageKind.Introduction)
            Introduced(now, source, header, message);
        if (header.Kind != MessageKind.Announcement)
            return;
        if (!Announcement.TryRead(header, message, out var announcement))
        {
            _local.Ignored.Malformed++;
            return;
        }

        var peer = PeerId.FromPublicKey(announcement.PublicKey);
        if (!_local.IsFresh(header, announcement.Room, peer))
            return;
        var end = message.Length - Identity.SignatureSize;
        if (!_local.TryVerify(now, source, announcement.PublicKey, Announcement.Label, [], message[..end], message[end..]))
            return;
        _local.Heard(header, peer);
        if (!_departed.IsAfterGoodbye(header.Session, header.Counter))
            return;
        if (announcement.Flags.HasFlag(AnnouncementFlags.Goodbye))
            SaidGoodbye(now, header, peer);
        else
            Announced(now, source, header, peer, announcement);
    }

    public void Wake(TimeSpan now)
    {
        if (_table.NextCheck is not { } due || due > now)
            return;
        List<SessionId> expired = [];
        _table.Check(now, expired, _probes);
        if (_nextAnnouncement is null)
            _probes.Clear(); // who does not announce itself does not ask either
        foreach (var session in expired)
            Leave(now, session, saidGoodbye: false);
    }

    public bool HasPacedData(TimeSpan now) => false;

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        if (_nextAnnouncement is { } due && due <= now)
        {
            var flags = _announced < _settings.FirstAnnouncements.Count && _announced != 1 ? AnnouncementFlags.WantsAnswer : AnnouncementFlags.None;
            _nextAnnouncement = now + NextDelay(now);
            AnnounceAfar(now);
            datagram = ToEverybody(Write(now, buffer, flags, echo: 0));
            return true;
        }

        if (_answers.TryTake(now, out var asker))
        {
            _proofs.Answered(now, asker.Session, asker.Address);
            var flags = _table.IsLive(asker.Session) ? AnnouncementFlags.Direct : AnnouncementFlags.Direct | AnnouncementFlags.WantsAnswer;
            datagram = ToOne(Write(now, buffer, flags | AfarFlag(asker.Session, asker.Address), asker.Echo), asker.Address);
            return true;
        }

        if (_proofs.TryTake(now, out var stranger, out var challenge))
        {
            datagram = ToOne(Write(now, buffer, AnnouncementFlags.Direct | AnnouncementFlags.WantsAnswer, challenge), stranger);
            return true;
        }

        if (_nextAnnouncement is not null && _probes.TryDequeue(out var silent))
        {
            datagram = ToOne(Write(now, buffer, AnnouncementFlags.Direct | AnnouncementFlags.WantsAnswer, echo: 0), silent.Address);
            return true;
        }

        if (Measures && _nextMeasure <= now && _table.TakeToMeasure(now, out var unasked) is { } measured)
        {
            _nextMeasure = now + (++_measures < _settings.QuickMeasures && unasked > 0
                ? _settings.QuickMeasureInterval
                : Later(_settings.MeasureInterval, _table.PeerCount * _settings.MeasureIntervalPerPeer));
            datagram = ToOne(Write(now, buffer, AnnouncementFlags.Direct | AnnouncementFlags.WantsAnswer, echo: 0), measured.Address);
            return true;
        }

        if (TryTakeAfar(now, buffer, out datagram))
            return true;

        if (_goodbyes > 0)
        {
            _goodbyes--;
            datagram = ToEverybody(Write(now, buffer, AnnouncementFlags.Goodbye, echo: 0));
            return true;
        }

        datagram = default;
        return false;
    }

    public bool TryTakeEvent(out ProtocolEvent? happened) => _events.TryDequeue(out happened);

    private bool Measures => _nextAnnouncement is not null && _table.PeerCount > 0;

    /// <summary>The time to the announcement after this one, which this one names.</summary>
    private TimeSpan NextDelay(TimeSpan now)
    {
        _announced++;
        if (_announced < _settings.FirstAnnouncements.Count)
            return Later(_started + _settings.FirstAnnouncements[_announced] - now, TimeSpan.FromMilliseconds(10));
        var interval = Later(_settings.Interval, _table.PeerCount * _settings.IntervalPerPeer);
        return interval * (1 + _settings.Jitter * (_random.NextDouble() * 2 - 1));
    }

    private int Write(TimeSpan now, Span<byte> buffer, AnnouncementFlags flags, ulong echo)
    {
        var writer = new WireWriter(buffer);
        _local.WriteHeader(ref writer, MessageKind.Announcement);
        new Announcement
        {
            Room = _local.Room,
            PublicKey = _local.PublicKey,
            Flags = flags | (_receives ? AnnouncementFlags.Receives : AnnouncementFlags.None),
            Next = _nextAnnouncement is { } next && next > now ? next - now : TimeSpan.Zero,
            Challenge = _local.Challenge,
            Echo = echo,
            MaximumMessage = WireLimits.MaximumMessage,
            Nickname = HarmlessText.ToUtf8(_local.Nickname, Announcement.MaximumNickname),
            Kept = _local.Kept,
        }.Write(ref writer);
        var said = buffer[..writer.Written];
        _local.Sign(Announcement.Label, [], said, writer.Take(Identity.SignatureSize));
        return writer.Written;
    }

    /// <summary>The slot of announcements, by unicast too: of a stranger not even the identity need be known.</summary>
    private static OutgoingDatagram ToOne(int size, PeerAddress address) => new(size, WellKnownSlot.Hello, address, default, Paced: false);

    private static OutgoingDatagram ToEverybody(int size) => new(size, WellKnownSlot.Hello, To: null, default, Paced: false);

    private void Announced(TimeSpan now, PeerAddress source, in MessageHeader header, PeerId peer, in Announcement announcement)
    {
        var wasLive = _table.IsLive(header.Session);
        var echoes = announcement.Echo == _local.Challenge;
        if (wasLive || echoes)
        {
            var change = _table.Announced(now, header, peer, source, announcement, echoes, _contacts.Contains(source));
            if (!wasLive && change != PeerTableChange.Full)
                _introductions.Welcome(now, header.Session);
            if (change != PeerTableChange.Full)
                _proofs.Remove(header.Session);
            if (echoes && !announcement.Flags.HasFlag(AnnouncementFlags.WantsAnswer) && _table.TryGetSession(header.Session, out var live))
                live.Knows(now);
            Tell(peer, change);
        }

        // By unicast, it shows one who hears nothing else how much it missed.
        if (_table.IsLive(header.Session, peer))
            _local.Counted(header);
        if (_nextAnnouncement is null)
            return;
        // Whoever is heard elsewhere than it lives proves that it moved, as a newcomer proves that it came.
        var isToProve = !echoes && !(wasLive && _table.TryGetAddress(header.Session, out var known) && known == source);
        if (announcement.Flags.HasFlag(AnnouncementFlags.WantsAnswer))
        {
            if (isToProve || !IsKnownThere(now, header.Session, announcement.Flags))
                Answer(now, source, header, announcement, isToProve);
        }
        else if (isToProve)
            _proofs.TryAdd(header.Session, source, now + _random.NextDouble() * _settings.GreatestAnswerDelay, announcement.Challenge, isAnswered: false);
    }

    /// <summary>Of what is asked of everybody, again and again because some may not have heard it.</summary>
    private bool IsKnownThere(TimeSpan now, SessionId session, AnnouncementFlags flags) =>
        !flags.HasFlag(AnnouncementFlags.Direct) && _table.TryGetSession(session, out var live) && live.KnowsUs(now);

    /// <summary>An answer to somebody who is not live is the first question as well.</summary>
    private void Answer(TimeSpan now, PeerAddress source, in MessageHeader header, in Announcement announcement, bool isToProve)
    {
        if (!_answers.TryAdd(now, header.Session, source, announcement.Challenge, announcement.Flags.HasFlag(AnnouncementFlags.Direct)))
            _local.Ignored.BeyondLimit++;
        if (isToProve)
            _proofs.TryAdd(header.Session, source, now, announcement.Challenge, isAnswered: true);
    }

    private void SaidGoodbye(TimeSpan now, in MessageHeader header, PeerId peer)
    {
        if (!_table.IsLive(header.Session, peer))
            return;
        _departed.Add(header.Session, header.Counter);
        Leave(now, header.Session, saidGoodbye: true);
    }

    private void Leave(TimeSpan now, SessionId session, bool saidGoodbye)
    {
        switch (_table.Remove(now, session, saidGoodbye, out var peer, out var nickname))
        {
            case PeerTableChange.Left:
                _events.Enqueue(new PeerLeft(peer, nickname, saidGoodbye));
                break;
            case PeerTableChange.Changed:
                Tell(peer, PeerTableChange.Changed);
                break;
        }
    }

    private void Tell(PeerId id, PeerTableChange change)
    {
        if (change == PeerTableChange.Full)
            _local.Ignored.BeyondLimit++;
        else if (change != PeerTableChange.None && _table.TryGetPeer(id, out var peer))
            _events.Enqueue(new PeerChanged(peer, change == PeerTableChange.New));
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan? Earliest(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}
