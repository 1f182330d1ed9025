using System.Text;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures.Pnm;

public sealed class PnmDecoderTests
{
    [Theory]
    [InlineData("P1\n# black is one\n2 1\n1 0", "000000FF FFFFFFFF")]
    [InlineData("P1 2 1 10", "000000FF FFFFFFFF")]
    [InlineData("P4\n2 1\n\u0080", "000000FF FFFFFFFF")]
    [InlineData("P2 2 1 15 15 5", "FFFFFFFF 555555FF")]
    [InlineData("P5 2 1 65535\n\u00ff\u00ff\u0080\0", "FFFFFFFF 808080FF")]
    [InlineData("P3 1 1 31 31 0 16", "FF0084FF")]
    [InlineData("P6\t1\r\n1 # comment\n255 \u0001\u0002\u0003", "010203FF")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n\u0007\u0009", "07070709")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nTUPLTYPE BLACKANDWHITE\nENDHDR\n\u0001", "FFFFFFFF")]
    public void Samples_of_every_kind_become_pixels(string file, string pixels) =>
        Assert.Equal(pixels.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(Decode(file).Rgba));

    [Theory]
    [InlineData("P6 1 1 255 \u0001\u0002", "The PNM file is cut off: it is too short for its pixels.")]
    [InlineData("P2 2 1 15 15", "The PNM file is cut off.")]
    [InlineData("P2 2 1 15 15 x5", "The PNM file is broken: there is no number at byte 13.")]
    [InlineData("P5 2 1 70000 \0\0\0\0", "The PNM file is broken: 1 samples of up to 70000 are no colour.")]
    [InlineData("P5 9999999999 1 255 ", "The PNM file is broken: the number at byte 3 is too long.")]
    [InlineData("P5 0 4 255 \0\0\0\0", "The picture is empty: its header says 0 x 4 pixels.")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\n", "The PAM file is cut off in its header.")]
    public void What_is_broken_is_said(string file, string message) =>
        Assert.Equal(message, Assert.Throws<PictureException>(() => Decode(file)).Message);

    private static Bitmap Decode(string file) => PictureFile.Decode(Encoding.Latin1.GetBytes(file), PictureLimits.Default);
}
