using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Files;
using PeerSlot.Pictures;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Drawing;

/// <summary>What is saved comes back, and what is no drawing is refused in one sentence.</summary>
public sealed class DrawingFilesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PeerSlots_own_file_keeps_everything(int seed)
    {
        var canvas = AnyCanvas(new Random(seed));
        var read = DrawingFile.Read(DrawingFile.Write(canvas));
        Assert.Equal((canvas.Width, canvas.Height, canvas.Sheet.Name), (read.Width, read.Height, read.Sheet.Name));
        Assert.Equal(canvas.Sheet.Palette, read.Sheet.Palette);
        var (trace, readTrace) = (canvas.Sheet.Trace!, read.Sheet.Trace!);
        Assert.Equal((trace.X, trace.Y, trace.Width, trace.Height, trace.File.Name), (
            readTrace.X, readTrace.Y, readTrace.Width, readTrace.Height, readTrace.File.Name));
        Assert.Equal(trace.File.Content, readTrace.File.Content);
        AssertSameCells(canvas, read, c => c, $"seed {seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ansi_art_looks_the_same_when_it_is_read_again(int seed)
    {
        var canvas = AnyCanvas(new Random(seed));
        var file = DrawingFormat.Ansi.Write(canvas);
        AssertSameCells(canvas, DrawingFormat.Ansi.Read(file, RuneWidth.Of), Seen, $"seed {seed}");
        Assert.Contains("38;2;", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_colours_and_characters_of_the_PC_make_a_classic_file_with_a_SAUCE_record()
    {
        var (canvas, random) = (new Canvas(80, 20), new Random(1));
        int[] colors = [0x000000, 0xAA0000, 0xFFFF55, 0xFFFFFF, 0x0000AA];
        canvas.BeginEdit();
        for (var row = 0; row < 10; row++)
        {
            for (var column = 0; column < 80; column++)
                canvas.SetCell(column, row, new CanvasCell(new Rune("▀░█Aéπ│"[random.Next(7)]), colors[random.Next(5)], colors[random.Next(5)]));
        }

        canvas.EndEdit();
        var file = DrawingFormat.Ansi.Write(canvas);
        Assert.Equal("SAUCE00", Encoding.ASCII.GetString(file, file.Length - 128, 7));
        Assert.DoesNotContain((byte)'\n', file[..^128]);
        AssertSameCells(canvas, DrawingFormat.Ansi.Read(file, RuneWidth.Of), Seen, "");
    }

    [Fact]
    public void Ansi_art_of_bulletin_boards_is_read_with_its_cursor_moves_and_wraps_at_80()
    {
        byte[] file = [.. "\e[2J\e[1;33;44mAB\e[5CX\e[2;3H"u8, 0xDB, .. "\e[s\e[10;1H\e[0;1;255;128;0tO\e[uY"u8, 0x1A, .. "junk"u8];
        var canvas = DrawingFormat.Ansi.Read(file, RuneWidth.Of);
        Assert.Equal(new CanvasCell(new Rune('A'), 0xFFFF55, 0x0000AA), canvas.CellAt(0, 0));
        Assert.Equal("X", canvas.CellAt(7, 0).Glyph.ToString());
        Assert.Equal("█", canvas.CellAt(2, 1).Glyph.ToString());
        Assert.Equal(("O", "Y"), (canvas.CellAt(0, 9).Glyph.ToString(), canvas.CellAt(3, 1).Glyph.ToString()));
        var wrapped = DrawingFormat.Ansi.Read([.. Encoding.ASCII.GetBytes(new string('x', 81)), 0xDB], RuneWidth.Of);
        Assert.Equal(("x", "█"), (wrapped.CellAt(0, 1).Glyph.ToString(), wrapped.CellAt(1, 1).Glyph.ToString()));
    }

    [Fact]
    public void Text_comes_back_as_it_was_without_its_colours()
    {
        const string Text = "Привет, мир\n\n  日本 ▄█▀\nend\n";
        var canvas = DrawingFormat.PlainText.Read(Encoding.UTF8.GetBytes(Text), RuneWidth.Of);
        Assert.Equal(Text, Encoding.UTF8.GetString(DrawingFormat.PlainText.Write(canvas)));
        Assert.Equal((11, 8), (canvas.Width, canvas.Height));
    }

    [Fact]
    public void A_text_with_escapes_in_it_gives_no_control_character()
    {
        var canvas = DrawingFormat.PlainText.Read("a\e[31mb\u202Ec\a"u8.ToArray(), RuneWidth.Of);
        Assert.Equal("a[31mbc", Encoding.UTF8.GetString(DrawingFormat.PlainText.Write(canvas)).TrimEnd());
    }

    [Fact]
    public void A_drawing_with_letters_is_a_picture_of_8x16_pixels_a_cell()
    {
        var canvas = new Canvas(3, 2);
        canvas.BeginEdit();
        canvas.SetCell(0, 0, new CanvasCell(new Rune('Ж'), 0xFF0000, 0x00FF00));
        canvas.SetPixel(1, 0, 0x0000FF);
        canvas.EndEdit();
        var picture = PictureFile.Decode(DrawingFormat.Png.Write(canvas), PictureLimits.Default);
        Assert.Equal((24, 16), (picture.Width, picture.Height));
        Assert.Equal([0x00, 0xFF, 0x00], picture.Row(0)[..3].ToArray());
        Assert.Contains(Enumerable.Range(0, 8), x => picture.Row(8)[x * 4] == 0xFF);
        Assert.Equal([0x00, 0x00, 0xFF], picture.Row(7).Slice(8 * 4, 3).ToArray());
        Assert.Equal([0xFF, 0xFF, 0xFF], picture.Row(8).Slice(8 * 4, 3).ToArray());
    }

    [Fact]
    public void Of_a_drawing_too_large_for_letters_there_is_a_picture_of_its_pixels()
    {
        var canvas = new Canvas(2048, 2048);
        canvas.BeginEdit();
        canvas.SetCell(0, 0, new CanvasCell(new Rune('▌'), 0x000000, 0xFFFFFF));
        canvas.EndEdit();
        var picture = canvas.ToBitmap();
        Assert.Equal((2048, 188), (picture.Width, picture.Rgba[0]));
    }

    [Fact]
    public void Cut_off_anywhere_a_drawing_is_refused()
    {
        var file = DrawingFile.Write(AnyCanvas(new Random(1)));
        for (var length = 0; length < file.Length; length += 1 + length / 50)
            Assert.Throws<PictureException>(() => DrawingFile.Read(file[..length]));
    }

    [Fact]
    public void Whatever_the_bytes_are_reading_ends_in_a_drawing_or_a_PictureException()
    {
        var (good, random) = (DrawingFile.Write(AnyCanvas(new Random(2))), new Random(3));
        for (var run = 0; run < 300; run++)
        {
            var file = (byte[])good.Clone();
            for (var i = random.Next(1, 5); i > 0; i--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            Survives(() => DrawingFile.Read(file), run);
            random.NextBytes(file.AsSpan(0, 200));
            Survives(() => DrawingFormat.Ansi.Read(file[..400], RuneWidth.Of), run);
            Survives(() => DrawingFormat.PlainText.Read(file[..400], RuneWidth.Of), run);
        }
    }

    [Fact]
    public void A_file_that_promises_a_huge_canvas_is_refused_before_there_is_one()
    {
        var file = DrawingFile.Write(new Canvas(5, 5));
        const int Content = 10 + 8;
        BitConverter.TryWriteBytes(file.AsSpan(Content), (ushort)60_000);
        var length = BitConverter.ToInt32(file, 14);
        BitConverter.TryWriteBytes(
            file.AsSpan(Content + length), PeerSlot.Pictures.Png.Crc32.Of([.. file[10..14], .. file[Content..(Content + length)]]));
        var e = Assert.Throws<PictureException>(() => DrawingFile.Read(file));
        Assert.Equal("The drawing is broken: its chunk SHEE at byte 10 has a canvas of 60000x5 pixels, where 1 to 2048 are allowed.", e.Message);
    }

    [Fact]
    public void The_page_about_the_file_names_every_chunk_and_its_example_is_read()
    {
        var page = File.ReadAllText(Path.Combine(Support.Repository.Root, "docs", "drawing-file.md"));
        Assert.All(["SHEE", "TILE", "TRAC", "ENDE"], c => Assert.Contains($"`{c}`", page, StringComparison.Ordinal));
        var example = page.Split("```hex")[1].Split("```")[0];
        var bytes = Convert.FromHexString(string.Concat(example.Where(char.IsAsciiHexDigit)));
        var canvas = DrawingFile.Read(bytes);
        Assert.Equal((2, 2, "dot.png", 0xE03030), (canvas.Width, canvas.Height, canvas.Sheet.Name, canvas.InkAt(1, 0)));
    }

    internal static Canvas AnyCanvas(Random random)
    {
        var canvas = new Canvas(random.Next(1, 150), random.Next(1, 50) * 2);
        canvas.BeginEdit();
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (random.Next(canvas.Width), random.Next(canvas.Height));
            if (random.Next(2) == 0)
                canvas.FillRectangle(x, y, random.Next(9), random.Next(9), random.Next(-1, 0x1000000));
            else
                canvas.SetCell(x, y / 2, new CanvasCell(new Rune("AЖ█░日~"[random.Next(4)]), random.Next(-1, 0x1000000), random.Next(-1, 0x1000000)));
        }

        canvas.Change(canvas.Sheet with
        {
            Name = "картина.peerslot", Palette = InkPalette.All[random.Next(InkPalette.All.Count)].With(3, 0x123456),
            Trace = new TracingLayer(new SourceFile("photo.jpg", [1, 2, 3, 4], 40, 30), -3, 4, 80, 60),
        });
        canvas.EndEdit();
        return canvas;
    }

    /// <summary>As it looks in a terminal: paper for nothing, a blank for two equal pixels.</summary>
    private static CanvasCell Seen(CanvasCell cell)
    {
        var (foreground, background) = (cell.Foreground == Canvas.Empty ? InkPalette.Paper : cell.Foreground, cell.Background == Canvas.Empty ? InkPalette.Paper : cell.Background);
        return new CanvasCell(cell.Glyph, foreground, background);
    }

    private static void AssertSameCells(Canvas one, Canvas other, Func<CanvasCell, CanvasCell> seen, string what)
    {
        for (var row = 0; row < one.CellRows; row++)
        {
            for (var column = 0; column < one.Width; column++)
                Assert.True(seen(one.CellAt(column, row)) == seen(other.CellAt(column, row)), $"{what} cell {column}, {row}: {one.CellAt(column, row)} {other.CellAt(column, row)}");
        }
    }

    private static void Survives(Action read, int run)
    {
        try
        {
            read();
        }
        catch (PictureException)
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"seed 3, run {run}: {e}");
        }
    }
}
