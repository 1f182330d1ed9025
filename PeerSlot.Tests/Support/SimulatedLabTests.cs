using System.Buffers.Binary;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Tests.Protocol.Transfer;
using Xunit;
using Xunit.Sdk;

namespace PeerSlot.Tests.Support;

/// <summary>The simulated network does to datagrams what its conditions say.</summary>
public sealed class SimulatedLabTests
{
    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.2, 4)]
    [InlineData(0.2, 50)]
    public void Bursts_have_the_share_and_the_length_that_they_are_given(double share, double length)
    {
        var (port, random) = (new SimulatedPort(), new Random(7));
        var bursts = new BurstLoss(share, length);
        var lost = Enumerable.Range(0, 200_000).Select(_ => port.IsLost(bursts, random)).ToArray();
        var begun = lost.Where((l, i) => l && (i == 0 || !lost[i - 1])).Count();
        Assert.InRange(lost.Count(l => l) / 200_000.0, share * 0.9, share * 1.1);
        Assert.InRange((double)lost.Count(l => l) / begun, length * 0.9, length * 1.1);
    }

    [Fact]
    public void A_line_delivers_its_rate_and_loses_what_its_queue_cannot_hold()
    {
        var line = new SimulatedLine();
        var passed = 0;
        for (var i = 0; i < 2_000; i++)
        {
            // Twice as much as the line takes: 1,250 bytes each millisecond on 5 Mbit/s.
            if (line.TryPass(TimeSpan.FromMilliseconds(i), 1_250, 5_000_000, 50_000, 16_384, out _))
                passed++;
        }

        Assert.InRange(passed * 1_250, 1_250_000, 1_250_000 + 50_000 + 16_384 + 1_250);
        Assert.Equal(2_000 - passed, line.Dropped);
        Assert.InRange(line.LongestWait.TotalMilliseconds, 78, 80);
    }

    [Fact]
    public void A_line_that_rests_passes_a_short_burst_at_once()
    {
        var line = new SimulatedLine();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(line.TryPass(TimeSpan.FromSeconds(1), 1_600, 1_000_000, 50_000, 16_384, out var leaves));
            Assert.Equal(TimeSpan.FromSeconds(1), leaves);
        }
    }

    [Theory]
    [InlineData(0, 47)]
    [InlineData(1_385, 1_432)]
    [InlineData(1_467, 1_514)]
    [InlineData(1_468, 1_468 + 13 + 2 * 34)]
    public void A_message_costs_what_an_interface_would_count(int message, int bytes) => Assert.Equal(bytes, WireBytes.Of(message));

    [Fact]
    public void A_machine_that_fails_names_the_seed()
    {
        var lab = new SimulatedLab(4_711);
        lab.After(TimeSpan.FromSeconds(1), () => throw new InvalidOperationException());
        var failure = Assert.Throws<XunitException>(() => lab.RunFor(TimeSpan.FromSeconds(2)));
        Assert.Contains("Seed 4711, at 00:00:01", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_drifts_and_jumps_wakes_its_host_when_it_shows_the_time()
    {
        var clock = new SimulatedHostClock();
        var random = new Random(5);
        for (var i = 1; i < 500; i++)
        {
            var now = TimeSpan.FromMilliseconds(i * 7);
            var shows = clock.AtHost(now);
            clock.SetDrift(now, (random.NextDouble() - 0.5) / 1_000);
            Assert.Equal(shows, clock.AtHost(now));
            clock.Jump(now, TimeSpan.FromSeconds(random.Next(3)));
            var wanted = clock.AtHost(now) + TimeSpan.FromTicks(random.Next(1, 1_000_000));
            Assert.InRange(clock.AtHost(clock.AtLab(wanted)), wanted, wanted + TimeSpan.FromTicks(2));
        }
    }

    [Fact]
    public void A_run_can_be_read_back_from_its_capture()
    {
        using MemoryStream everything = new(), atOne = new();
        var lab = new SimulatedLab(3);
        var (sender, receivers) = LossyLabTests.Meet(lab, 2);
        lab.CaptureTo(everything);
        lab.CaptureTo(atOne, receivers[1]);
        List<byte[]> sent = [];
        foreach (var host in lab.Hosts)
            host.OnSent = (_, message) => sent.Add(message);
        var before = lab.BytesOnTheWire;
        lab.Cut(sender, receivers[1]);
        LossyLabTests.SendAndWait(lab, sender, receivers[..1], LossyLabTests.Picture(3, 50_000));

        var packets = PcapReader.Read(everything.ToArray());
        Assert.Equal(sent.Select(Convert.ToHexString), packets.Select(p => Convert.ToHexString(p.Message)));
        Assert.Equal(lab.BytesOnTheWire - before, packets.Sum(p => (long)p.FrameLength));
        Assert.True(packets.Zip(packets.Skip(1)).All(p => p.First.At <= p.Second.At));
        Assert.Contains(packets, p => p.Destination == "239.255.47.113:47113" && p.Source == "10.77.0.1:47114");
        Assert.Contains(packets, p => p.Destination == "10.77.0.1:47114");
        Assert.DoesNotContain(PcapReader.Read(atOne.ToArray()), p => p.Source == "10.77.0.1:47114");
        Assert.Contains(PcapReader.Read(atOne.ToArray()), p => p.Source == "10.77.0.2:47114");
    }

    private sealed record Packet(TimeSpan At, string Source, string Destination, int FrameLength, byte[] Message);

    /// <summary>Only what the writer writes; everything else fails the test.</summary>
    private static class PcapReader
    {
        public static List<Packet> Read(ReadOnlySpan<byte> file)
        {
            Assert.Equal("4D3CB2A1020004000000000000000000000004000100000000"[..48], Convert.ToHexString(file[..24]));
            List<Packet> packets = [];
            for (var at = 24; at < file.Length;)
            {
                var record = file[at..];
                var length = BinaryPrimitives.ReadInt32LittleEndian(record[8..]);
                Assert.Equal(length, BinaryPrimitives.ReadInt32LittleEndian(record[12..]));
                packets.Add(ReadFrame(
                    TimeSpan.FromSeconds(BinaryPrimitives.ReadInt32LittleEndian(record))
                    + TimeSpan.FromTicks(BinaryPrimitives.ReadInt32LittleEndian(record[4..]) / 100), record.Slice(16, length)));
                at += 16 + length;
            }

            return packets;
        }

        private static Packet ReadFrame(TimeSpan at, ReadOnlySpan<byte> frame)
        {
            Assert.Equal(0x0800, BinaryPrimitives.ReadUInt16BigEndian(frame[12..]));
            var ip = frame[14..];
            Assert.Equal((0x45, 17, ip.Length), (ip[0], ip[9], BinaryPrimitives.ReadUInt16BigEndian(ip[2..])));
            Assert.Equal(0, SimulatedFrame.HeaderChecksum(ip[..20]));
            var udp = ip[20..];
            Assert.Equal(udp.Length, BinaryPrimitives.ReadUInt16BigEndian(udp[4..]));
            Assert.True(LanFrame.TryRead(udp[8..], out _, out _, out var message));
            Assert.Equal(Convert.ToHexString(ip[16..20]) == "EFFF2F71" ? "01005E7F2F71" : "0200" + Convert.ToHexString(ip[16..20]),
                Convert.ToHexString(frame[..6]));
            return new Packet(at, Endpoint(ip[12..16], udp), Endpoint(ip[16..20], udp[2..]), frame.Length, message.ToArray());
        }

        private static string Endpoint(ReadOnlySpan<byte> address, ReadOnlySpan<byte> port) =>
            $"{new System.Net.IPAddress(address)}:{BinaryPrimitives.ReadUInt16BigEndian(port)}";
    }
}
