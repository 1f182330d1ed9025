using PeerSlot.Protocol.Lab;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

public sealed class HostileLabTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void Messages_that_are_no_packets_change_nothing_but_a_counter()
    {
        var receiver = NewReceiver();
        var sent = 0;
        foreach (var type in new[] { int.MinValue, -1, 3, 256, int.MaxValue })
            Receive(receiver, Packet(type, 0, 10), ref sent);
        foreach (var number in new[] { int.MinValue, -1, int.MaxValue, int.MaxValue - 2 })
            Receive(receiver, Packet(0, number, 10), ref sent);
        foreach (var size in new[] { int.MinValue, -1, -292, (64 * MiB) + 1, int.MaxValue })
            Receive(receiver, Packet(0, 0, size), ref sent);
        for (var length = 0; length <= 1_000; length++)
        {
            if (length != 300)
                Receive(receiver, Packet(0, 0, 10, length), ref sent);
        }

        Assert.Equal(sent, receiver.Counters.Ignored);
        Assert.Null(receiver.NextWakeUp);
    }

    [Fact]
    public void Garbage_between_the_packets_of_a_payload_does_it_no_harm()
    {
        var random = new Random(1);
        var messages = new LabClientOf2013(seed: 1).Send(Payload(50_000)).SelectMany(m => Garbage(random, 10).Append(m));
        AssertSame([Payload(50_000)], ReceiveOurs(messages), "seed 1");
    }

    [Fact]
    public void Heads_without_blocks_push_out_nothing_that_has_begun_to_arrive()
    {
        var messages = new LabClientOf2013(seed: 6).Send(Payload(5_000));
        var far = Enumerable.Range(0, 100).Select(i => Packet(0, 1_000_000 + (1_000 * i), 200_000));
        AssertSame(
            [Payload(5_000)], ReceiveOurs([.. messages[..3], .. messages[3..].SelectMany(m => far.Append(m))]), "100 heads between its packets");
    }

    [Fact]
    public void A_million_hostile_packets_keep_little_memory()
    {
        var (receiver, memory) = NewReceiverWithMemory();
        var random = new Random(2);
        var packet = new byte[300];
        for (var i = 0; i < 1_000_000; i++)
        {
            var number = random.Next(4) == 0 ? random.Next() : int.MaxValue - random.Next(1_000_000);
            Fill(packet, random.Next(3), number, random.Next(-1_000, 64 * MiB));
            receiver.Receive(TimeSpan.FromMicroseconds(i), packet);
        }

        Assert.True(memory.Used < 50 * MiB, $"{memory.Used} bytes kept");
        Assert.Equal(1_000_000, receiver.Counters.Messages);

        receiver.Dispose();
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void Heads_that_promise_64_MiB_cost_nothing_until_blocks_come()
    {
        var (receiver, memory) = NewReceiverWithMemory();
        receiver.Receive(TimeSpan.Zero, Packet(0, 0, 64 * MiB));
        Assert.Equal(0, memory.Used);
        receiver.Receive(TimeSpan.Zero, Packet(1, 200_000));
        Assert.True(memory.Used < MiB / 10, $"{memory.Used} bytes for one block");
    }

    [Fact]
    public void All_slots_together_keep_no_more_than_the_limit()
    {
        var settings = new LabSettings { MaximumUnfinished = MiB };
        var memory = new LabMemory(settings);
        var receivers = Enumerable.Range(0, 64).Select(_ => new LabReceiver(Guid.NewGuid(), settings, memory)).ToList();
        foreach (var receiver in receivers)
        {
            receiver.Receive(TimeSpan.Zero, Packet(0, 0, 64 * MiB));
            for (var block = 1; block <= 100_000; block += 256)
                receiver.Receive(TimeSpan.Zero, Packet(1, block));
            Assert.True(memory.Used <= MiB, $"{memory.Used} bytes kept");
        }

        foreach (var receiver in receivers)
            receiver.Wake(TimeSpan.FromMinutes(1));
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void The_largest_payload_arrives_and_gives_its_memory_back()
    {
        var (receiver, memory) = NewReceiverWithMemory();
        var payload = Payload(64 * MiB);
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.Zero });
        sender.Send(TimeSpan.Zero, payload);
        var packet = new byte[300];
        sender.TryTakeNotification(TimeSpan.Zero, packet, out _);
        var arrived = 0;
        while (sender.TryTakePacket(TimeSpan.Zero, packet, out _))
        {
            if (sender.Sent % 2 == 0)
                continue;
            receiver.Receive(TimeSpan.Zero, packet);
            while (receiver.TryTakeEvent(out var happened))
                arrived += ((LabPayloadArrived)happened).Content.AsSpan().SequenceEqual(payload) ? 1 : 0;
        }

        Assert.Equal(1, arrived);
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void Events_that_nobody_takes_stay_few_and_the_newest_is_kept()
    {
        var (receiver, client) = (NewReceiver(), new LabClientOf2013(seed: 4));
        for (var i = 0; i < 1_000; i++)
            client.SendOnce(Payload(i)).ForEach(m => receiver.Receive(TimeSpan.Zero, m));
        var contents = EventsOf(receiver).Cast<LabPayloadArrived>().Select(e => e.Content).ToList();
        Assert.InRange(contents.Count, 1, 64);
        Assert.Equal(Payload(999), contents[^1]);
    }

    [Fact]
    public void A_million_notifications_open_64_slots_and_allocate_little()
    {
        var slot = new LabNotifySlot(new LabSettings(), _ => false);
        var random = new Random(5);
        var notification = new byte[LabName.Size];
        var uuid = new byte[16];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(uuid);
            LabName.Write(new Guid(uuid), asPeer: false, notification);
            slot.Receive(notification);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MiB);

        var appeared = 0;
        while (slot.TryTakeEvent(out _))
            appeared++;
        Assert.Equal(64, appeared);
        Assert.Equal(64, slot.Clients.Count);
        Assert.Equal(1_000_000 - 64, slot.Refused);
    }

    private static void Receive(LabReceiver receiver, byte[] message, ref int sent)
    {
        receiver.Receive(TimeSpan.Zero, message);
        Assert.Empty(EventsOf(receiver));
        sent++;
    }

    private static (LabReceiver Receiver, LabMemory Memory) NewReceiverWithMemory()
    {
        var memory = new LabMemory(new LabSettings());
        return (new LabReceiver(Client, new LabSettings(), memory), memory);
    }

    /// <summary>Anything but what a client could mean: wrong lengths and types, numbers far away, sizes out of bounds.</summary>
    private static IEnumerable<byte[]> Garbage(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return random.Next(5) switch
            {
                0 => Packet(random.Next(3), random.Next(1_000), random.Next(1_000), random.Next(1_001) is var n && n == 300 ? 0 : n),
                1 => Packet(random.Next(3, int.MaxValue), random.Next(), random.Next()),
                2 => Packet(0, random.Next(1_000), -random.Next(1, int.MaxValue)),
                3 => Packet(random.Next(3), int.MaxValue - random.Next(100_000), random.Next()),
                _ => Packet(random.Next(1, 3), -random.Next(1, int.MaxValue)),
            };
        }
    }

    private static void Fill(byte[] packet, int type, int number, int size)
    {
        BitConverter.TryWriteBytes(packet, type);
        BitConverter.TryWriteBytes(packet.AsSpan(4), number);
        BitConverter.TryWriteBytes(packet.AsSpan(8), size);
    }
}
