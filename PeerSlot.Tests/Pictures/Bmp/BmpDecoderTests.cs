using System.Buffers.Binary;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Bmp;
using Xunit;

namespace PeerSlot.Tests.Pictures.Bmp;

public sealed class BmpDecoderTests
{
    [Fact]
    public void Rows_come_from_the_bottom_unless_the_height_is_negative()
    {
        byte[] rows = [1, 2, 3, 0, 4, 5, 6, 0];
        var up = Decode(Info(1, 2, 24, 0, [], rows));
        var down = Decode(Info(1, -2, 24, 0, [], rows));
        Assert.Equal((0x060504FFu, 0x030201FFu), (Drawn.At(up, 0, 0), Drawn.At(up, 0, 1)));
        Assert.Equal((0x030201FFu, 0x060504FFu), (Drawn.At(down, 0, 0), Drawn.At(down, 0, 1)));
    }

    [Theory]
    [InlineData(16, 0u, 0u, 0u, 0u, 0x7FFFu, 0xFFFFFFFFu)]
    [InlineData(16, 0u, 0u, 0u, 0u, 0x7C00u, 0xFF0000FFu)]
    [InlineData(16, 0xF800u, 0x07E0u, 0x001Fu, 0u, 0x07E0u, 0x00FF00FFu)]
    [InlineData(16, 0xF800u, 0x07E0u, 0x001Fu, 0u, 0x0010u, 0x000084FFu)]
    [InlineData(32, 0u, 0u, 0u, 0u, 0x00112233u, 0x112233FFu)]
    [InlineData(32, 0xFFu, 0xFF00u, 0xFF0000u, 0xFF000000u, 0x80332211u, 0x11223380u)]
    [InlineData(32, 0x3FF00000u, 0x000FFC00u, 0x000003FFu, 0u, 0x3FF00200u, 0xFF0080FFu)]
    [InlineData(32, 0xFFFFFFFFu, 0u, 0u, 0u, 0xFFFFFFFFu, 0xFF0000FFu)]
    public void Masks_say_which_bits_are_which_channel(int bits, uint red, uint green, uint blue, uint alpha, uint stored, uint shown)
    {
        var row = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(row, stored);
        byte[] masks = red == 0 ? [] : [.. LittleEndian(red), .. LittleEndian(green), .. LittleEndian(blue), .. LittleEndian(alpha)];
        Assert.Equal(shown, Drawn.At(Decode(Info(1, 1, bits, masks.Length == 0 ? 0u : 6u, masks, row)), 0, 0));
    }

    [Fact]
    public void The_last_row_may_lack_its_padding_but_no_pixel()
    {
        var file = Info(1, 1, 24, 0, [], [1, 2, 3, 0]);
        Assert.Equal(0x030201FFu, Drawn.At(Decode(file[..^1]), 0, 0));
        Assert.Equal("The BMP file is cut off: 2 bytes do not hold 1 x 1 pixels.", Refusal(file[..^2]));
    }

    [Fact]
    public void Runs_literals_moves_and_row_ends_are_drawn()
    {
        byte[] data = [3, 7, 0, 0, 0, 3, 1, 2, 3, 0, 0, 2, 0, 1, 1, 9, 0, 1];
        var pixels = new byte[4 * 3];
        Assert.True(BmpRunLength.TryDecode(data, bits: 8, width: 4, height: 3, pixels));
        Assert.Equal([7, 7, 7, 0, 1, 2, 3, 0, 0, 0, 0, 9], pixels);
    }

    [Fact]
    public void A_run_of_four_bits_alternates_two_indices()
    {
        var pixels = new byte[5];
        Assert.True(BmpRunLength.TryDecode([5, 0x12, 0, 1], bits: 4, width: 5, height: 1, pixels));
        Assert.Equal([1, 2, 1, 2, 1], pixels);
    }

    [Theory]
    [InlineData(new byte[] { 5, 1 })]
    [InlineData(new byte[] { 0, 5, 1, 1, 1, 1, 1, 0 })]
    [InlineData(new byte[] { 0, 2, 5, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 1 })]
    [InlineData(new byte[] { 0, 3, 1 })]
    [InlineData(new byte[] { 1, 1 })]
    public void What_lies_outside_the_picture_is_not_drawn(byte[] data) =>
        Assert.False(BmpRunLength.TryDecode(data, bits: 8, width: 4, height: 1, new byte[4]));

    [Theory]
    [InlineData(24, 4u, "This BMP file is compressed in a way that PeerSlot cannot read: save it as PNG or JPEG.")]
    [InlineData(24, 1u, "The BMP file is broken: 24 bits a pixel with compression 1 do not exist.")]
    [InlineData(7, 0u, "The BMP file is broken: 7 bits a pixel with compression 0 do not exist.")]
    public void What_is_wrong_is_said(int bits, uint compression, string message) =>
        Assert.Equal(message, Refusal(Info(1, 1, bits, compression, [], new byte[64])));

    /// <summary>A BITMAPINFOHEADER, and what follows it.</summary>
    private static byte[] Info(int width, int height, int bits, uint compression, byte[] masks, byte[] rows) =>
    [
        .. "BM"u8, .. LittleEndian(0), .. LittleEndian(0), .. LittleEndian((uint)(54 + masks.Length)),
        .. LittleEndian(40), .. LittleEndian((uint)width), .. LittleEndian((uint)height), 1, 0, (byte)bits, 0, .. LittleEndian(compression),
        .. new byte[20], .. masks, .. rows,
    ];

    private static byte[] LittleEndian(uint number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static Bitmap Decode(byte[] file) => PictureFile.Decode(file, PictureLimits.Default);

    private static string Refusal(byte[] file) => Assert.Throws<PictureException>(() => Decode(file)).Message;
}
