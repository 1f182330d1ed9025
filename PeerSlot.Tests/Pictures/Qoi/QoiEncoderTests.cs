using PeerSlot.Pictures;
using PeerSlot.Pictures.Qoi;
using Xunit;

namespace PeerSlot.Tests.Pictures.Qoi;

public sealed class QoiEncoderTests
{
    [Theory]
    [InlineData("rgb.qoi")]
    [InlineData("rgba.qoi")]
    public void It_writes_the_very_bytes_that_the_specification_asks_for(string name)
    {
        var file = PictureFixtures.Good(name);
        Assert.Equal(file, QoiEncoder.Encode(PictureFile.Decode(file, PictureLimits.Default)));
    }

    [Fact]
    public void Every_picture_comes_back_as_it_was()
    {
        Bitmap[] pictures =
        [
            Drawn.Plain(63, 1, 0x112233FF), Drawn.Plain(1, 1, 0x000000FF), Drawn.Plain(9, 9, 0), Drawn.Noise(17, 5, seed: 3), Drawn.Noise(17, 5, seed: 4, opaque: true),
            Drawn.By(64, 8, (x, y) => (uint)(x << 26 | y << 18 | (x ^ y) << 8 | 255)),
        ];
        foreach (var picture in pictures)
            Assert.Equal(picture.Rgba, PictureFile.Decode(QoiEncoder.Encode(picture), PictureLimits.Default).Rgba);
    }
}
