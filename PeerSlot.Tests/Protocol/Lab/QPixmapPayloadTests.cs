using PeerSlot.Protocol.Lab;
using Xunit;

namespace PeerSlot.Tests.Protocol.Lab;

public sealed class QPixmapPayloadTests
{
    /// <summary>Written by Qt 5.15: a QPixmap of 8x6 pixels, 133 bytes.</summary>
    private static readonly byte[] Golden = File.ReadAllBytes(Path.Combine("Fixtures", "Lab", "qpixmap-8x6-rgb32.qds"));

    private static readonly byte[] Png = Golden[4..];

    [Fact]
    public void What_Qt_wrote_is_read_and_written_byte_for_byte()
    {
        AssertReads(Golden, Png, QPixmapFormat.Png);
        Assert.Equal(Golden, QPixmapPayload.Write(Png));
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 0, 0, 2)]
    [InlineData(255, 255, 255, 255)]
    [InlineData(66, 77, 0, 1)]
    public void Any_prefix_but_zero_is_a_picture(byte a, byte b, byte c, byte d) => AssertReads([a, b, c, d, .. Png], Png, QPixmapFormat.Png);

    [Fact]
    public void A_bare_png_of_old_stream_versions_is_read() => AssertReads(Png, Png, QPixmapFormat.Png);

    [Fact]
    public void A_bare_bmp_of_the_first_stream_version_is_read()
    {
        byte[] bmp = [(byte)'B', (byte)'M', 20, 0, 0, 0, 0, 0, 0, 0, 14, 0, 0, 0, 1, 2, 3, 4, 5, 6];
        AssertReads(bmp, bmp, QPixmapFormat.Bmp);
        AssertReads([.. bmp, 0], bmp, QPixmapFormat.Bmp);
        AssertReads(bmp[..^1], bmp[..^1], QPixmapFormat.Bmp);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Bytes_behind_the_picture_are_not_the_pictures(int count)
    {
        AssertReads([.. Golden, .. new byte[count]], Png, QPixmapFormat.Png);
        AssertReads([.. Png, .. new byte[count]], Png, QPixmapFormat.Png);
    }

    [Fact]
    public void A_broken_png_is_left_to_its_decoder()
    {
        for (var length = 12; length < Golden.Length; length++)
            AssertReads(Golden[..length], Golden[4..length], QPixmapFormat.Png);
        for (var at = 12; at < Golden.Length; at++)
        {
            byte[] broken = [.. Golden];
            broken[at] ^= 0xFF;
            Assert.True(QPixmapPayload.TryRead(broken, out var picture, out _), $"byte {at} inverted");
            Assert.InRange(picture.Length, 8, Png.Length);
        }
    }

    [Fact]
    public void What_is_no_picture_is_not_read()
    {
        byte[][] others =
        [
            [], [0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0, .. Png], Golden[..11], [0, 0, 0, 1, (byte)'B', (byte)'M', .. new byte[20]],
            [0, 0, 0, 1, 0xFF, 0xD8, 0xFF, 0xE0], [(byte)'B', (byte)'M', 0, 0],
        ];
        Assert.All(others, bytes => Assert.False(QPixmapPayload.TryRead(bytes, out _, out _)));
    }

    [Fact]
    public void Nothing_but_png_is_written() => Assert.Throws<ArgumentException>(() => QPixmapPayload.Write("BM"u8));

    [Fact]
    public void A_picture_whose_payload_needs_one_byte_more_arrives_byte_for_byte()
    {
        // 292 bytes of payload: 4 of prefix, the PNG, and padding in a text chunk.
        byte[] png = [.. Png[..33], .. Chunk("tEXt", 292 - 4 - Png.Length - 12), .. Png[33..]];
        var payload = QPixmapPayload.Write(png);
        Assert.Equal(292, payload.Length);
        var arrived = new LabServerOf2013().ReceiveAll(LabTraffic.SendOurs(payload));
        AssertReads(Assert.Single(arrived), png, QPixmapFormat.Png);
    }

    private static byte[] Chunk(string type, int size) =>
        [0, 0, (byte)(size >> 8), (byte)size, .. System.Text.Encoding.ASCII.GetBytes(type), .. new byte[size + 4]];

    private static void AssertReads(byte[] payload, byte[] picture, QPixmapFormat format)
    {
        Assert.True(QPixmapPayload.TryRead(payload, out var read, out var readFormat));
        Assert.Equal(picture, read.ToArray());
        Assert.Equal(format, readFormat);
    }
}
