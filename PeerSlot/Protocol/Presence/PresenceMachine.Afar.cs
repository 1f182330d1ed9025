using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Presence;

/// <summary>Those whom announcements to everybody do not reach: they are announced to one by one, and introduce each other.</summary>
public sealed partial class PresenceMachine
{
    private readonly Contacts _contacts;
    private readonly IntroductionRules _rules;
    private readonly Introductions _introductions;
    private readonly Queue<PeerAddress> _afar = new();

    private TimeSpan? NextAfar => _afar.Count > 0 ? TimeSpan.Zero : Earliest(_contacts.Next, _introductions.Next);

    /// <summary>Looks for others at addresses that the user gave; again with the same place where that resolves to others now.</summary>
    /// <param name="place">As the user wrote it.</param>
    /// <param name="addresses">At most 8 are tried.</param>
    /// <param name="isHost">The ports are guesses.</param>
    /// <returns>False where so many were given that this one is one too many.</returns>
    public bool SetContact(TimeSpan now, string place, IReadOnlyList<PeerAddress> addresses, bool isHost) =>
        _contacts.TrySet(now, place, addresses.Count <= MaximumAddresses ? addresses : [.. addresses.Take(MaximumAddresses)], isHost);

    /// <summary>Of one place: two addresses with four ports each.</summary>
    private const int MaximumAddresses = 8;

    /// <summary>An announcement goes to everybody: it goes to those afar as well, and one session is told of the others.</summary>
    private void AnnounceAfar(TimeSpan now)
    {
        foreach (var session in _table.Afar)
            _afar.Enqueue(session.Address);
        _introductions.RemindOne(now);
    }

    private void StopAfar()
    {
        _contacts.Clear();
        _introductions.Clear();
        _afar.Clear();
        for (var i = 0; i < _settings.Goodbyes; i++)
        {
            foreach (var session in _table.Afar)
                _afar.Enqueue(session.Address);
        }
    }

    private bool TryTakeAfar(TimeSpan now, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        const AnnouncementFlags ToOneAfar = AnnouncementFlags.Direct | AnnouncementFlags.Afar;
        datagram = default;
        if (_afar.TryDequeue(out var known))
            datagram = ToOne(Write(now, buffer, _nextAnnouncement is null ? ToOneAfar | AnnouncementFlags.Goodbye : ToOneAfar, echo: 0), known);
        else if (_contacts.TryTake(now, _table, out var contact))
            datagram = ToOne(Write(now, buffer, ToOneAfar | AnnouncementFlags.WantsAnswer, echo: 0), contact!);
        else if (_introductions.TryTake(now, out var guest, out var others))
            datagram = ToOne(WriteIntroduction(buffer, others), guest!.Address);
        return datagram.Size > 0;
    }

    /// <summary>What an announcement to one says besides.</summary>
    private AnnouncementFlags AfarFlag(SessionId session, PeerAddress address) =>
        _table.IsAfar(session) || _contacts.Contains(address) ? AnnouncementFlags.Afar : AnnouncementFlags.None;

    private int WriteIntroduction(Span<byte> buffer, NetworkEndPoint[] others)
    {
        var writer = new WireWriter(buffer);
        _local.WriteHeader(ref writer, MessageKind.Introduction);
        Introduction.Write(ref writer, _local.Room, _local.PublicKey, others);
        var said = buffer[..writer.Written];
        _local.Sign(Introduction.Label, [], said, writer.Take(Identity.SignatureSize));
        return writer.Written;
    }

    /// <summary>Believed of a live session alone, which speaks from where it lives; what it names gets an announcement and no more.</summary>
    private void Introduced(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!Introduction.TryRead(header, message, out var introduction))
        {
            _local.Ignored.Malformed++;
            return;
        }

        var introducer = PeerId.FromPublicKey(introduction.PublicKey);
        if (_nextAnnouncement is null || !_table.IsLive(header.Session, introducer) || !_table.TryGetAddress(header.Session, out var at) || at != source)
            return;
        var end = message.Length - Identity.SignatureSize;
        if (!_local.IsFresh(header, introduction.Room, introducer)
            || !_local.TryVerify(now, source, introduction.PublicKey, Introduction.Label, [], message[..end], message[end..]))
            return;
        _local.Heard(header, introducer);
        for (var i = 0; i < introduction.Count; i++)
        {
            if (source.Beside(introduction[i]) is not { } address || _table.IsKnown(address) || _contacts.Contains(address))
                continue;
            if (!_rules.TryUse(now, introducer, source, introduction[i]) || !_contacts.TryAddIntroduced(now, address))
                _local.Ignored.BeyondLimit++;
        }
    }
}
