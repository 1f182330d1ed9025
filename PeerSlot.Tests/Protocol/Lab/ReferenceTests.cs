using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

/// <summary>The references have the faults that were measured on the lab programs; without them the other tests would prove little.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("lab-g1.pkts", 1)]
    [InlineData("lab-g293.pkts", 293)]
    public void The_lab_client_writes_the_golden_packets(string file, int size)
    {
        var golden = File.ReadAllBytes(Path.Combine("Fixtures", "Lab", file));
        Assert.Equal("{11111111-2222-3333-4444-555555555555}"u8, golden.AsSpan(0, 38));
        Assert.Equal(golden[38..], new LabClientOf2013(seed: null).Send(Payload(size)).SelectMany(p => p));
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(1, 2, true)]
    [InlineData(291, 2, true)]
    [InlineData(292, 3, false)]
    [InlineData(293, 3, true)]
    [InlineData(584, 4, false)]
    [InlineData(100_000, 344, true)]
    public void The_lab_server_never_delivers_multiples_of_292(int size, int packets, bool delivered)
    {
        var messages = new LabClientOf2013(seed: 1).Send(Payload(size));
        Assert.Equal(2 * packets, messages.Count);
        AssertSame(delivered ? [Payload(size)] : [], new LabServerOf2013().ReceiveAll(messages), $"size {size}");
    }

    [Fact]
    public void The_lab_server_gets_the_neighbours_of_a_payload_that_it_loses()
    {
        var client = new LabClientOf2013(seed: 2, firstNumber: 1_000);
        var messages = new[] { 1, 292, 5 }.SelectMany(size => client.Send(Payload(size)));
        AssertSame([Payload(1), Payload(5)], new LabServerOf2013().ReceiveAll(messages), "1, 292 and 5 bytes in a row");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_lab_server_loses_one_payload_where_both_copies_are_lost(int packet)
    {
        var client = new LabClientOf2013(seed: 3);
        var first = client.Send(Payload(300));
        first.RemoveRange(2 * packet, 2);
        AssertSame([Payload(7)], new LabServerOf2013().ReceiveAll([.. first, .. client.Send(Payload(7))]), $"packet {packet} is lost");
    }

    [Fact]
    public void The_lab_server_loses_a_payload_whose_packets_overtake_each_other()
    {
        var once = new LabClientOf2013(seed: 4).SendOnce(Payload(1_000));
        Assert.Empty(new LabServerOf2013().ReceiveAll(Swapped(once, 1)));
        AssertSame([Payload(1_000)], ReceiveOurs(Swapped(once, 1)), "we do not");
    }

    [Fact]
    public void The_lab_server_takes_a_client_that_starts_again_for_copies()
    {
        var server = new LabServerOf2013();
        AssertSame([Payload(900)], server.ReceiveAll(new LabClientOf2013(seed: 5).Send(Payload(900))), "the first run");
        Assert.Empty(server.ReceiveAll(new LabClientOf2013(seed: 6).Send(Payload(10))));
    }
}
