using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class PixelProtocolTests
{
    [Fact]
    public void Sixels_of_few_colours_are_the_picture_itself()
    {
        uint[] colors = [0x000000FF, 0xFF0000FF, 0x33CC66FF, 0xFFFFFFFF];
        var picture = Drawn.By(23, 17, (x, y) => colors[(x / 5 + y / 3) % 4]);
        Assert.Equal(picture.Rgba, SixelFile.Read(Sixels(picture)).Rgba);
    }

    [Fact]
    public void Sixels_of_many_colours_paint_every_pixel_once_and_keep_the_light()
    {
        var picture = Drawn.By(64, 50, (x, y) => (uint)(x * 4 << 24 | y * 5 << 16 | (255 - x * 2) << 8 | 255));
        var shown = SixelFile.Read(Sixels(picture));
        Assert.All(Enumerable.Range(0, 64 * 50), pixel => Assert.Equal(255, shown.Rgba[pixel * 4 + 3]));
        for (var channel = 0; channel < 3; channel++)
            Assert.Equal(Light(picture, channel), Light(shown, channel), 0.01);
    }

    [Fact]
    public void A_sixel_palette_has_256_colours_at_most()
    {
        var text = Sixels(Drawn.Noise(60, 60, 1, opaque: true));
        Assert.InRange(Regex.Count(text, "#[0-9]+;2;"), 200, 256);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(120, 90)]
    public void Kitty_gets_the_picture_as_png_in_chunks_of_4096(int width, int height)
    {
        var picture = Drawn.Noise(width, height, 1);
        var output = new ArrayBufferWriter<byte>();
        KittyWriter.Write(picture, 12, 5, output);
        var chunks = Regex.Matches(Encoding.ASCII.GetString(output.WrittenSpan), "\u001b_G([^;]*);([^\u001b]*)\u001b\\\\");
        Assert.Equal("a=T,f=100,q=2,c=12,r=5,m=" + (chunks.Count > 1 ? 1 : 0), chunks[0].Groups[1].Value);
        Assert.All(chunks.Skip(1).Select((chunk, i) => (chunk, IsLast: i == chunks.Count - 2)), c => Assert.Equal(c.IsLast ? "m=0" : "m=1", c.chunk.Groups[1].Value));
        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(4096, chunk.Groups[2].Length));
        var png = Convert.FromBase64String(string.Concat(chunks.Select(chunk => chunk.Groups[2].Value)));
        Assert.Equal(picture.Rgba, PictureFile.Decode(png, PictureLimits.Default).Rgba);
    }

    private static double Light(Bitmap picture, int channel) =>
        Enumerable.Range(0, picture.Rgba.Length / 4).Average(pixel => LinearLight.ToLight(picture.Rgba[pixel * 4 + channel]));

    private static string Sixels(Bitmap picture)
    {
        var output = new ArrayBufferWriter<byte>();
        SixelWriter.Write(picture, picture.Width, picture.Height, output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
