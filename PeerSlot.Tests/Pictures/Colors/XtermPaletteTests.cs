using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Colors;

public sealed class XtermPaletteTests
{
    [Fact]
    public void The_nearest_colour_is_what_a_full_search_finds()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            // Greys and near greys are where cube and greys compete.
            var grey = random.Next(256) * 0x010101;
            var color = (i % 3) switch { 0 => random.Next(1 << 24), 1 => grey, _ => grey ^ random.Next(1 << 3) * 0x010001 };
            var best = Enumerable.Range(16, 240).Min(index => XtermPalette.Distance(color, XtermPalette.ColorOf(index)));
            Assert.True(best == XtermPalette.Distance(color, XtermPalette.Nearest(color)), $"color {color:X6}");
        }
    }

    [Fact]
    public void Every_palette_colour_is_its_own_nearest() =>
        Assert.All(Enumerable.Range(16, 240), index => Assert.Equal(index, XtermPalette.NearestIndex(XtermPalette.ColorOf(index))));

    [Theory]
    [InlineData(16, 0x000000)]
    [InlineData(67, 0x5F87AF)]
    [InlineData(231, 0xFFFFFF)]
    [InlineData(232, 0x080808)]
    [InlineData(255, 0xEEEEEE)]
    public void The_colours_are_those_of_xterm(int index, int color) => Assert.Equal(color, XtermPalette.ColorOf(index));
}
