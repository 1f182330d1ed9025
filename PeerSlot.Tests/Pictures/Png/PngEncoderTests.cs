using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using Xunit;

namespace PeerSlot.Tests.Pictures.Png;

public sealed class PngEncoderTests
{
    [Theory]
    [InlineData("black and white", 0, 1)]
    [InlineData("four greys", 0, 2)]
    [InlineData("sixteen greys", 0, 4)]
    [InlineData("two odd greys", 3, 1)]
    [InlineData("all greys", 0, 8)]
    [InlineData("two colours", 3, 1)]
    [InlineData("three colours, one transparent", 3, 2)]
    [InlineData("sixteen colours", 3, 4)]
    [InlineData("256 colours", 3, 8)]
    [InlineData("greys with alpha", 4, 8)]
    [InlineData("many colours", 2, 8)]
    [InlineData("many colours with alpha", 6, 8)]
    public void The_smallest_colour_type_holds_every_pixel_exactly(string what, int colorType, int depth)
    {
        var picture = Draw(what);
        var file = PngEncoder.Encode(picture);
        var header = PngHeader.Read(file, out _);
        Assert.Equal(((PngColorType)colorType, depth), (header.ColorType, header.BitDepth));
        Assert.Equal(picture.Rgba, PictureFile.Decode(file, PictureLimits.Default).Rgba);
    }

    [Fact]
    public void Colours_under_full_transparency_survive()
    {
        var picture = Drawn.By(3, 1, (x, _) => (uint)x << 24);
        Assert.Equal(picture.Rgba, PictureFile.Decode(PngEncoder.Encode(picture), PictureLimits.Default).Rgba);
    }

    [Fact]
    public void Pictures_of_every_width_survive()
    {
        for (var width = 1; width < 40; width++)
        {
            var picture = width % 2 == 0
                ? Drawn.Noise(width, 5, seed: width)
                : Drawn.By(width, 5, (x, y) => (x * y + x) % 3 == 0 ? 0xFF0000FF : 0x00FF00FF);
            var decoded = PictureFile.Decode(PngEncoder.Encode(picture), PictureLimits.Default);
            Assert.True(picture.Rgba.AsSpan().SequenceEqual(decoded.Rgba), $"width {width}");
        }
    }

    [Fact]
    public void A_smooth_picture_is_filtered()
    {
        var picture = Drawn.By(256, 64, (x, y) => (uint)(x << 24 | (y * 4) << 16 | ((x + y) & 255) << 8 | 255));
        Assert.InRange(PngEncoder.Encode(picture).Length, 1, picture.Rgba.Length / 30);
    }

    private static Bitmap Draw(string what) => what switch
    {
        "black and white" => Drawn.By(9, 3, (x, y) => Grey((x + y) % 2 * 255)),
        "four greys" => Drawn.By(9, 3, (x, _) => Grey(x % 4 * 85)),
        "sixteen greys" => Drawn.By(17, 3, (x, _) => Grey(x % 16 * 17)),
        "two odd greys" => Drawn.By(9, 3, (x, _) => Grey(100 + x % 2)),
        "all greys" => Drawn.By(256, 2, (x, _) => Grey(x)),
        "two colours" => Drawn.By(9, 3, (x, _) => x % 2 == 0 ? 0x112233FFu : 0x445566FFu),
        "three colours, one transparent" => Drawn.By(9, 3, (x, _) => (x % 3) switch { 0 => 0x112233FF, 1 => 0x445566FF, _ => 0x00000000u }),
        "sixteen colours" => Drawn.By(16, 3, (x, _) => (uint)(x << 28 | 0x3456FF)),
        "256 colours" => Drawn.By(256, 3, (x, _) => (uint)(x << 24 | 0x3456FF)),
        "greys with alpha" => Drawn.By(256, 2, (x, y) => Grey(x) & (uint)(0xFFFFFF00 | (y == 0 ? 255 : 128))),
        "many colours" => Drawn.Noise(40, 40, seed: 1, opaque: true),
        _ => Drawn.Noise(40, 40, seed: 1),
    };

    private static uint Grey(int value) => (uint)(value << 24 | value << 16 | value << 8 | 255);
}
