using System.Security.Cryptography;
using System.Text;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures;

public sealed class PictureFileTests
{
    public static TheoryData<string, int, int, string> Good()
    {
        var data = new TheoryData<string, int, int, string>();
        foreach (var (name, width, height, sha256) in PictureFixtures.Expected)
            data.Add(name, width, height, sha256);
        return data;
    }

    public static TheoryData<string> Bad() => [.. PictureFixtures.BadNames];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_file_gives_the_pixels_that_other_decoders_see(string name, int width, int height, string sha256)
    {
        var picture = PictureFile.Decode(PictureFixtures.Good(name), PictureLimits.Default);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(picture.Rgba)));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void The_header_alone_tells_the_size(string name, int width, int height, string sha256)
    {
        _ = sha256;
        var info = PictureFile.Identify(PictureFixtures.Good(name), PictureLimits.Default);
        Assert.Equal((width, height), (info.Width, info.Height));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_file_is_refused_with_a_sentence(string name)
    {
        var refusal = Assert.Throws<PictureException>(() => PictureFile.Decode(PictureFixtures.Bad(name), PictureLimits.Default));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("II*\0............", "This is a TIFF or camera raw picture, which PeerSlot cannot read yet: save it as PNG or JPEG.")]
    [InlineData("\0\0\0\u0020ftypavif....", "This is an AVIF picture, which PeerSlot cannot read yet: save it as PNG or JPEG.")]
    [InlineData("\0\0\0\u0020ftypheic....", "This is a HEIC picture, which PeerSlot cannot read yet: save it as PNG or JPEG.")]
    [InlineData("<?xml version='1.0'?>\n<svg xmlns='x'/>", "This is an SVG drawing, which PeerSlot cannot read yet: save it as PNG or JPEG.")]
    [InlineData("Dear all, the lab is closed.", "This is no picture that PeerSlot knows: it reads PNG, JPEG, GIF, WebP, BMP, QOI, PNM and TGA files.")]
    [InlineData("", "The file is empty.")]
    public void What_cannot_be_read_is_named_with_what_to_do(string file, string message)
    {
        var bytes = Encoding.Latin1.GetBytes(file);
        Assert.Equal(message, Assert.Throws<PictureException>(() => PictureFile.Decode(bytes, PictureLimits.Default)).Message);
        Assert.Equal(message, Assert.Throws<PictureException>(() => PictureFile.Identify(bytes, PictureLimits.Default)).Message);
    }

    [Theory]
    [InlineData("basn2c08.png")]
    [InlineData("baseline-420.jpg")]
    [InlineData("progressive-420.jpg")]
    [InlineData("pal8rle.bmp")]
    [InlineData("hippopotamus.interlaced.gif")]
    [InlineData("hippopotamus.ppm")]
    [InlineData("rgb.qoi")]
    [InlineData("alpha-lossy.webp")]
    [InlineData("alpha-lossless.webp")]
    [InlineData("animated.webp")]
    [InlineData("rgb-rle.tga")]
    public void A_picture_beyond_the_limit_is_refused(string name)
    {
        var file = PictureFixtures.Good(name);
        var info = PictureFile.Identify(file, PictureLimits.Default);
        var pixels = info.Width * info.Height;
        _ = PictureFile.Decode(file, new PictureLimits(pixels));
        var refusal = Assert.Throws<PictureException>(() => PictureFile.Decode(file, new PictureLimits(pixels - 1)));
        Assert.Equal($"The picture is too large: {info.Width} x {info.Height} pixels, where {pixels - 1} are allowed.", refusal.Message);
        Assert.Throws<PictureException>(() => PictureFile.Identify(file, new PictureLimits(pixels - 1)));
    }
}
