using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class BlockRendererTests
{
    public static TheoryData<string> Sets => ["quadrants", "blocks", "sextants"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_picture_of_a_glyph_becomes_that_glyph(string set)
    {
        foreach (var glyph in Glyphs(set).Where(glyph => glyph.Cover.All(cover => cover is 0 or 1)))
        {
            var picture = Drawn.By(8, 8, (x, y) => glyph.Cover[y * 8 + x] == 1 ? 0x20C040FFu : 0x602080FFu);
            Assert.Equal(new PictureCell(glyph.Rune, 0x20C040, 0x602080), BlockRenderer.Render(picture, 1, 1, Set(set))[0, 0]);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void One_colour_is_a_space(string set) =>
        Assert.Equal(new PictureCell(new(' '), 0x8844CC, 0x8844CC), BlockRenderer.Render(Drawn.Plain(5, 9, 0x8844CCFF), 1, 1, Set(set))[0, 0]);

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_chessboard_of_pixels_is_as_bright_as_it_looks_from_afar(string set)
    {
        var picture = Drawn.By(32, 32, (x, y) => (x + y) % 2 == 0 ? 0xFFFFFFFF : 0x000000FF);
        foreach (var cell in BlockRenderer.Render(picture, 2, 1, Set(set)).Row(0))
            Assert.Equal((0xBCBCBC, 0xBCBCBC), (cell.Foreground, cell.Background));
    }

    [Fact]
    public void What_is_transparent_lets_the_background_through() =>
        Assert.Equal(0x102030, BlockRenderer.Render(Drawn.Plain(8, 8, 0xFFFFFF00), 1, 1, GlyphSet.Blocks, 0x102030)[0, 0].Background);

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_cell_gives_off_as_much_light_as_the_picture_does_there(string set)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var picture = Noise(seed);
            var cell = BlockRenderer.Render(picture, 1, 1, Set(set))[0, 0];
            var share = ShareOf(cell, set);
            for (var channel = 0; channel < 3; channel++)
            {
                var shown = LightOf(cell.Foreground, channel) * share + LightOf(cell.Background, channel) * (1 - share);
                var there = Enumerable.Range(0, 64).Average(part => LinearLight.ToLight(picture.Rgba[part * 4 + channel]));
                // Half a code of the brightest: (1/255) * slope 2.4 / 2.
                Assert.True(Math.Abs(shown - there) < 0.006, $"seed {seed}, channel {channel}: {shown} shown, {there} there");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Dithered_blocks_have_the_colours_of_the_palette_and_the_light_of_the_picture(string set)
    {
        var picture = Drawn.By(160, 160, (x, y) => (uint)(0x50 + x / 3) << 24 | (uint)(0x60 + y / 3) << 16 | (uint)(x / 8 % 2 * 60 + 90) << 8 | 255);
        var cells = BlockRenderer.Render(picture, 20, 10, Set(set), CellColors.Palette256, dither: true);
        PictureCell[] all = [.. Enumerable.Range(0, 10).SelectMany(row => cells.Row(row).ToArray())];
        Assert.All(all, cell => Assert.Equal((XtermPalette.Nearest(cell.Foreground), XtermPalette.Nearest(cell.Background)), (cell.Foreground, cell.Background)));
        for (var channel = 0; channel < 3; channel++)
        {
            var shown = all.Average(cell => LightOf(cell.Foreground, channel) * BlockGlyphs.ShareOf(cell.Rune) + LightOf(cell.Background, channel) * (1 - BlockGlyphs.ShareOf(cell.Rune)));
            var there = Enumerable.Range(0, 160 * 160).Average(pixel => LinearLight.ToLight(picture.Rgba[pixel * 4 + channel]));
            Assert.Equal(there, shown, 0.005);
        }
    }

    /// <summary>The slow way: every glyph, both colours searched, the error of codes counted part by part.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void No_glyph_would_have_been_clearly_better(string set)
    {
        for (var seed = 0; seed < 16; seed++)
        {
            var picture = Noise(seed);
            var cell = BlockRenderer.Render(picture, 1, 1, Set(set))[0, 0];
            var error = Enumerable.Range(0, 3).Sum(channel => Error(picture, Cover(cell, set), channel, CodeOf(cell.Foreground, channel), CodeOf(cell.Background, channel)));
            var least = Glyphs(set).Min(glyph => Enumerable.Range(0, 3).Sum(channel => LeastError(picture, glyph.Cover, channel)));
            Assert.True(error <= least * 1.05, $"seed {seed}: {error}, where {least} can be had");
        }
    }

    /// <summary>Over all colours of the foreground, with the background that keeps the light.</summary>
    private static double LeastError(Bitmap picture, float[] cover, int channel)
    {
        var share = cover.Sum();
        var light = Enumerable.Range(0, 64).Sum(part => LinearLight.ToLight(picture.Rgba[part * 4 + channel]));
        var least = double.MaxValue;
        for (var front = 0; front < 256; front++)
        {
            var left = (light - LinearLight.ToLight((byte)front) * share) / (64 - share);
            if (left is >= 0 and <= 1)
                least = Math.Min(least, Error(picture, cover, channel, front, LinearLight.ToCode(left)));
        }

        return least;
    }

    private static double Error(Bitmap picture, float[] cover, int channel, int front, int back)
    {
        var error = 0.0;
        for (var part = 0; part < 64; part++)
        {
            var code = picture.Rgba[part * 4 + channel];
            error += cover[part] * Math.Pow(code - front, 2) + (1 - cover[part]) * Math.Pow(code - back, 2);
        }

        return error;
    }

    /// <summary>An edge through noise.</summary>
    private static Bitmap Noise(int seed)
    {
        var random = new Random(seed);
        double slope = random.NextDouble() * 4 - 2, offset = random.NextDouble() * 8;
        var (light, dark, spread) = (random.Next(256), random.Next(256), random.Next(1, 60));
        var parts = Drawn.By(4, 8, (x, y) => y > slope * (x * 2 - 4) + offset ? Pixel(light) : Pixel(dark));
        return Drawn.By(8, 8, (x, y) => Drawn.At(parts, x / 2, y));

        uint Pixel(int level) => (uint)(Code(level) << 24 | Code(255 - level) << 16 | Code(level / 2) << 8 | 255);
        int Code(int level) => Math.Clamp(level + random.Next(-spread, spread), 0, 255);
    }

    private static float[] Cover(PictureCell cell, string set) =>
        cell.Rune.Value == ' ' ? new float[64] : Glyphs(set).Single(glyph => glyph.Rune == cell.Rune).Cover;

    private static double ShareOf(PictureCell cell, string set) => Cover(cell, set).Sum() / 64;

    private static int CodeOf(int color, int channel) => color >> (16 - channel * 8) & 255;

    private static double LightOf(int color, int channel) => LinearLight.ToLight((byte)CodeOf(color, channel));

    private static GlyphSet Set(string name) => name switch { "quadrants" => GlyphSet.Quadrants, "blocks" => GlyphSet.Blocks, _ => GlyphSet.Sextants };

    private static List<BlockGlyph> Glyphs(string set) =>
        [.. Enumerable.Range(0, Set(set).Groups * 8).Select(Set(set).At).DistinctBy(glyph => glyph.Rune)];
}
