using System.Text;
using PeerSlot.Mailslots.Machine;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Machine;

public sealed class MachineFrameTests
{
    [Fact]
    public void A_frame_is_its_bytes()
    {
        var buffer = new byte[MachineFrame.LargestSize];
        var size = MachineFrame.Write(buffer, "LAB-01", 2);
        Assert.Equal("1002064C41422D3031", Convert.ToHexString(buffer, 0, size));
    }

    [Fact]
    public void A_frame_that_was_written_is_read()
    {
        var buffer = new byte[100];
        var size = MachineFrame.Write(buffer, "FIFTEEN-LETTERS", 8);
        "hello"u8.CopyTo(buffer.AsSpan(size));
        Assert.Equal(MachineFrame.LargestSize, size);
        Assert.True(MachineFrame.TryRead(buffer.AsSpan(0, size + 5), out var computer, out var number, out var message));
        Assert.Equal(("FIFTEEN-LETTERS", 8, "hello"), (Encoding.ASCII.GetString(computer), number, Encoding.ASCII.GetString(message)));
    }

    [Fact]
    public void A_writer_without_slots_cannot_be_answered()
    {
        Assert.True(MachineFrame.TryRead([0x10, 0, 1, (byte)'.', 7], out var computer, out _, out var message));
        Assert.True(computer.IsEmpty);
        Assert.Equal([7], message.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1001")]
    [InlineData("1001 01")]
    [InlineData("2001 01 41")] // Version 2.
    [InlineData("1101 01 41")] // Kind 1.
    [InlineData("1009 01 41")] // There is no ninth process.
    [InlineData("1001 00 41")] // No computer.
    [InlineData("1001 10 41414141414141414141414141414141")] // 16 characters.
    [InlineData("1001 02 41")] // Cut off.
    [InlineData("1001 02 2A41")] // *A would be a path to many.
    [InlineData("1001 02 415C")] // A\ would end the computer's name.
    [InlineData("1001 03 412E42")] // A.B is a domain's.
    [InlineData("1001 02 4100")]
    [InlineData("1001 02 C3A9")]
    public void What_is_not_a_frame_is_nothing(string hex) =>
        Assert.False(MachineFrame.TryRead(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), out _, out _, out _));

    [Theory]
    [InlineData(@"peerslot\hello", true, true)]
    [InlineData(@"PeerSlot\Pictures", true, true)]
    [InlineData(@"peerslot\control-17", true, false)]
    [InlineData("{ed19aa6c-8132-4a3c-82d7-519145548b39}", false, false)]
    [InlineData("peerslot", false, false)]
    public void Slots_of_the_modern_protocol_are_framed_and_numbered(string name, bool framed, bool numbered) =>
        Assert.Equal((framed, numbered), (SlotNumbers.IsFramed(name), SlotNumbers.IsNumbered(name)));

    [Theory]
    [InlineData(1, @"peerslot\hello")]
    [InlineData(8, @"peerslot\hello-8")]
    public void The_first_process_has_the_plain_name(int number, string expected) =>
        Assert.Equal(expected, SlotNumbers.NameOf(@"peerslot\hello", number));
}
