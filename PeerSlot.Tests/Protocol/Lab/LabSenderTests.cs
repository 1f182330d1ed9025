using System.Text;
using PeerSlot.Protocol.Lab;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

public sealed class LabSenderTests
{
    [Fact]
    public void A_lab_server_receives_every_size_that_we_send()
    {
        foreach (var size in Sizes)
            AssertSame([OnWire(Payload(size))], new LabServerOf2013().ReceiveAll(SendOurs(Payload(size))), $"size {size}");
    }

    [Fact]
    public void A_lab_server_receives_three_payloads_in_a_row_though_any_one_packet_is_lost()
    {
        byte[][] payloads = [Payload(292), Payload(1_000), Payload(584)];
        var messages = SendOurs(payloads);
        var expected = payloads.Select(OnWire).ToList();
        AssertSame(expected, new LabServerOf2013().ReceiveAll(messages), "nothing lost");
        for (var i = 0; i < messages.Count; i++)
            AssertSame(expected, new LabServerOf2013().ReceiveAll(Without(messages, i)), $"message {i} lost");
    }

    [Fact]
    public void A_lab_server_receives_three_payloads_in_a_row_though_any_neighbours_are_swapped()
    {
        byte[][] payloads = [Payload(293), Payload(0), Payload(292)];
        var messages = SendOurs(payloads);
        for (var i = 0; i < messages.Count - 1; i++)
            AssertSame([.. payloads.Select(OnWire)], new LabServerOf2013().ReceiveAll(Swapped(messages, i)), $"messages {i} and {i + 1} swapped");
    }

    [Fact]
    public void A_lab_server_keeps_nothing_of_what_we_sent() => Assert.Equal(0, KeptAfter(SendOurs(Payload(292), Payload(0), Payload(5))));

    [Theory]
    [InlineData("lab-g1.pkts", 1)]
    [InlineData("lab-g293.pkts", 293)]
    public void Our_packets_are_the_golden_ones_with_zeros_for_filler(string file, int size)
    {
        var golden = File.ReadAllBytes(Path.Combine("Fixtures", "Lab", file))[LabName.Size..].Chunk(300).ToList();
        foreach (var packet in golden)
            packet.AsSpan(packet[0] switch { 0 => 12, 1 => 300, _ => 8 + (size % 292) }).Clear();
        AssertSame(golden, SendOurs(Payload(size)), file);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(292, true)]
    [InlineData(293, false)]
    public void Only_the_head_of_a_payload_with_a_byte_more_says_so_in_its_filler(int size, bool marked)
    {
        var filler = SendOurs(Payload(size))[0].AsSpan(12);
        Assert.Equal(marked, filler.StartsWith("PeerSlot:+1 byte"u8));
        Assert.False(filler[(marked ? 16 : 0)..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void What_is_withdrawn_is_not_sent_and_the_numbers_go_on()
    {
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.Zero });
        sender.Send(Seconds(0), Payload(10));
        Play(sender, Seconds(0), Seconds(5), packetEvery: 1);
        sender.Send(Seconds(5), Payload(2_000));
        Assert.True(sender.Withdraw());
        sender.Send(Seconds(6), Payload(20));
        var packet = new byte[300];
        Assert.True(sender.TryTakePacket(Seconds(6), packet, out _));
        Assert.Equal((0, 2, 20), (BitConverter.ToInt32(packet, 0), BitConverter.ToInt32(packet, 4), BitConverter.ToInt32(packet, 8)));
        Assert.False(sender.Withdraw());
        Assert.Equal(8, sender.Total);
    }

    [Fact]
    public void Every_packet_is_300_bytes_and_goes_twice_in_order()
    {
        var messages = SendOurs(Payload(292), Payload(600));
        Assert.All(messages, m => Assert.Equal(300, m.Length));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], messages.Select(m => BitConverter.ToInt32(m, 4)));
        Assert.Equal([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 1, 1, 2, 2], messages.Select(m => BitConverter.ToInt32(m, 0)));
    }

    [Fact]
    public void The_notification_is_the_name_of_the_clients_slot()
    {
        var sender = new LabSender(Client, new LabSettings());
        sender.Announce(TimeSpan.Zero);
        var notification = new byte[50];
        Assert.True(sender.TryTakeNotification(TimeSpan.Zero, notification, out var size));
        Assert.Equal(LabName.SlotOf(Client), Encoding.ASCII.GetString(notification, 0, size));
    }

    [Fact]
    public void Notifications_go_before_the_packets_and_become_rarer()
    {
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.FromSeconds(100) });
        sender.Send(Seconds(5), Payload(10));
        Assert.Equal([5, 6, 8, 12, 20, 36, 66, 96], Play(sender, Seconds(5), Seconds(105)).Notifications);
        Assert.True(sender.TryTakePacket(Seconds(105), new byte[300], out _));
    }

    [Fact]
    public void Notifications_go_on_while_packets_wait_and_end_with_them()
    {
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.FromSeconds(1) });
        sender.Send(Seconds(0), Payload(10));
        var (notifications, packets) = Play(sender, Seconds(0), Seconds(200), packetEvery: 2);
        Assert.Equal([2, 4, 6, 8], packets);
        Assert.Equal([0, 1, 3, 7], notifications);
        Assert.True(sender.IsDone);
        Assert.Null(sender.NextWakeUp);
        Assert.Equal(4, sender.Sent);
        Assert.Equal(4, sender.Total);

        sender.Send(Seconds(300), Payload(20));
        Assert.True(sender.NextWakeUp <= Seconds(300));
        Assert.True(sender.TryTakeNotification(Seconds(300), new byte[38], out _), "a second payload is notified at once");
    }

    [Fact]
    public void No_packet_goes_before_the_first_notification()
    {
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.Zero });
        Assert.Null(sender.NextWakeUp);
        sender.Send(Seconds(1), Payload(10));
        Assert.False(sender.TryTakePacket(Seconds(1), new byte[300], out _));
        Assert.Equal(Seconds(1), sender.NextWakeUp);
    }

    [Fact]
    public void A_payload_above_the_limit_is_not_taken()
    {
        var sender = new LabSender(Client, new LabSettings { MaximumPayload = 584 });
        sender.Send(Seconds(0), Payload(583));
        Assert.Throws<ArgumentException>(() => sender.Send(Seconds(0), Payload(584)));
        Assert.Equal(6, sender.Total);
    }

    /// <summary>What a lab server makes of it: a size that it could not receive has one 00 byte more.</summary>
    private static byte[] OnWire(byte[] payload) => payload.Length % 292 == 0 ? [.. payload, 0] : payload;

    private static int KeptAfter(List<byte[]> messages)
    {
        var server = new LabServerOf2013();
        server.ReceiveAll(messages);
        return server.Kept;
    }

    /// <summary>Lets the sender run, waking it when it wants; at which seconds it notified and sent.</summary>
    private static (List<int> Notifications, List<int> Packets) Play(LabSender sender, TimeSpan from, TimeSpan until, int packetEvery = 1_000)
    {
        var (notifications, packets) = (new List<int>(), new List<int>());
        for (var now = from; now < until; now += Seconds(1))
        {
            var expected = sender.NextWakeUp <= now;
            var took = sender.TryTakeNotification(now, new byte[38], out _);
            if (took)
                notifications.Add((int)now.TotalSeconds);
            if (now > from && (int)now.TotalSeconds % packetEvery == 0 && sender.TryTakePacket(now, new byte[300], out _))
                packets.Add((int)now.TotalSeconds);
            Assert.True(expected || !took, $"it notified unexpectedly at {now}");
        }

        return (notifications, packets);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
