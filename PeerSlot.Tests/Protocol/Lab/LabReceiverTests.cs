using PeerSlot.Protocol.Lab;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

public sealed class LabReceiverTests
{
    [Fact]
    public void We_receive_every_size_that_a_lab_client_sends()
    {
        foreach (var size in Sizes)
            AssertSame([Payload(size)], ReceiveOurs(new LabClientOf2013(seed: size).Send(Payload(size))), $"size and seed {size}");
    }

    [Fact]
    public void We_receive_every_size_that_we_send()
    {
        foreach (var size in Sizes)
            AssertSame([Payload(size)], ReceiveOurs(SendOurs(Payload(size))), $"size {size}");
    }

    [Fact]
    public void Three_payloads_in_a_row_arrive_though_any_one_packet_is_lost() =>
        ForEachRow((payloads, messages, seed) =>
        {
            for (var i = 0; i < messages.Count; i++)
                AssertSame(payloads, ReceiveOurs(Without(messages, i)), $"message {i} lost, seed {seed}");
        });

    [Fact]
    public void Three_payloads_in_a_row_arrive_though_any_neighbours_are_swapped() =>
        ForEachRow((payloads, messages, seed) =>
        {
            for (var i = 0; i < messages.Count - 1; i++)
                AssertSame(payloads, ReceiveOurs(Swapped(messages, i)), $"messages {i} and {i + 1} swapped, seed {seed}");
        });

    [Fact]
    public void Three_payloads_in_a_row_arrive_with_one_copy_of_each_packet_and_any_neighbours_swapped() =>
        ForEachRow((payloads, messages, seed) =>
        {
            var once = messages.Where((_, i) => i % 2 == 0).ToList();
            for (var i = 0; i < once.Count - 1; i++)
                AssertSame(payloads, ReceiveOurs(Swapped(once, i)), $"packets {i} and {i + 1} swapped, seed {seed}");
        });

    [Fact]
    public void Three_payloads_in_a_row_arrive_with_random_copies_lost_and_many_neighbours_swapped()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var client = new LabClientOf2013(seed, firstNumber: random.Next(2) * 1_000);
            var payloads = Enumerable.Range(0, 3).Select(i => Payload(random.Next(3_000), salt: i)).ToList();
            var pairs = payloads.SelectMany(p => client.SendOnce(p)).ToList();
            for (var i = 0; i < pairs.Count - 1; i += random.Next(1, 4) + 1)
                (pairs[i], pairs[i + 1]) = (pairs[i + 1], pairs[i]);
            AssertSame(payloads, ReceiveOurs(pairs.SelectMany(p => Enumerable.Repeat(p, random.Next(1, 3)))), $"seed {seed}");
        }
    }

    [Fact]
    public void A_payload_arrives_with_its_blocks_in_any_order_behind_the_head()
    {
        var messages = new LabClientOf2013(seed: 7).Send(Payload(200_000));
        var shuffled = messages[2..].ToArray();
        new Random(7).Shuffle(shuffled);
        AssertSame([Payload(200_000)], ReceiveOurs([messages[0], .. shuffled]), "seed 7");
    }

    /// <summary>Where a lab server looks for it: another program may have put it right on this side.</summary>
    [Theory]
    [InlineData(292)]
    [InlineData(584)]
    public void The_tail_of_a_multiple_of_292_may_be_its_last_block(int size)
    {
        var messages = new LabClientOf2013(seed: 8).Send(Payload(size))[..^2];
        messages[^1][0] = messages[^2][0] = 2;
        var next = new LabClientOf2013(seed: 9, firstNumber: (size / 292) + 1).Send(Payload(20));
        AssertSame([Payload(size), Payload(20)], ReceiveOurs([.. messages, .. next]), $"size {size}");
    }

    [Fact]
    public void Copies_over_four_ways_are_one_payload()
    {
        var client = new LabClientOf2013(seed: 10);
        List<byte[]> messages = [.. client.Send(Payload(100)), .. client.Send(Payload(900))];
        AssertSame([Payload(100), Payload(900)], ReceiveOurs(messages.SelectMany(m => new[] { m, m })), "copies side by side");
        AssertSame([Payload(100), Payload(900)], ReceiveOurs([.. messages, .. messages]), "copies one after the other");
    }

    [Fact]
    public void The_same_payload_sent_again_arrives_again()
    {
        var client = new LabClientOf2013(seed: 11);
        AssertSame([Payload(500), Payload(500)], ReceiveOurs([.. client.Send(Payload(500)), .. client.Send(Payload(500))]), "twice");
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(900, 900)]
    [InlineData(900, 10)]
    [InlineData(10, 900)]
    [InlineData(292, 292)]
    public void A_client_that_starts_again_under_its_uuid_is_received(int before, int after)
    {
        var receiver = NewReceiver();
        AssertSame([Payload(before)], ReceiveOurs(receiver, Seconds(0), new LabClientOf2013(seed: 12).Send(Payload(before))), "first run");
        var other = Payload(after, salt: 1);
        AssertSame([other], ReceiveOurs(receiver, Seconds(0), new LabClientOf2013(seed: 13).Send(other)), "second run, at once");
        AssertSame([other], ReceiveOurs(receiver, Seconds(5), new LabClientOf2013(seed: 14).Send(other)), "third run, the same picture");
    }

    [Fact]
    public void A_client_that_starts_again_in_the_middle_of_a_payload_mixes_nothing()
    {
        var (old, fresh) = (Payload(5_000), Payload(5_000, salt: 3));
        var oldMessages = new LabClientOf2013(seed: 15).Send(old);
        for (var cut = 1; cut < oldMessages.Count - 2; cut++)
        {
            var newMessages = new LabClientOf2013(seed: 16).Send(fresh);
            AssertSame([fresh], ReceiveOurs([.. oldMessages[..cut], .. newMessages]), $"stopped after {cut} messages");
            var shorter = new LabClientOf2013(seed: 17).Send(Payload(400));
            AssertSame([Payload(400)], ReceiveOurs([.. oldMessages[..cut], .. shorter]), $"stopped after {cut} messages, then a shorter one");
        }
    }

    [Fact]
    public void A_client_that_starts_again_after_a_lost_packet_mixes_nothing()
    {
        var (old, fresh) = (Payload(5_000), Payload(5_000, salt: 3));
        for (var lost = 1; lost <= 18; lost++)
        {
            var receiver = NewReceiver();
            var oldMessages = new LabClientOf2013(seed: 21).Send(old);
            oldMessages.RemoveRange(2 * lost, 2);
            Assert.Empty(ReceiveOurs(receiver, Seconds(0), oldMessages));
            AssertSame([fresh], ReceiveOurs(receiver, Seconds(1), new LabClientOf2013(seed: 22).Send(fresh)), $"packet {lost} lost, a second before");
        }
    }

    [Fact]
    public void A_client_that_starts_again_at_once_after_a_lost_packet_mixes_nothing()
    {
        var fresh = Payload(5_000, salt: 3);
        var oldMessages = new LabClientOf2013(seed: 23).Send(Payload(5_000));
        for (var lost = 2; lost <= 18; lost++)
        {
            List<byte[]> messages = [.. oldMessages[..(2 * lost)], .. oldMessages[((2 * lost) + 2)..], .. new LabClientOf2013(seed: 24).Send(fresh)];
            AssertSame([fresh], ReceiveOurs(messages), $"packet {lost} lost");
        }
    }

    [Fact]
    public void Packets_of_an_earlier_run_do_not_enter_the_next_one()
    {
        var receiver = NewReceiver();
        var headless = new LabClientOf2013(seed: 18).Send(Payload(20))[2..];
        Assert.Empty(ReceiveOurs(receiver, Seconds(0), headless));
        var fresh = Payload(20, salt: 9);
        AssertSame([fresh], ReceiveOurs(receiver, Seconds(1), new LabClientOf2013(seed: 19).Send(fresh)), "a second later");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    public void A_payload_without_both_copies_of_a_packet_is_reported_lost_and_the_next_arrives(int packet, int have)
    {
        var (receiver, client) = (NewReceiver(), new LabClientOf2013(seed: 20));
        var first = client.Send(Payload(1_200));
        first.RemoveRange(2 * packet, 2);
        AssertSame([Payload(7)], ReceiveOurs(receiver, Seconds(0), [.. first, .. client.Send(Payload(7))]), $"packet {packet} lost");

        receiver.Wake(Seconds(9));
        Assert.Empty(EventsOf(receiver));
        Assert.Equal(packet == 0 ? null : Seconds(10), receiver.NextWakeUp);
        receiver.Wake(Seconds(10));
        Assert.Equal(packet == 0 ? [] : [new LabPayloadLost(Client, 0, have, 5)], EventsOf(receiver));
        Assert.Null(receiver.NextWakeUp);
    }

    /// <summary>Three payloads from a lab client, for several sets of sizes.</summary>
    private static void ForEachRow(Action<List<byte[]>, List<byte[]>, int> check)
    {
        int[][] rows = [[1, 292, 293], [0, 0, 0], [292, 292, 292], [584, 1, 585], [291, 0, 1_000], [10, 20, 30]];
        for (var seed = 0; seed < rows.Length; seed++)
        {
            var client = new LabClientOf2013(seed, firstNumber: seed % 2 * 1_000);
            var payloads = rows[seed].Select((size, i) => Payload(size, salt: i)).ToList();
            check(payloads, [.. payloads.SelectMany(p => client.Send(p))], seed);
        }
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
