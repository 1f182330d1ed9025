using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using Xunit;

namespace PeerSlot.Tests.Drawing;

/// <summary>Each tool on a small canvas, shown as rows of X and dots.</summary>
public sealed class ToolTests
{
    private const int Black = 0;

    [Fact]
    public void A_rectangle_is_an_outline() => Shows(
        Drawn(new Canvas(6, 4), c => new ShapeGesture(c, Ink.Of(Black), Shape.Rectangle, 1, 0), 4, 3),
        ".XXXX.", ".X..X.", ".X..X.", ".XXXX.");

    [Fact]
    public void A_filled_rectangle_is_full_and_can_begin_at_any_corner() => Shows(
        Drawn(new Canvas(6, 4), c => new ShapeGesture(c, Ink.Of(Black), Shape.FilledRectangle, 4, 2), 1, 1),
        "......", ".XXXX.", ".XXXX.", "......");

    [Fact]
    public void An_oval_touches_its_box_and_has_no_gaps() => Shows(
        Drawn(new Canvas(8, 8), c => new ShapeGesture(c, Ink.Of(Black), Shape.Oval, 0, 0), 7, 7),
        "..XXXX..", ".X....X.", "X......X", "X......X", "X......X", "X......X", ".X....X.", "..XXXX..");

    [Fact]
    public void A_filled_oval_is_full() => Shows(
        Drawn(new Canvas(8, 4), c => new ShapeGesture(c, Ink.Of(Black), Shape.FilledOval, 0, 0), 7, 3),
        ".XXXXXX.", "XXXXXXXX", "XXXXXXXX", ".XXXXXX.");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(9, 1)]
    [InlineData(31, 17)]
    public void The_outline_of_an_oval_is_closed_whatever_its_size(int width, int height)
    {
        var canvas = Drawn(new Canvas(width + 2, height + 2), c => new ShapeGesture(c, Ink.Of(Black), Shape.Oval, 1, 1), width, height);
        canvas.BeginEdit();
        FloodFill.Fill(canvas, Ink.Of(0xFF0000), 0, 0);
        canvas.EndEdit();
        var filled = Drawn(new Canvas(width + 2, height + 2), c => new ShapeGesture(c, Ink.Of(Black), Shape.FilledOval, 1, 1), width, height);
        for (var y = 0; y < height + 2; y++)
        {
            for (var x = 0; x < width + 2; x++)
                Assert.Equal(filled.InkAt(x, y) == Canvas.Empty, canvas.InkAt(x, y) == 0xFF0000);
        }
    }

    [Fact]
    public void A_shape_under_way_leaves_nothing_of_where_the_hand_was_before()
    {
        var canvas = new Canvas(6, 4);
        var gesture = new ShapeGesture(canvas, Ink.Of(Black), Shape.Line, 0, 0);
        gesture.MoveTo(5, 3);
        gesture.MoveTo(5, 0);
        gesture.End();
        Shows(canvas, "XXXXXX", "......", "......", "......");
    }

    [Fact]
    public void A_gesture_that_is_taken_back_has_done_nothing()
    {
        var canvas = new Canvas(6, 4);
        var gesture = new ShapeGesture(canvas, Ink.Of(Black), Shape.Line, 0, 0);
        gesture.Cancel();
        Assert.True(canvas is { IsBlank: true, IsEditing: false });
    }

    [Fact]
    public void Fill_stops_at_other_colours_and_does_not_leak_through_corners()
    {
        var canvas = Drawn(new Canvas(6, 4), c => new ShapeGesture(c, Ink.Of(Black), Shape.Line, 0, 3), 3, 0);
        canvas.BeginEdit();
        FloodFill.Fill(canvas, Ink.Of(0xFF0000), 0, 0);
        canvas.EndEdit();
        Assert.Equal((0xFF0000, 0xFF0000, Canvas.Empty), (canvas.InkAt(0, 0), canvas.InkAt(1, 1), canvas.InkAt(5, 3)));
    }

    [Fact]
    public void Filling_with_the_colour_that_is_there_ends()
    {
        var canvas = new Canvas(300, 300);
        canvas.BeginEdit();
        FloodFill.Fill(canvas, Ink.Of(Canvas.Empty), 5, 5);
        Assert.Null(canvas.EndEdit());
    }

    [Fact]
    public void A_large_brush_is_square_or_round()
    {
        Shows(Drawn(new Canvas(5, 5), c => new Stroke(c, Ink.Of(Black) with { Size = 3 }), 2, 2), ".....", ".XXX.", ".XXX.", ".XXX.", ".....");
        Shows(
            Drawn(new Canvas(7, 7), c => new Stroke(c, Ink.Of(Black) with { Size = 5, IsRound = true }), 3, 3),
            ".......", "..XXX..", ".XXXXX.", ".XXXXX.", ".XXXXX.", "..XXX..", ".......");
    }

    [Fact]
    public void A_mirror_makes_every_tool_paint_on_the_other_side_too()
    {
        var both = Ink.Of(Black) with { Mirror = Mirror.LeftRight | Mirror.UpDown };
        Shows(Drawn(new Canvas(6, 4), c => new Stroke(c, both), 1, 0), ".X..X.", "......", "......", ".X..X.");
        Shows(Drawn(new Canvas(6, 2), c => new ShapeGesture(c, both with { Mirror = Mirror.LeftRight }, Shape.Line, 0, 0), 1, 0), "XX..XX", "......");
        var canvas = Drawn(new Canvas(6, 2), c => new ShapeGesture(c, Ink.Of(Black), Shape.FilledRectangle, 2, 0), 3, 1);
        canvas.BeginEdit();
        FloodFill.Fill(canvas, both with { Mirror = Mirror.LeftRight }, 0, 0);
        canvas.EndEdit();
        Shows(canvas, "XXXXXX", "XXXXXX");
    }

    [Fact]
    public void A_mirror_turns_characters_that_have_a_likeness()
    {
        var canvas = new Canvas(4, 2);
        var ink = Ink.Of(Black) with { PaintsCells = true, Unit = (1, 2), Glyph = new Rune('/'), Mirror = Mirror.LeftRight };
        Drawn(canvas, c => new Stroke(c, ink), 0, 0);
        Assert.Equal(("/", "\\"), (canvas.CellAt(0, 0).Glyph.ToString(), canvas.CellAt(3, 0).Glyph.ToString()));
    }

    [Fact]
    public void Only_what_is_applied_of_a_cell_changes()
    {
        var canvas = new Canvas(2, 2);
        canvas.BeginEdit();
        canvas.SetCell(0, 0, new CanvasCell(new Rune('A'), 0x111111, 0x222222));
        canvas.EndEdit();
        Drawn(canvas, c => new Stroke(c, new Ink { PaintsCells = true, Unit = (1, 2), Color = 0xFF0000, Parts = CellParts.Foreground }), 0, 0);
        Assert.Equal(new CanvasCell(new Rune('A'), 0xFF0000, 0x222222), canvas.CellAt(0, 0));
    }

    [Fact]
    public void A_pixel_drawn_onto_a_character_leaves_its_ground_in_the_other_half()
    {
        var canvas = new Canvas(2, 2);
        canvas.BeginEdit();
        canvas.SetCell(0, 0, new CanvasCell(new Rune('A'), 0x111111, 0x222222));
        canvas.SetPixel(0, 0, 0xFF0000);
        canvas.EndEdit();
        Assert.Equal((0xFF0000, 0x222222, false), (canvas.InkAt(0, 0), canvas.InkAt(0, 1), canvas.HasGlyphs));
    }

    [Fact]
    public void What_floats_leaves_its_place_empty_and_goes_back_when_it_is_not_wanted()
    {
        var canvas = Drawn(new Canvas(6, 2), c => new ShapeGesture(c, Ink.Of(Black), Shape.Line, 0, 0), 1, 0);
        var area = new PixelArea(0, 0, 2, 2);
        var gesture = new PatchGesture(canvas, CellPatch.Of(canvas, area), area, covers: false);
        gesture.MoveTo(3, 1);
        Shows(canvas, "......", "...XX.");
        gesture.Cancel();
        Shows(canvas, "XX....", "......");
    }

    [Fact]
    public void A_piece_flips_both_ways_with_its_characters()
    {
        var canvas = new Canvas(2, 4);
        canvas.BeginEdit();
        canvas.SetPixel(0, 3, Black);
        canvas.SetCell(1, 0, new CanvasCell(new Rune('('), 1, 2));
        canvas.EndEdit();
        var flipped = CellPatch.Of(canvas, new PixelArea(0, 0, 2, 4)).FlipHorizontally().FlipVertically();
        canvas.BeginEdit();
        flipped.Paste(canvas, 0, 0, covers: true);
        canvas.EndEdit();
        Assert.Equal(Black, canvas.InkAt(1, 0));
        Assert.Equal(new CanvasCell(new Rune(')'), 1, 2), canvas.CellAt(0, 1));
    }

    [Fact]
    public void Text_goes_on_under_its_first_letter_and_can_be_rubbed_out()
    {
        var canvas = new Canvas(6, 4);
        var typing = new TextGesture(canvas, Ink.Of(Black), 2, 0);
        foreach (var rune in "Жук".EnumerateRunes())
            typing.Type(rune, 1);
        typing.NewLine();
        typing.Type(new Rune('日'), 2);
        typing.Type(new Rune('x'), 1);
        typing.RubOut();
        typing.End();
        Assert.Equal("Жук", string.Concat(Enumerable.Range(2, 3).Select(x => canvas.CellAt(x, 0).Glyph.ToString())));
        Assert.Equal((new Rune('日'), CanvasCell.Continuation, true), (
            canvas.CellAt(2, 1).Glyph, canvas.CellAt(3, 1).Glyph, canvas.CellAt(4, 1).IsPixels));
    }

    [Fact]
    public void Growing_and_shrinking_can_be_undone_and_what_was_cut_off_is_gone_only_until_then()
    {
        var document = DrawDocument.Fresh();
        document.Edit(c => c.FillRectangle(0, 0, 60, 36, Black));
        document.Edit(c => c.Change(c.Sheet with { Width = 9, Height = 7 }));
        document.Edit(c => c.Change(c.Sheet with { Width = 200, Height = 99 }));
        Assert.Equal((200, 99, Black, Canvas.Empty, Canvas.Empty), (
            document.Canvas.Width, document.Canvas.Height, document.Canvas.InkAt(8, 6), document.Canvas.InkAt(9, 6), document.Canvas.InkAt(8, 7)));
        document.History.TryUndo(document.Canvas);
        document.History.TryUndo(document.Canvas);
        Assert.Equal((60, 36, Black), (document.Canvas.Width, document.Canvas.Height, document.Canvas.InkAt(59, 35)));
    }

    [Theory]
    [InlineData(0x000000, 0, 0, 0)]
    [InlineData(0xFF0000, 0, 100, 100)]
    [InlineData(0x00FF00, 120, 100, 100)]
    [InlineData(0x8080FF, 240, 50, 100)]
    [InlineData(0x808080, 0, 0, 50)]
    public void Colours_have_a_hue_a_saturation_and_a_value(int rgb, int hue, int saturation, int value) =>
        Assert.Equal(new HsvColor(hue, saturation, value), HsvColor.FromRgb(rgb));

    [Fact]
    public void Full_hues_come_back_as_they_went() => Assert.All(
        Enumerable.Range(0, 360), h => Assert.Equal(h, HsvColor.FromRgb(new HsvColor(h, 100, 100).ToRgb()).Hue));

    private static Canvas Drawn(Canvas canvas, Func<Canvas, Gesture> begin, int x, int y)
    {
        var gesture = begin(canvas);
        gesture.MoveTo(x, y);
        gesture.End();
        return canvas;
    }

    private static void Shows(Canvas canvas, params string[] expected) => Assert.Equal(
        expected, Enumerable.Range(0, canvas.Height).Select(
            y => string.Concat(Enumerable.Range(0, canvas.Width).Select(x => canvas.InkAt(x, y) == Canvas.Empty ? '.' : 'X'))));
}
