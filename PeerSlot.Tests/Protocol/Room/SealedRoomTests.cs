using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Room;

/// <summary>Who has not the key can neither read nor speak, and what he tries costs little.</summary>
public sealed class SealedRoomTests
{
    private static readonly RoomKey Key = new(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
    private static readonly RoomLimits NoLimits = new() { FailuresPerSecond = 1_000_000_000, FailuresPerSecondAndAddress = 1_000_000_000 };
    private static readonly SimulatedAddress Somewhere = new(77);

    [Fact]
    public void A_picture_crosses_a_sealed_room_and_no_message_of_it_is_open()
    {
        var lab = new SimulatedLab(1, new LabConditions { Loss = 0.1 }) { Key = Key };
        var (ann, bob) = (lab.Add("ann"), lab.Add("bob"));
        var picture = new byte[100_000];
        new Random(1).NextBytes(picture);
        ann.OnSent = (_, message) => Assert.Equal(3, message[0] >> 4);
        lab.RunFor(TimeSpan.FromSeconds(3));
        ann.Send(picture);
        lab.RunUntil(() => bob.Has(picture), TimeSpan.FromSeconds(20), "it arrived");
    }

    [Fact]
    public void A_message_that_was_altered_or_cut_anywhere_does_not_open_and_the_true_one_still_does()
    {
        foreach (var (kind, message) in OneOfEachKind())
        {
            var ignored = new MessageCounts();
            using var room = new SealedRoom(Key, new SessionId(1), ignored, NoLimits);
            var tried = 0;
            for (var position = 0; position < message.Length; position++)
            {
                var altered = (byte[])message.Clone();
                altered[position] ^= (byte)(1 << position % 8);
                Assert.False(room.TryOpen(TimeSpan.Zero, Somewhere, altered, out _), $"{kind}, bit {position % 8} of byte {position}");
                Assert.False(room.TryOpen(TimeSpan.Zero, Somewhere, message.AsSpan(0, position).ToArray(), out _), $"{kind}, cut to {position}");
                tried += 2;
            }

            Assert.Equal(tried, ignored.NotOpened + ignored.Duplicate);
            Assert.Equal(0, room.SessionsKept);
            Assert.True(room.TryOpen(TimeSpan.Zero, Somewhere, (byte[])message.Clone(), out var size));
            Assert.Equal(message.Length - 16, size);
            Assert.False(room.TryOpen(TimeSpan.Zero, Somewhere, (byte[])message.Clone(), out _)); // a replay
            Assert.Equal(1, room.SessionsKept);
        }
    }

    [Fact]
    public void Who_has_another_key_or_none_is_not_heard()
    {
        var lab = new SimulatedLab(2) { Key = Key };
        var inside = lab.Add("inside");
        lab.Key = new RoomKey(new byte[32]);
        var outside = lab.Add("outside");
        lab.Key = null;
        var open = lab.Add("open");
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.All(lab.Hosts, h => Assert.Empty(h.Events));
        Assert.True(inside.Local.Ignored.NotOpened > 5 && outside.Local.Ignored.NotOpened > 5 && open.Local.Ignored.Sealed > 5);
    }

    [Fact]
    public void What_is_altered_on_its_way_to_a_host_changes_only_a_counter()
    {
        var lab = new SimulatedLab(3) { Key = Key };
        var victim = lab.Add("victim");
        foreach (var (_, message) in OneOfEachKind())
        {
            for (var position = 0; position < message.Length; position += 7)
            {
                var altered = (byte[])message.Clone();
                altered[position] ^= 0x10;
                lab.Inject(victim, altered);
                lab.RunFor(TimeSpan.FromMilliseconds(10));
            }
        }

        Assert.Empty(victim.Events);
        Assert.Equal(0, victim.Table.SessionCount);
        Assert.True(victim.Local.Ignored.NotOpened > 300);
        Assert.Equal(0, victim.Local.Ignored.BeyondLimit);
    }

    [Fact]
    public void Yesterdays_recording_opens_and_still_plays_to_nobody()
    {
        var recording = new List<byte[]>();
        var yesterday = new SimulatedLab(4) { Key = Key };
        var ann = yesterday.Add("ann");
        ann.OnSent = (_, message) => recording.Add(message);
        yesterday.Add("bob");
        ann.Send(new byte[3_000]);
        yesterday.RunFor(TimeSpan.FromSeconds(5));
        var today = new SimulatedLab(5) { Key = Key };
        var victim = today.Add("victim");
        foreach (var message in recording)
            today.Inject(victim, message);
        today.RunFor(TimeSpan.FromSeconds(5));
        Assert.True(recording.Count > 10);
        Assert.DoesNotContain(victim.Events, e => e is PeerChanged);
        Assert.Equal(0, victim.Table.SessionCount);
    }

    [Fact]
    public void A_flood_without_the_key_is_tried_so_often_a_second_and_keeps_nothing()
    {
        var limits = new RoomLimits();
        var ignored = new MessageCounts();
        using var room = new SealedRoom(Key, new SessionId(1), ignored, limits);
        var random = new Random(6);
        for (var i = 0; i < 200_000; i++)
        {
            var message = new byte[random.Next(30, 100)];
            random.NextBytes(message);
            message[0] = 0x33;
            Assert.False(room.TryOpen(TimeSpan.FromMilliseconds(i / 100), new SimulatedAddress(i), message, out _));
        }

        Assert.InRange(room.Attempts, limits.FailuresPerSecond, 3 * limits.FailuresPerSecond + 10);
        Assert.Equal(0, room.SessionsKept);
        Assert.Equal(200_000, ignored.NotOpened + ignored.BeyondLimit + ignored.Duplicate);
    }

    [Fact]
    public void Who_opened_something_is_heard_while_strangers_flood()
    {
        using var sender = new SealedRoom(Key, new SessionId(2), new MessageCounts(), new RoomLimits());
        using var room = new SealedRoom(Key, new SessionId(1), new MessageCounts(), new RoomLimits());
        Assert.True(room.TryOpen(TimeSpan.Zero, Somewhere, Sealed(sender, 1), out _));
        for (var i = 0; i < 5_000; i++)
            room.TryOpen(TimeSpan.Zero, new SimulatedAddress(1_000 + i), Garbage(i), out _);
        Assert.True(room.TryOpen(TimeSpan.Zero, Somewhere, Sealed(sender, 2), out _));
    }

    [Fact]
    public void The_session_key_of_a_known_room_and_session_is_the_documented_one()
    {
        // HKDF-SHA-256 (RFC 5869) of 01..20, salt 0102030405060708, info "peerslot session 2"; AES-256-GCM of "hello", nonce 00..07, computed by Python.
        using var sender = new SealedRoom(Key, new SessionId(0x0102030405060708), new MessageCounts(), new RoomLimits());
        var buffer = new byte[21 + 5 + 16];
        Convert.FromHexString("2301020304050607080000000007CAFEF00D000000").CopyTo(buffer, 0);
        "hello"u8.CopyTo(buffer.AsSpan(21));
        Assert.Equal(buffer.Length, sender.Seal(buffer, 26));
        Assert.Equal("3301020304050607080000000007cafef00d0000005e640f36647ef509c67fe5ca8bb51441aa38aae7d6", Convert.ToHexStringLower(buffer));
    }

    private static byte[] Sealed(SealedRoom room, byte counter)
    {
        var buffer = new byte[21 + 5 + 16];
        (buffer[0], buffer[8], buffer[13]) = (0x23, 2, counter);
        room.Seal(buffer, 26);
        return buffer;
    }

    private static byte[] Garbage(int seed)
    {
        var message = new byte[60];
        new Random(seed).NextBytes(message);
        message[0] = 0x33;
        return message;
    }

    private static List<(MessageKind Kind, byte[] Message)> OneOfEachKind()
    {
        var lab = new SimulatedLab(7, new LabConditions { Loss = 0.1 }) { Key = Key };
        var seen = new Dictionary<MessageKind, byte[]>();
        var (ann, bob) = (lab.Add("ann"), lab.Add("bob"));
        ann.OnSent = bob.OnSent = (_, message) => seen.TryAdd((MessageKind)(message[0] & 15), message);
        lab.RunFor(TimeSpan.FromSeconds(2));
        ann.Send(new byte[200_000]);
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.True(seen.Count >= 5, $"only {string.Join(", ", seen.Keys)}");
        return [.. seen.Select(s => (s.Key, s.Value))];
    }
}
