using System.Buffers;
using System.Text;
using PeerSlot.Pictures.Cells;
using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class CellPictureChangesTests
{
    [Fact]
    public void What_stays_costs_nothing() => Assert.Equal(0, Changes(Picture(1), Picture(1), 0).WrittenCount);

    [Fact]
    public void One_cell_costs_a_move_there_its_colours_and_a_move_back()
    {
        var next = Picture(1);
        next[5, 2] = new PictureCell(new('▀'), 0xFF0000, 0x0000FF);
        Assert.Equal("␛[2A\r␛[5C␛[38;2;255;0;0;48;2;0;0;255m▀␛[0m␛[2B\r", Text(Changes(Picture(1), next, 0)));
    }

    [Fact]
    public void Colours_within_the_tolerance_of_what_is_shown_cost_nothing_but_do_not_creep_away()
    {
        var shown = new CellPicture(1, 1);
        shown[0, 0] = new PictureCell(new('▀'), 0x101010, 0x202020);
        var lengths = Enumerable.Range(1, 4).Select(step =>
        {
            var next = new CellPicture(1, 1);
            next[0, 0] = new PictureCell(new('▀'), 0x101010 + step * 0x010101, 0x202020);
            return Changes(shown, next, 3).WrittenCount > 0;
        });
        Assert.Equal([false, false, false, true], lengths);
    }

    [Fact]
    public void After_every_frame_the_screen_shows_that_frame()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var screen = new VtEmulator(new Size(20, 10));
            CellPicture shown = Picture(seed), next = shown;
            var output = new ArrayBufferWriter<byte>();
            CellPictureWriter.Write(shown, CellColors.Truecolor, output);
            for (var frame = 0; frame < 6; frame++)
            {
                // As a terminal's driver does (ONLCR).
                screen.Feed(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(output.WrittenSpan).Replace("\n", "\r\n", StringComparison.Ordinal)));
                Assert.True(Shows(screen, next), $"seed {seed}, frame {frame}");
                next = Picture(seed);
                for (var i = 0; i < 5; i++)
                    next[random.Next(12), random.Next(4)] = new PictureCell(new("▀▘ "[random.Next(3)]), random.Next(4) * 0x404040, random.Next(4) * 0x404040);
                output.ResetWrittenCount();
                CellPictureWriter.WriteChanges(shown, next, CellColors.Truecolor, output);
            }
        }
    }

    private static bool Shows(VtEmulator screen, CellPicture picture)
    {
        for (var row = 0; row < picture.Rows; row++)
        {
            for (var column = 0; column < picture.Columns; column++)
            {
                if (Quarters(screen[column, row]) != Quarters(picture[column, row]))
                    return false;
            }
        }

        return true;
    }

    private static (int, int, int, int) Quarters(VtCell cell) => Quarters(new PictureCell(cell.Rune, cell.Foreground.Value, cell.Background.Value));

    /// <summary>What is seen at the upper left, upper right, lower left and lower right.</summary>
    private static (int, int, int, int) Quarters(PictureCell cell)
    {
        var (f, b) = (cell.Foreground, cell.Background);
        return cell.Rune.Value switch
        {
            '▀' => (f, f, b, b),
            '▄' => (b, b, f, f),
            '▘' => (f, b, b, b),
            '▟' => (b, f, f, f),
            '█' => (f, f, f, f),
            _ => (b, b, b, b),
        };
    }

    private static CellPicture Picture(int seed)
    {
        var random = new Random(seed);
        var picture = new CellPicture(12, 4);
        for (var i = 0; i < 48; i++)
            picture[i % 12, i / 12] = new PictureCell(new('▀'), random.Next(4) * 0x404040, random.Next(4) * 0x404040);
        return picture;
    }

    private static ArrayBufferWriter<byte> Changes(CellPicture shown, CellPicture next, int tolerance)
    {
        var output = new ArrayBufferWriter<byte>();
        CellPictureWriter.WriteChanges(shown, next, CellColors.Truecolor, output, tolerance);
        return output;
    }

    private static string Text(ArrayBufferWriter<byte> output) => Encoding.UTF8.GetString(output.WrittenSpan).Replace('\u001b', '␛');
}
