using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Terminal.Frames;

/// <summary>Frames, through the renderer and an emulator, are what they were.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(ColorDepth.TrueColor)]
    [InlineData(ColorDepth.Colors256)]
    [InlineData(ColorDepth.Colors16)]
    [InlineData(ColorDepth.Monochrome)]
    public void The_screen_shows_the_frame_whatever_was_there_before(ColorDepth depth)
    {
        for (var seed = 0; seed < 150; seed++)
            PlayFrames(seed, depth, GlyphRange.Unicode);
    }

    [Theory]
    [InlineData(GlyphRange.Console)]
    [InlineData(GlyphRange.Ascii)]
    [InlineData(GlyphRange.AsciiOnly)]
    public void The_screen_shows_the_frame_with_the_characters_that_it_has(GlyphRange glyphs)
    {
        for (var seed = 0; seed < 100; seed++)
            PlayFrames(seed, ColorDepth.Colors16, glyphs);
    }

    private static void PlayFrames(int seed, ColorDepth depth, GlyphRange glyphs)
    {
        var frames = new RandomFrames(seed);
        var frame = new CellBuffer(frames.Size());
        var screen = new VtEmulator(frame.Size);
        screen.Feed("\e[?7l\e[?25l"u8);
        var renderer = new FrameRenderer { Depth = depth, Glyphs = glyphs, Synchronizes = seed % 2 == 0 };
        for (var i = 0; i < 12; i++)
        {
            if (frames.OneIn(10))
            {
                frame.Resize(frames.Size());
                screen.Resize(frame.Size);
            }

            frames.Change(frame);
            var cursor = frames.Cursor(frame);
            screen.Feed(renderer.Render(frame, frame.Size, cursor));
            AssertShows(frame, cursor, screen, (depth, glyphs), $"seed {seed}, frame {i}, {depth}, {glyphs}");
        }
    }

    private static void AssertShows(CellBuffer frame, (int Column, int Row)? cursor, VtEmulator screen, (ColorDepth Depth, GlyphRange Glyphs) can, string where)
    {
        Assert.True(screen.Unknown.Count == 0, $"{where}: {string.Join(", ", screen.Unknown)}");
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                var (expected, actual) = (Expected(frame, x, y, can.Depth, can.Glyphs), Visible(screen[x, y]));
                Assert.True(expected == actual, $"{where}, at {x},{y}: expected {expected}, the screen has {actual}");
            }
        }

        var inside = cursor is var (column, row) && column >= 0 && column < frame.Width && row >= 0;
        Assert.True(inside == screen.CursorVisible, $"{where}: cursor");
        if (inside)
            Assert.True(cursor == (screen.CursorColumn, screen.CursorRow), $"{where}: cursor at {screen.CursorColumn},{screen.CursorRow}");
    }

    /// <summary>What a terminal should show, said without the renderer's economies.</summary>
    private static VtCell Expected(CellBuffer frame, int x, int y, ColorDepth depth, GlyphRange glyphs)
    {
        var cell = frame[x, y];
        if (cell.IsContinuation && x > 0 && RuneWidth.Of(frame[x - 1, y].Rune) == 2)
            cell = cell with { Style = frame[x - 1, y].Style };
        else if (cell.IsContinuation || (RuneWidth.Of(cell.Rune) == 2 && !(x + 1 < frame.Width && frame[x + 1, y].IsContinuation)))
            cell = new Cell(new Rune(' '), cell.Style);
        else if (RuneWidth.Of(cell.Rune) == 0)
            cell = new Cell(Rune.ReplacementChar, cell.Style);
        if (cell.IsContinuation || glyphs is GlyphRange.Console or GlyphRange.AsciiOnly)
            cell = cell with { Marks = default };
        cell = cell.IsContinuation && glyphs == GlyphRange.AsciiOnly ? cell with { Rune = new Rune(' ') } : GlyphMapper.Map(cell, glyphs, depth);
        var look = LookMapper.Map(cell, depth);
        return Visible(new VtCell(cell.Rune, ColorOf(look.Foreground, depth), ColorOf(look.Background, depth), look.Attributes)
        {
            Marks = cell.Marks.IsEmpty ? null : cell.Marks.ToString(),
        });
    }

    private static VtColor ColorOf(int value, ColorDepth depth) =>
        value == Look.Default ? default : depth == ColorDepth.TrueColor ? VtColor.Rgb(value) : VtColor.Index(value);

    /// <summary>Of a blank only what can be seen.</summary>
    private static VtCell Visible(VtCell cell)
    {
        if (cell.Marks is not null)
            return cell;
        if (cell.Rune.Value is 0x2580 or 0x2584 && cell.Foreground == cell.Background && cell.Foreground != default
            && (cell.Attributes & CellAttributes.Underline) == 0)
            cell = cell with { Rune = new Rune(' '), Attributes = CellAttributes.None };
        const CellAttributes Seen = CellAttributes.Underline | CellAttributes.Reverse;
        return cell.Rune.Value == ' ' && (cell.Attributes & Seen) == 0
            ? cell with { Foreground = default, Attributes = CellAttributes.None }
            : cell;
    }
}
