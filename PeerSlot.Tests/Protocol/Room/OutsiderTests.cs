using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Room;

/// <summary>
/// A seat of a sealed room in the middle of its life: it knows a member, receives one picture and sends another. Whatever comes from somebody without the
/// room's key changes a counter of it and nothing else.
/// </summary>
public sealed class OutsiderTests
{
    private static readonly RoomKey Key = RoomKey.FromPassphrase("correct horse", "lab");
    private static readonly RoomKey OfAnotherRoom = RoomKey.FromPassphrase("correct horse", "library");

    private int _sources = 10_000;

    /// <summary>Of the member's messages, as docs/protocol.md lays them out.</summary>
    public static TheoryData<string> Kinds => [.. GoldenMessages.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_byte_of_every_message_altered_or_heard_twice_changes_only_a_counter(string kind)
    {
        using var member = new Member();
        var message = member.Sealed(kind);
        for (var position = 0; position < message.Length; position++)
        {
            foreach (var flipped in new[] { 1 << position % 8, 0xFF })
            {
                var altered = (byte[])message.Clone();
                altered[position] ^= (byte)flipped;
                ChangesOnlyACounter(member, altered, $"{kind} with byte {position} altered by {flipped}");
            }
        }

        var before = member.Seen();
        member.Lab.Inject(member.Victim, message, Member.Address);
        // What digests and the end of a pass bring about is seen later.
        Assert.True(member.Seen() != before || kind is "digests" or "end-of-pass", $"The {kind} itself changed nothing, so it shows nothing");
        ChangesOnlyACounter(member, message, $"{kind} that was heard before");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Messages_without_the_key_or_of_another_room_change_only_a_counter(string kind)
    {
        using var member = new Member();
        ChangesOnlyACounter(member, member.Plain(kind), $"{kind} that is not sealed");
        using var stranger = Member.SealOf(new RoomKey(new byte[RoomKey.Size]));
        ChangesOnlyACounter(member, member.Sealed(kind, stranger), $"{kind} sealed with another passphrase");
        using var neighbour = Member.SealOf(OfAnotherRoom);
        ChangesOnlyACounter(member, member.Sealed(kind, neighbour), $"{kind} of another room with the same passphrase");
    }

    private void ChangesOnlyACounter(Member member, byte[] message, string what)
    {
        var (before, ignored) = (member.Seen(), member.Ignored());
        member.Lab.Inject(member.Victim, message, new SimulatedAddress(_sources++));
        Assert.True(member.Seen() == before, $"A {what}: {before} became {member.Seen()}");
        Assert.True(member.Ignored() == ignored + 1, $"A {what} was not counted");
    }

    /// <summary>Somebody who has the key, beside the victim; its messages say what would be heeded.</summary>
    private sealed class Member : IDisposable
    {
        public static readonly SimulatedAddress Address = new(9_999);

        private readonly SealedRoom _room = SealOf(Key);
        private readonly uint _sending;

        public Member()
        {
            Lab = new SimulatedLab(1) { Key = Key };
            Victim = Lab.Add("victim");
            var says = new MessageBuilder { Echo = Victim.Local.Challenge };
            Lab.RunFor(TimeSpan.FromSeconds(4));
            Hear(says.Announcement("member"));
            Hear(says.Manifest(2_000));
            Hear(says.Symbol(0, 0, new byte[1_344]));
            _sending = Victim.Send(new byte[300_000]);
            Lab.RunFor(TimeSpan.FromMilliseconds(9)); // its pass goes on
        }

        public SimulatedLab Lab { get; }

        public SimulatedHost Victim { get; }

        /// <summary>A message that the victim would heed.</summary>
        public byte[] Plain(string kind)
        {
            const ulong Next = 100;
            var (victim, says) = (Victim.Local.Id.Value, new MessageBuilder { Counter = Next });
            var answers = new MessageBuilder { Transfer = _sending, Counter = Next };
            return kind switch
            {
                "announcement" => says.Announcement("renamed"),
                "manifest" => new MessageBuilder { Transfer = 7, Counter = Next }.Manifest(5_000),
                "symbol" => says.Symbol(0, 4, new byte[1_344]),
                "timed-symbol" => says.TimedSymbol(0, 5, 1, new byte[1_344]),
                "report" => answers.Report(victim, 1, 1, flags: 1, received: 3),
                "receipt" => answers.Receipt(victim, 2, have: 224),
                "end-of-pass" => says.EndOfPass(0),
                "manifest-request" => answers.ManifestRequest(victim),
                "preview" => says.Preview(new byte[100], 1)[0],
                "digests" => says.Digests(0, new byte[16]),
                _ => says.Introduction((0xFFFF_C0A8_070C, 47_114)),
            };
        }

        public byte[] Sealed(string kind, SealedRoom? room = null) => Sealed(Plain(kind), room ?? _room);

        /// <summary>Everything of the victim that anybody could notice.</summary>
        public string Seen() =>
            $"{Victim.Events.Count} events, {Victim.Table.SessionCount} sessions, {Victim.Transfer.ReservedBytes} bytes, sent {Victim.Sent.Values.Sum()}, "
            + $"wakes {Victim.Transfer.NextWakeUp} and {Victim.Presence.NextWakeUp}, {string.Concat(Victim.Table.Peers.Select(p => p.Nickname))}";

        public int Ignored()
        {
            var ignored = Victim.Local.Ignored;
            return (int)(ignored.Malformed + ignored.OtherRoom + ignored.Duplicate + ignored.Forged + ignored.BeyondLimit + ignored.Sealed + ignored.NotOpened);
        }

        public void Dispose() => _room.Dispose();

        /// <summary>Of the session in whose name <see cref="MessageBuilder"/> speaks.</summary>
        public static SealedRoom SealOf(RoomKey key) => new(key, new SessionId(0x0102030405060708), new MessageCounts(), new RoomLimits());

        private void Hear(byte[] message) => Lab.Inject(Victim, Sealed(message, _room), Address);

        private static byte[] Sealed(byte[] message, SealedRoom room)
        {
            var buffer = new byte[message.Length + room.Overhead];
            message.CopyTo(buffer, 0);
            room.Seal(buffer, message.Length);
            return buffer;
        }
    }
}
