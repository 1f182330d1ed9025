using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

/// <summary>Bytes that no PeerSlot wrote: they change nothing, and the slot works afterwards.</summary>
public sealed class HostileDatagramTests : IDisposable
{
    private const string SlotName = "{target}";

    private readonly LoopbackLab _lab = new();
    private readonly LanDriver _driver;
    private readonly IMailslotServer _slot;
    private readonly Socket _attacker = LoopbackLab.Unbound();

    public HostileDatagramTests()
    {
        _driver = _lab.Open();
        _slot = _driver.Create(SlotName);
    }

    public void Dispose()
    {
        _attacker.Dispose();
        _slot.Dispose();
        _driver.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void Random_bytes_of_every_length_change_nothing()
    {
        var random = new Random(11);
        foreach (var size in Enumerable.Range(0, 1_501).Concat([4_096, 9_000, 32_768, 65_535 - 28]))
        {
            var datagram = new byte[size];
            random.NextBytes(datagram);
            Attack(datagram);
        }

        AssertNothingArrivedAndAllWorks();
    }

    [Fact]
    public void A_frame_with_a_flipped_bit_before_its_message_changes_nothing()
    {
        var frame = Frame("message");
        for (var bit = 0; bit < (frame.Length - "message".Length) * 8; bit++)
        {
            var flipped = frame.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Attack(flipped);
        }

        AssertNothingArrivedAndAllWorks();
    }

    [Fact]
    public void A_frame_cut_before_its_message_changes_nothing()
    {
        var frame = Frame("");
        for (var size = 0; size < frame.Length; size++)
            Attack(frame.AsSpan(0, size));
        AssertNothingArrivedAndAllWorks();
    }

    [Fact]
    public void A_tag_alone_does_not_reach_a_slot_that_goes_by_its_name()
    {
        var frame = Frame("message");
        frame[0] = 0x10;
        Attack(frame);
        AssertNothingArrivedAndAllWorks();
    }

    private static byte[] Frame(string message)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        var buffer = new byte[bytes.Length + LanFrame.LargestSize];
        Assert.True(LanFrame.TryWrite(buffer, new LanSlotName(SlotName), bytes, out var size));
        return buffer[..size];
    }

    /// <summary>To the own port, to which the closing message goes as well: one queue, so that nothing overtakes.</summary>
    private void Attack(ReadOnlySpan<byte> datagram) => _attacker.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, _lab.SharedPort + 1));

    private void AssertNothingArrivedAndAllWorks()
    {
        Attack(Frame("still here"));
        Assert.Equal("still here", _slot.ReadText());
        _driver.Write(MailslotPath.Everybody(SlotName), "by multicast too");
        Assert.Equal("by multicast too", _slot.ReadText());
        Assert.Equal(0, _slot.Info.MessageCount);
    }
}
