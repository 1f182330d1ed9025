using System.Buffers;
using System.Text;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class CellPictureWriterTests
{
    private const int Red = 0xFF0000;
    private const int Blue = 0x0000FF;

    [Fact]
    public void Both_colours_are_set_at_once() =>
        Assert.Equal("␛[38;2;255;0;0;48;2;0;0;255m▀␛[0m\n", Written(CellColors.Truecolor, (Red, Blue)));

    [Fact]
    public void What_is_set_is_not_set_again() =>
        Assert.Equal("␛[38;2;255;0;0;48;2;0;0;255m▀▀␛[48;2;0;0;7m▀␛[0m\n", Written(CellColors.Truecolor, (Red, Blue), (Red, Blue), (Red, 7)));

    [Fact]
    public void Swapped_colours_turn_the_block_upside_down() =>
        Assert.Equal("␛[38;2;255;0;0;48;2;0;0;255m▀▄␛[0m\n", Written(CellColors.Truecolor, (Red, Blue), (Blue, Red)));

    [Fact]
    public void Equal_halves_are_a_space_or_a_full_block_in_a_colour_that_is_set() =>
        Assert.Equal("␛[48;2;255;0;0m ␛[38;2;0;0;255m▀ █␛[48;2;0;0;7m ␛[0m\n".Replace("▀", "▄", StringComparison.Ordinal),
            Written(CellColors.Truecolor, (Red, Red), (Red, Blue), (Red, Red), (Blue, Blue), (7, 7)));

    [Fact]
    public void Any_block_is_replaced_by_its_complement_where_that_saves_a_colour() =>
        Assert.Equal("␛[38;2;255;0;0;48;2;0;0;255m▘▟\U0001FB00\U0001FB3B▉␛[0m\n", Written(CellColors.Truecolor, Row(
            new(new('▘'), Red, Blue), new(new('▘'), Blue, Red), new(new(0x1FB00), Red, Blue), new(new(0x1FB00), Blue, Red), new(new('▉'), Red, Blue))));

    [Fact]
    public void A_colour_within_the_tolerance_stays_and_one_beyond_it_is_set() =>
        Assert.Equal("␛[38;2;16;16;16;48;2;96;96;96m▀▀▄ ␛[38;2;20;16;16m▀␛[0m\n", Written(
            CellColors.Truecolor, 3, (0x101010, 0x606060), (0x131013, 0x606060), (0x606060, 0x100D0D), (0x636363, 0x5D5D5D), (0x141010, 0x606060)));

    [Fact]
    public void However_compact_no_half_cell_is_further_from_its_colour_than_the_tolerance()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var cells = Enumerable.Range(0, 60).Select(_ => (random.Next(12) * 0x010101, random.Next(12) * 0x010203)).ToArray();
            var furthest = cells.Zip(Shown(Written(CellColors.Truecolor, 3, cells)))
                .Max(pair => Math.Max(Furthest(pair.First.Item1, pair.Second.Upper), Furthest(pair.First.Item2, pair.Second.Lower)));
            Assert.True(furthest == 3, $"seed {seed}: {furthest} codes");
        }

        static int Furthest(int a, int b) =>
            new[] { 16, 8, 0 }.Max(shift => Math.Abs((a >> shift & 255) - (b >> shift & 255)));
    }

    [Fact]
    public void Each_line_begins_without_colours()
    {
        var picture = new CellPicture(1, 2);
        picture[0, 0] = picture[0, 1] = new PictureCell(new('▀'), Red, Red);
        Assert.Equal("␛[48;2;255;0;0m ␛[0m\n␛[48;2;255;0;0m ␛[0m\n", Written(CellColors.Truecolor, picture));
    }

    [Fact]
    public void Palette_colours_are_indices() =>
        Assert.Equal("␛[38;5;196;48;5;21m▀␛[0m\n", Written(CellColors.Palette256, (Red, Blue)));

    [Fact]
    public void The_16_colours_are_30_to_37_and_90_to_97() =>
        Assert.Equal("␛[91;44m▀␛[30;107m▀␛[0m\n", Written(CellColors.Palette16, (0xFF0000, 0x0000EE), (0, 0xFFFFFF)));

    [Fact]
    public void Without_colours_the_lighter_part_of_a_block_is_what_is_drawn() =>
        Assert.Equal(" █▘▟\n", Written(CellColors.None, Row(
            new(new('▀'), 0, 0), new(new('▀'), 0xFFFFFF, 0xFFFFFF), new(new('▘'), 0xFFFFFF, 0), new(new('▘'), 0, 0xFFFFFF))));

    [Fact]
    public void Without_colours_only_characters_are_written() =>
        Assert.Equal("▀▄\n", Written(CellColors.None, (Red, Blue), (Blue, Red)));

    /// <summary>Reads the escapes back as a terminal would, and compares each half cell.</summary>
    [Theory]
    [InlineData(CellColors.Truecolor)]
    [InlineData(CellColors.Palette256)]
    public void Whatever_is_saved_every_half_cell_shows_its_colour(CellColors colors)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            int[] few = [Red, Blue, 0x5F87AF, 0];
            var cells = Enumerable.Range(0, 60).Select(_ => (few[random.Next(4)], few[random.Next(4)])).ToArray();
            Assert.True(cells.SequenceEqual(Shown(Written(colors, cells))), $"seed {seed}");
        }
    }

    private static IEnumerable<(int Upper, int Lower)> Shown(string written)
    {
        int foreground = -1, background = -1;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == '␛')
            {
                var end = written.IndexOf('m', i);
                var numbers = written[(i + 2)..end].Split(';').Select(n => int.Parse(n, null)).ToArray();
                for (var n = 0; n < numbers.Length && numbers[n] != 0; n += numbers[n + 1] == 2 ? 5 : 3)
                {
                    var color = numbers[n + 1] == 2
                        ? numbers[n + 2] << 16 | numbers[n + 3] << 8 | numbers[n + 4]
                        : XtermPalette.ColorOf(numbers[n + 2]);
                    (foreground, background) = numbers[n] == 38 ? (color, background) : (foreground, color);
                }

                i = end;
            }
            else if (written[i] != '\n')
            {
                yield return written[i] switch
                {
                    '▀' => (foreground, background),
                    '▄' => (background, foreground),
                    '█' => (foreground, foreground),
                    _ => (background, background),
                };
            }
        }
    }

    private static string Written(CellColors colors, params (int Upper, int Lower)[] cells) => Written(colors, 0, cells);

    private static string Written(CellColors colors, int tolerance, params (int Upper, int Lower)[] cells) =>
        Written(colors, Row([.. cells.Select(cell => new PictureCell(new('▀'), cell.Upper, cell.Lower))]), tolerance);

    private static CellPicture Row(params PictureCell[] cells)
    {
        var picture = new CellPicture(cells.Length, 1);
        for (var i = 0; i < cells.Length; i++)
            picture[i, 0] = cells[i];
        return picture;
    }

    private static string Written(CellColors colors, CellPicture picture, int tolerance = 0)
    {
        var output = new ArrayBufferWriter<byte>();
        CellPictureWriter.Write(picture, colors, output, tolerance);
        return Encoding.UTF8.GetString(output.WrittenSpan).Replace('\u001b', '␛');
    }
}
