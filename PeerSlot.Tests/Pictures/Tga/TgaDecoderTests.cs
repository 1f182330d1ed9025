using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures.Tga;

public sealed class TgaDecoderTests
{
    [Theory]
    [InlineData(0x00, "cd/ab")]
    [InlineData(0x20, "ab/cd")]
    [InlineData(0x10, "dc/ba")]
    [InlineData(0x30, "ba/dc")]
    public void The_first_pixel_lies_in_any_corner(byte descriptor, string shown)
    {
        var picture = Decode(File(3, 2, 2, 8, descriptor, (byte)'a', (byte)'b', (byte)'c', (byte)'d'));
        Assert.Equal(shown, string.Join('/', Enumerable.Range(0, 2).Select(y => $"{(char)picture.Row(y)[0]}{(char)picture.Row(y)[4]}")));
    }

    [Theory]
    [InlineData(16, 0x20, new byte[] { 0x1F, 0x7C }, 0xFF00FFFF)]
    [InlineData(16, 0x21, new byte[] { 0x1F, 0x7C }, 0xFF00FF00)]
    [InlineData(16, 0x21, new byte[] { 0x1F, 0xFC }, 0xFF00FFFF)]
    [InlineData(24, 0x20, new byte[] { 3, 2, 1 }, 0x010203FF)]
    [InlineData(32, 0x20, new byte[] { 3, 2, 1, 9 }, 0x010203FF)]
    [InlineData(32, 0x28, new byte[] { 3, 2, 1, 9 }, 0x01020309)]
    public void Alpha_counts_where_the_descriptor_says_so(byte bits, byte descriptor, byte[] pixel, uint shown) =>
        Assert.Equal(shown, Drawn.At(Decode(File(2, 1, 1, bits, descriptor, pixel)), 0, 0));

    [Fact]
    public void A_packet_may_go_on_in_the_next_row()
    {
        var picture = Decode(File(11, 2, 2, 8, 0x20, 0x82, 7, 0x00, 9));
        Assert.Equal([7, 7, 7, 9], picture.Rgba.Where((_, i) => i % 4 == 0));
    }

    [Fact]
    public void A_file_that_is_too_short_is_refused() =>
        Assert.Throws<PictureException>(() => Decode(File(11, 2, 2, 8, 0x20, 0x82, 7, 0x00)));

    [Fact]
    public void A_text_is_no_picture() =>
        Assert.Equal(PictureFormat.Unknown, PictureFile.FormatOf("Dear all, the lab is closed on Monday."u8));

    private static byte[] File(byte type, byte width, byte height, byte bits, byte descriptor, params byte[] pixels) =>
        [0, 0, type, 0, 0, 0, 0, 0, 0, 0, 0, 0, width, 0, height, 0, bits, descriptor, .. pixels, .. new byte[14]];

    private static Bitmap Decode(byte[] file) => PictureFile.Decode(file.AsMemory(0, file.Length - 14), PictureLimits.Default);
}
