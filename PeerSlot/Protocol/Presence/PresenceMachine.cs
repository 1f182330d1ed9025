using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>
/// Says that we are here, hears who else is, answers newcomers. Call <see cref="Start"/> once the slots are open and
/// <see cref="Stop"/> at the end, then take the goodbyes.
/// </summary>
/// <remarks>
/// <code>
///   silent  -Start-  asking (announcements 0 to 3 want an answer)  -  resting (one each interval)  -Stop-  goodbye, silent
/// </code>
/// </remarks>
public sealed class PresenceMachine : IProtocolMachine
{
    private readonly LocalSession local;
    private readonly PresenceSettings settings;
    private readonly PeerTable table;
    private readonly Random random;
    private readonly PendingAnswers answers;
    private readonly Queue<HeardSession> probes = new();
    private readonly DepartedSessions departed = new();
    private readonly Queue<ProtocolEvent> events = new();
    private readonly bool receives;

    private TimeSpan started;
    private int announced;
    private int goodbyes;
    private TimeSpan? nextAnnouncement;

    /// <param name="local">This process in the room.</param>
    /// <param name="settings">The timers.</param>
    /// <param name="table">The table that this machine fills.</param>
    /// <param name="receives">Whether this session takes pictures; one that only sends is answered but not listed by the others.</param>
    /// <param name="random">Seeded by the caller.</param>
    public PresenceMachine(LocalSession local, PresenceSettings settings, PeerTable table, bool receives, Random random)
    {
        this.local = local;
        this.settings = settings;
        this.table = table;
        this.receives = receives;
        this.random = random;
        answers = new PendingAnswers(settings, random);
    }

    public TimeSpan? NextWakeUp => Earliest(Earliest(nextAnnouncement, answers.Next), table.NextCheck);

    /// <summary>Begins to announce; again after a network came back.</summary>
    public void Start(TimeSpan now)
    {
        started = now;
        announced = 0;
        nextAnnouncement = now + settings.FirstAnnouncements[0];
    }

    /// <summary>Ends: the goodbyes are ready to be taken, nobody is answered any more.</summary>
    public void Stop()
    {
        if (nextAnnouncement is null)
            return;
        nextAnnouncement = null;
        answers.Clear();
        goodbyes = settings.Goodbyes;
    }

    /// <summary>Takes a new nickname and announces it at once.</summary>
    public void Rename(TimeSpan now, string nickname)
    {
        local.Rename(nickname);
        if (nextAnnouncement is not null)
            nextAnnouncement = now;
    }

    public void Receive(TimeSpan now, PeerAddress source, ReadOnlySpan<byte> message)
    {
        if (!MessageHeader.TryRead(message, out var header) || header.Kind != MessageKind.Announcement)
            return;
        if (!Announcement.TryRead(header, message, out var announcement))
        {
            local.Ignored.Malformed++;
            return;
        }

        if (!local.Accepts(header, announcement.Room))
            return;
        if (!departed.IsAfterGoodbye(header.Session, header.Counter))
            return;
        if (announcement.Flags.HasFlag(AnnouncementFlags.Goodbye))
        {
            departed.Add(header.Session, header.Counter);
            Leave(now, header.Session, saidGoodbye: true);
            return;
        }

        Tell(announcement.Peer, table.Announced(now, header.Session, source, announcement));
        if (announcement.Flags.HasFlag(AnnouncementFlags.WantsAnswer) && nextAnnouncement is not null
            && !answers.TryAdd(now, header.Session, announcement.Peer, source))
            local.Ignored.BeyondLimit++;
    }

    public void Wake(TimeSpan now)
    {
        if (table.NextCheck is not { } due || due > now)
            return;
        List<SessionId> expired = [];
        table.Check(now, expired, probes);
        if (nextAnnouncement is null)
            probes.Clear(); // who does not announce itself does not ask either
        foreach (var session in expired)
            Leave(now, session, saidGoodbye: false);
    }

    public bool HasPacedData(TimeSpan now) => false;

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        if (nextAnnouncement is { } due && due <= now)
        {
            var flags = announced < settings.FirstAnnouncements.Count ? AnnouncementFlags.WantsAnswer : AnnouncementFlags.None;
            nextAnnouncement = now + NextDelay(now);
            datagram = new OutgoingDatagram(Write(now, buffer, flags), WellKnownSlot.Hello, To: null, default, Paced: false);
            return true;
        }

        if (answers.TryTake(now, out var asker))
        {
            datagram = new OutgoingDatagram(Write(now, buffer, AnnouncementFlags.None), WellKnownSlot.Peer, asker.Address, asker.Peer, Paced: false);
            return true;
        }

        if (nextAnnouncement is not null && probes.TryDequeue(out var silent))
        {
            var size = Write(now, buffer, AnnouncementFlags.WantsAnswer);
            datagram = new OutgoingDatagram(size, WellKnownSlot.Peer, silent.Address, silent.Peer, Paced: false);
            return true;
        }

        if (goodbyes > 0)
        {
            goodbyes--;
            datagram = new OutgoingDatagram(Write(now, buffer, AnnouncementFlags.Goodbye), WellKnownSlot.Hello, To: null, default, Paced: false);
            return true;
        }

        datagram = default;
        return false;
    }

    public bool TryTakeEvent(out ProtocolEvent? happened) => events.TryDequeue(out happened);

    /// <summary>The time to the announcement after this one, which this one names.</summary>
    private TimeSpan NextDelay(TimeSpan now)
    {
        announced++;
        if (announced < settings.FirstAnnouncements.Count)
            return Later(started + settings.FirstAnnouncements[announced] - now, TimeSpan.FromMilliseconds(10));
        var interval = Later(settings.Interval, table.PeerCount * settings.IntervalPerPeer);
        return interval * (1 + settings.Jitter * (random.NextDouble() * 2 - 1));
    }

    private int Write(TimeSpan now, Span<byte> buffer, AnnouncementFlags flags)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Announcement);
        new Announcement
        {
            Room = local.Room,
            Peer = local.Peer,
            Flags = flags | (receives ? AnnouncementFlags.Receives : AnnouncementFlags.None),
            Next = nextAnnouncement is { } next && next > now ? next - now : TimeSpan.Zero,
            MaximumMessage = WireLimits.MaximumMessage,
            Nickname = HarmlessText.ToUtf8(local.Nickname, Announcement.MaximumNickname),
        }.Write(ref writer);
        return writer.Written;
    }

    private void Leave(TimeSpan now, SessionId session, bool saidGoodbye)
    {
        switch (table.Remove(now, session, saidGoodbye, out var peer, out var nickname))
        {
            case PeerTableChange.Left:
                events.Enqueue(new PeerLeft(peer, nickname, saidGoodbye));
                break;
            case PeerTableChange.Changed:
                Tell(peer, PeerTableChange.Changed);
                break;
        }
    }

    private void Tell(PeerId id, PeerTableChange change)
    {
        if (change == PeerTableChange.Full)
            local.Ignored.BeyondLimit++;
        else if (change != PeerTableChange.None && table.TryGetPeer(id, out var peer))
            events.Enqueue(new PeerChanged(peer, change == PeerTableChange.New));
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan? Earliest(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}
