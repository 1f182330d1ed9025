using PeerSlot.Pictures;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;
using Xunit;

namespace PeerSlot.Tests.Pictures.Scaling;

public sealed class AreaScalerTests
{
    [Theory]
    [InlineData(40, 30, 10, 10, true)]
    [InlineData(41, 31, 7, 5, true)]
    [InlineData(37, 23, 36, 22, true)]
    [InlineData(37, 23, 13, 9, false)]
    [InlineData(5, 3, 11, 7, false)]
    [InlineData(64, 1, 3, 1, false)]
    [InlineData(1, 1, 4, 4, true)]
    public void Every_pixel_is_the_mean_of_the_light_that_falls_on_it(int width, int height, int toWidth, int toHeight, bool opaque)
    {
        var picture = Drawn.Noise(width, height, seed: width * height, opaque);
        var scaled = AreaScaler.Scale(picture, toWidth, toHeight);
        for (var y = 0; y < toHeight; y++)
        {
            for (var x = 0; x < toWidth; x++)
            {
                var expected = Slowly(picture, x, y, toWidth, toHeight);
                for (var channel = 0; channel < 4; channel++)
                    Assert.InRange(scaled.Row(y)[x * 4 + channel] - expected[channel], -0.52, 0.52);
            }
        }
    }

    /// <summary>Half the light of white is code 188, not 128 (IEC 61966-2-1).</summary>
    [Fact]
    public void A_checkerboard_from_afar_is_half_the_light()
    {
        var board = Drawn.By(64, 64, (x, y) => (x + y) % 2 == 0 ? 0xFFFFFFFFu : 0x000000FF);
        Assert.All(AreaScaler.Scale(board, 8, 8).Rgba.Chunk(4), pixel => Assert.Equal([188, 188, 188, 255], pixel));
    }

    [Fact]
    public void What_is_transparent_gives_no_colour()
    {
        var picture = Drawn.By(2, 1, (x, _) => x == 0 ? 0xFF0000FFu : 0x00FF0000);
        Assert.Equal(0xFF000080u, Drawn.At(AreaScaler.Scale(picture, 1, 1), 0, 0));
    }

    [Fact]
    public void Enlarged_pixels_stay_sharp_squares()
    {
        var picture = Drawn.By(2, 2, (x, y) => (uint)(x * 200 << 24 | y * 100 << 16 | 255));
        var enlarged = AreaScaler.Scale(picture, 8, 6);
        for (var y = 0; y < 6; y++)
        {
            for (var x = 0; x < 8; x++)
                Assert.Equal(Drawn.At(picture, x / 4, y / 3), Drawn.At(enlarged, x, y));
        }
    }

    [Fact]
    public void Every_code_survives_the_way_to_light_and_back() =>
        Assert.All(Enumerable.Range(0, 256), code => Assert.Equal(code, LinearLight.ToCode(LinearLight.ToLight((byte)code))));

    /// <summary>R, G, B and A codes by the definition, unrounded.</summary>
    private static double[] Slowly(Bitmap picture, int x, int y, int width, int height)
    {
        double[] sum = [0, 0, 0, 0];
        for (var sy = 0; sy < picture.Height; sy++)
        {
            for (var sx = 0; sx < picture.Width; sx++)
            {
                var share = Overlap(sx, x, picture.Width / (double)width) * Overlap(sy, y, picture.Height / (double)height);
                if (share <= 0)
                    continue;
                var pixel = picture.Row(sy).Slice(sx * 4, 4);
                var alpha = pixel[3] / 255.0 * share;
                for (var channel = 0; channel < 3; channel++)
                    sum[channel] += Light(pixel[channel]) * alpha;
                sum[3] += alpha;
            }
        }

        var area = picture.Width / (double)width * picture.Height / height;
        return [Code(sum[0] / sum[3]), Code(sum[1] / sum[3]), Code(sum[2] / sum[3]), sum[3] / area * 255];
    }

    private static double Overlap(int source, int target, double step) =>
        Math.Max(0, Math.Min(source + 1, (target + 1) * step) - Math.Max(source, target * step));

    private static double Light(byte code) => code <= 10 ? code / 255.0 / 12.92 : Math.Pow((code / 255.0 + 0.055) / 1.055, 2.4);

    private static double Code(double light) => 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.Pow(light, 1 / 2.4) - 0.055);
}
