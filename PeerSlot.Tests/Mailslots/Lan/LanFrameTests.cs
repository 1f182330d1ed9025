using System.Text;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

public sealed class LanFrameTests
{
    private const string NotifySlot = "{ed19aa6c-8132-4a3c-82d7-519145548b39}";

    [Theory]
    [InlineData("lan-frame-tagged.hex", @"peerslot\hello", "hi")]
    [InlineData("lan-frame-tagged.hex", @"PeerSlot\HELLO", "hi")]
    [InlineData("lan-frame-named.hex", NotifySlot, "")]
    public void The_bytes_on_the_wire_are_fixed(string fixture, string slotName, string message)
    {
        var golden = ReadHex(fixture);
        var slot = new LanSlotName(slotName);
        Assert.Equal(Convert.ToHexString(golden), Convert.ToHexString(Write(slot, Encoding.ASCII.GetBytes(message))));

        Assert.True(LanFrame.TryRead(golden, out var tag, out var name, out var read));
        Assert.Equal(slot.Tag, tag);
        Assert.True(name.SequenceEqual(slot.NameOnWire));
        Assert.Equal(message, Encoding.ASCII.GetString(read));
    }

    [Fact]
    public void A_named_frame_cut_before_its_message_is_not_ours()
    {
        var frame = Write(new LanSlotName(NotifySlot), []);
        for (var size = 0; size < frame.Length; size++)
            Assert.False(LanFrame.TryRead(frame.AsSpan(0, size), out _, out _, out _), $"cut to {size} bytes");
    }

    [Fact]
    public void Every_other_version_and_kind_is_not_ours()
    {
        var frame = Write(new LanSlotName(NotifySlot), []);
        for (var first = 0; first < 256; first++)
        {
            frame[0] = (byte)first;
            Assert.Equal(first is 0x10 or 0x11, LanFrame.TryRead(frame, out _, out _, out _));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(255)]
    public void A_name_of_a_length_that_cannot_be_is_not_ours(byte length)
    {
        var frame = new byte[300];
        frame[0] = 0x11;
        frame[5] = length;
        Assert.False(LanFrame.TryRead(frame, out _, out _, out _));
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_not_written_to()
    {
        var slot = new LanSlotName("x");
        Assert.False(LanFrame.TryWrite(new byte[9], slot, new byte[3], out var size));
        Assert.Equal(10, size);
    }

    [Fact]
    public void A_name_has_at_most_200_bytes()
    {
        Assert.Equal(200, new LanSlotName(new string('ß', 100)).NameOnWire.Length);
        Slots.Fails(MailslotError.NameTooLong, () => _ = new LanSlotName(new string('ß', 101)));
    }

    [Fact]
    public void A_message_of_the_safe_size_fits_1426_bytes_of_udp() =>
        Assert.Equal(1_426, Write(new LanSlotName(@"peerslot\pictures"), new byte[LanDriver.SafeMessageSize]).Length);

    private static byte[] Write(LanSlotName slot, ReadOnlySpan<byte> message)
    {
        var buffer = new byte[message.Length + LanFrame.LargestSize];
        Assert.True(LanFrame.TryWrite(buffer, slot, message, out var size));
        return buffer[..size];
    }

    private static byte[] ReadHex(string fixture)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Mailslots", fixture));
        return Convert.FromHexString(string.Concat(lines.Where(l => !l.StartsWith('#'))).Replace(" ", "", StringComparison.Ordinal));
    }
}
