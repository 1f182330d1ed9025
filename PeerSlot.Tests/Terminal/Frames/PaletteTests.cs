using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;
using Xunit;

namespace PeerSlot.Tests.Terminal.Frames;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(0x000000, 16)]
    [InlineData(0xFFFFFF, 231)]
    [InlineData(0xFF0000, 196)]
    [InlineData(0x5F87AF, 67)]
    [InlineData(0x808080, 244)]
    [InlineData(0x121212, 233)]
    public void The_nearest_of_256_is_found(int rgb, int index) => Assert.Equal(index, Palette.Nearest256(rgb));

    [Fact]
    public void The_nearest_of_256_is_nearer_than_all_others()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var rgb = random.Next(0x1000000);
            var found = Palette.Nearest256(rgb);
            var least = Enumerable.Range(16, 240).Min(c => Distance(rgb, Rgb(c)));
            // Greys are 10 apart and found by a rounded mean, which costs little in the middle between two.
            Assert.True(Distance(rgb, Rgb(found)) <= least + 300, $"#{rgb:x6} became {found} = #{Rgb(found):x6}");
        }
    }

    [Theory]
    [InlineData(0x0000AA, 4)]
    [InlineData(0xFF5555, 9)]
    [InlineData(0xFEFEFE, 15)]
    [InlineData(0x404040, 8)]
    public void The_nearest_of_16_is_found(int rgb, int index) => Assert.Equal(index, Palette.Nearest16(rgb));

    [Fact]
    public void Text_stays_readable_where_its_colours_became_one()
    {
        var style = new Style(Color.FromRgb(0x202030), Color.FromRgb(0x000008));
        Assert.Equal(new Look(15, 0, CellAttributes.None), LookMapper.Map(new Cell(new Rune('a'), style), ColorDepth.Colors16));
        Assert.Equal(new Look(0, 0, CellAttributes.None), LookMapper.Map(new Cell(new Rune('▀'), style), ColorDepth.Colors16));
    }

    [Fact]
    public void Without_colours_a_light_background_is_reverse_video()
    {
        var selected = new Style(Color.FromRgb(0), Color.FromRgb(0x00AAAA), CellAttributes.Bold);
        var look = LookMapper.Map(new Cell(new Rune('a'), selected), ColorDepth.Monochrome);
        Assert.Equal(Look.Plain with { Attributes = CellAttributes.Bold | CellAttributes.Reverse }, look);
        Assert.Equal(Look.Plain, LookMapper.Map(new Cell(new Rune('a'), new Style(default, Color.FromRgb(0x0000AA))), ColorDepth.Monochrome));
    }

    private static int Rgb(int index)
    {
        if (index >= 232)
            return (8 + 10 * (index - 232)) * 0x010101;
        var levels = new[] { 0, 95, 135, 175, 215, 255 };
        return levels[(index - 16) / 36] << 16 | levels[(index - 16) / 6 % 6] << 8 | levels[(index - 16) % 6];
    }

    private static int Distance(int a, int b)
    {
        var (r, g, blue) = ((a >> 16 & 255) - (b >> 16 & 255), (a >> 8 & 255) - (b >> 8 & 255), (a & 255) - (b & 255));
        return 2 * r * r + 4 * g * g + 3 * blue * blue;
    }
}
