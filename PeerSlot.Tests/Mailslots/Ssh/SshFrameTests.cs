using System.Net;
using System.Text;
using PeerSlot.Mailslots.Ssh;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Ssh;

/// <summary>Frames between a bridge and its relay: as their diagram says, however the stream is cut, and nothing else.</summary>
public sealed class SshFrameTests
{
    private static readonly byte[] Address = [.. Enumerable.Range(1, SshAddress.Size).Select(i => (byte)i)];

    [Fact]
    public void Each_kind_is_written_as_its_diagram_says()
    {
        Assert.Equal("000100", Hex(new SshFrame { Kind = SshFrameKind.Alive }));
        Assert.Equal("00040102" + "6162", Hex(new SshFrame { Kind = SshFrameKind.Open, Slot = "ab"u8 }));
        Assert.Equal("00050201" + "61" + "ffee", Hex(new SshFrame { Kind = SshFrameKind.ToEverybody, Slot = "a"u8, Message = [0xff, 0xee] }));
        Assert.Equal(
            "001b03" + Convert.ToHexStringLower(Address) + "0161" + "ffee", Hex(new SshFrame { Kind = SshFrameKind.ToOne, Address = Address, Slot = "a"u8, Message = [0xff, 0xee] }));
        Assert.Equal("001904" + Convert.ToHexStringLower(Address) + "0161", Hex(new SshFrame { Kind = SshFrameKind.Message, Address = Address, Slot = "a"u8 }));
    }

    [Theory]
    [InlineData("192.168.7.12", "00000000000000000000ffffc0a8070c")]
    [InlineData("2001:db8::7", "20010db8000000000000000000000007")]
    [InlineData("fe80::1%3", "fe800000000000000000000000000001")]
    public void An_address_is_the_same_after_the_way(string host, string bytes)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(host), 47_114);
        var written = new byte[SshAddress.Size];
        SshAddress.Write(endPoint, written);
        Assert.Equal(bytes + (host.EndsWith("%3", StringComparison.Ordinal) ? "00000003" : "00000000") + "b80a", Convert.ToHexStringLower(written));
        var address = SshAddress.Read(written);
        Assert.Equal(endPoint, address.ToEndPoint());
        Assert.Equal(endPoint.ToString(), address.ToString());
        var again = new byte[SshAddress.Size];
        address.Write(again);
        Assert.Equal(written, again);
    }

    [Fact]
    public void The_largest_frame_is_read_and_one_byte_more_is_not()
    {
        var name = new string('a', SshFrame.LongestName);
        var content = Content(SshFrameKind.Message, Address, name, new byte[SshFrame.LargestMessage]);
        Assert.Equal(SshFrame.LargestContent, content.Length);
        Assert.True(SshFrame.TryRead(content, out var frame));
        Assert.Equal((name, SshFrame.LargestMessage), (Encoding.UTF8.GetString(frame.Slot), frame.Message.Length));
        Assert.False(SshFrame.TryRead([.. content, 0], out _));
        Assert.True(SshFrame.TryRead(Content(SshFrameKind.Open, [], name, []), out _));
        Assert.False(SshFrame.TryRead(Content(SshFrameKind.Open, [], name + "a", []), out _));
        Assert.False(SshFrame.TryRead(Content(SshFrameKind.ToEverybody, [], "a", new byte[SshFrame.LargestMessage + 1]), out _));
    }

    [Fact]
    public void No_truncated_frame_is_read_as_another_but_where_the_message_alone_is_shorter()
    {
        var content = Content(SshFrameKind.ToOne, Address, "name", [1, 2, 3]);
        for (var length = 0; length < content.Length; length++)
            Assert.Equal(length >= content.Length - 3, SshFrame.TryRead(content.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("05")] // No such kind.
    [InlineData("ff0161")]
    [InlineData("0000")] // Nothing comes with "alive".
    [InlineData("0100")] // A slot has a name,
    [InlineData("01c9")] // of at most 200 bytes,
    [InlineData("010261")] // all of which are here,
    [InlineData("01016100")] // and nothing after it.
    public void What_is_no_frame_is_not_read(string hex) => Assert.False(SshFrame.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void Frames_come_out_of_a_stream_however_it_is_cut()
    {
        var random = new Random(3);
        var sent = Enumerable.Range(0, 300).Select(i => Convert.ToHexStringLower(RandomContent(random))).ToList();
        var bytes = sent.SelectMany(hex => Framed(Convert.FromHexString(hex))).ToArray();
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var buffer = new SshFrameBuffer();
            var taken = TakeAll(buffer, new CutStream(bytes, new Random(seed)));
            Assert.False(buffer.IsBroken, $"seed {seed}");
            Assert.Equal(sent, taken);
        }
    }

    [Theory]
    [InlineData("0000")] // No size.
    [InlineData("0674")] // One more than the largest, before any of it is waited for.
    [InlineData("ffff00")]
    [InlineData("000105")]
    public void After_what_is_no_frame_nothing_is_taken_any_more(string hex)
    {
        var buffer = new SshFrameBuffer();
        var good = Framed([(byte)SshFrameKind.Alive]);
        Assert.Equal(["00"], TakeAll(buffer, new MemoryStream([.. good, .. Convert.FromHexString(hex), .. good])));
        Assert.True(buffer.IsBroken);
    }

    [Fact]
    public void Random_bytes_end_in_a_broken_stream_and_in_nothing_worse()
    {
        foreach (var seed in Enumerable.Range(1, 300))
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(1, 4_000)];
            random.NextBytes(bytes);
            var buffer = new SshFrameBuffer();
            foreach (var taken in TakeAll(buffer, new CutStream(bytes, random)))
                Assert.InRange(taken.Length / 2, 1, SshFrame.LargestContent);
        }
    }

    [Theory]
    [InlineData("peerslot-relay 1 0.1.0\n", 1, "0.1.0")]
    [InlineData("Welcome to lab-07\r\n\npeerslot-relay 2 9.9\r\n", 2, "9.9")]
    [InlineData("peerslot-relay 1 \u001b[31mred\n", 1, "[31mred")]
    [InlineData("peerslot-relay\npeerslot-relay x y\npeerslot-relay 1\npeerslot-relay -1 a\npeerslot-relay 1 b\n", 1, "b")]
    public void The_greeting_is_found_behind_what_a_login_says(string said, int layout, string version)
    {
        using var stream = new MemoryStream([.. Encoding.Latin1.GetBytes(said), 0x2A]);
        Assert.True(SshGreeting.TryRead(stream, out var foundLayout, out var foundVersion));
        Assert.Equal((layout, version), (foundLayout, foundVersion));
        Assert.Equal(0x2A, stream.ReadByte()); // Not a byte more than the line.
    }

    [Fact]
    public void A_login_that_never_ends_is_no_greeting()
    {
        using var endless = new MemoryStream([.. Enumerable.Repeat((byte)'x', 200_000), .. "\npeerslot-relay 1 0.1.0\n"u8]);
        Assert.False(SshGreeting.TryRead(endless, out _, out _));
        Assert.InRange(endless.Position, 1, 70_000);
        Assert.False(SshGreeting.TryRead(new MemoryStream("peerslot-relay 1 0.1.0"u8.ToArray()), out _, out _));
    }

    private static string Hex(in SshFrame frame)
    {
        var buffer = new byte[SshFrame.SizeField + SshFrame.LargestContent];
        return Convert.ToHexStringLower(buffer.AsSpan(0, frame.Write(buffer)));
    }

    private static byte[] Content(SshFrameKind kind, byte[] address, string slot, byte[] message) =>
        [(byte)kind, .. address, (byte)slot.Length, .. Encoding.ASCII.GetBytes(slot), .. message];

    private static byte[] RandomContent(Random random)
    {
        var message = new byte[random.Next(4) == 0 ? 0 : random.Next(SshFrame.LargestMessage + 1)];
        random.NextBytes(message);
        return random.Next(3) switch
        {
            0 => [(byte)SshFrameKind.Alive],
            1 => Content(SshFrameKind.ToEverybody, [], "slot", message),
            _ => Content(SshFrameKind.Message, Address, "slot", message),
        };
    }

    private static byte[] Framed(byte[] content) => [(byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static List<string> TakeAll(SshFrameBuffer buffer, Stream stream)
    {
        var taken = new List<string>();
        var bytes = new byte[SshFrame.SizeField + SshFrame.LargestContent];
        while (!buffer.IsBroken && buffer.Fill(stream))
        {
            while (buffer.TryTake(out var frame))
                taken.Add(Convert.ToHexStringLower(bytes.AsSpan(SshFrame.SizeField, frame.Write(bytes) - SshFrame.SizeField)));
        }

        return taken;
    }

    /// <summary>A stream that gives a few bytes at a time, as pipes do.</summary>
    private sealed class CutStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, 3_000))]);
    }
}
