using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class HalfBlockRendererTests
{
    [Fact]
    public void A_cell_shows_two_pixels_one_above_the_other()
    {
        var picture = Drawn.By(2, 2, (x, y) => (x, y) switch { (0, 0) => 0x112233FF, (1, 0) => 0x445566FF, (0, 1) => 0x778899FF, _ => 0xAABBCCFF });
        var cells = HalfBlockRenderer.Render(picture, 2, 1);
        Assert.Equal(new PictureCell(new('▀'), 0x112233, 0x778899), cells[0, 0]);
        Assert.Equal(new PictureCell(new('▀'), 0x445566, 0xAABBCC), cells[1, 0]);
    }

    /// <summary>Half the light of white is code 188; programs that average codes show 127.</summary>
    [Theory]
    [InlineData(640, 480, 80, 30)]
    [InlineData(640, 480, 64, 24)]
    [InlineData(641, 479, 80, 30)]
    public void A_chessboard_of_single_pixels_is_as_bright_as_it_looks_from_afar(int width, int height, int columns, int rows)
    {
        var cells = HalfBlockRenderer.Render(Drawn.By(width, height, (x, y) => (x + y) % 2 == 0 ? 0xFFFFFFFF : 0x000000FF), columns, rows);
        for (var row = 0; row < rows; row++)
        {
            foreach (var cell in cells.Row(row))
            {
                Assert.InRange(cell.Foreground & 0xFF, 187, 189);
                Assert.InRange(cell.Background & 0xFF, 187, 189);
            }
        }
    }

    [Theory]
    [InlineData(0xFFFFFF00, 0x102030, 0x102030)]
    [InlineData(0xFFFFFFFF, 0x102030, 0xFFFFFF)]
    [InlineData(0xFFFFFF80, 0x000000, 0xBCBCBC)]
    [InlineData(0x00000080, 0xFFFFFF, 0xBBBBBB)]
    public void What_is_transparent_lets_the_background_through_in_light(uint pixel, int background, int shown) =>
        Assert.Equal(shown, HalfBlockRenderer.Render(Drawn.Plain(2, 2, pixel), 1, 1, background)[0, 0].Foreground);

    [Fact]
    public void With_256_colours_each_is_the_nearest_of_the_palette()
    {
        var cells = HalfBlockRenderer.Render(Drawn.Plain(2, 2, 0x608AB0FF), 1, 1, CellColors.Palette256, dither: false);
        Assert.Equal((0x5F87AF, 0x5F87AF), (cells[0, 0].Foreground, cells[0, 0].Background));
    }

    [Theory]
    [InlineData(CellColors.Palette256, 0x6D7FAAFF)]
    [InlineData(CellColors.Palette16, 0xA0A0A0FF)]
    [InlineData(CellColors.None, 0x707070FF)]
    public void Dithered_colours_are_those_of_the_palette_and_add_up_to_the_light_of_the_picture(CellColors colors, uint color)
    {
        var cells = HalfBlockRenderer.Render(Drawn.Plain(40, 40, color), 40, 20, colors, dither: true);
        int[] shown = [.. Enumerable.Range(0, 20).SelectMany(row => cells.Row(row).ToArray()).SelectMany(cell => new[] { cell.Foreground, cell.Background })];
        var nearest = PaletteColors.Nearest(colors);
        Assert.All(shown.Distinct(), one => Assert.Equal(one, nearest(one)));
        Assert.True(shown.Distinct().Count() > 1, "nothing was dithered");
        foreach (var shift in new[] { 16, 8, 0 })
            Assert.Equal(LinearLight.ToLight((byte)(color >> 8 >> shift)), shown.Average(one => LinearLight.ToLight((byte)(one >> shift))), 0.01);
    }

    [Fact]
    public void Ascii_goes_from_dark_to_light()
    {
        var picture = Drawn.By(10, 1, (x, _) => (uint)(x * 28 << 24 | x * 28 << 16 | x * 28 << 8 | 255));
        var cells = AsciiRenderer.Render(picture, 10, 1);
        Assert.Equal(" .:-=+*#%@", string.Concat(cells.Row(0).ToArray().Select(cell => cell.Rune.ToString())));
    }
}
