using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Drawing;

public sealed class CanvasTests
{
    [Fact]
    public void A_fresh_canvas_is_paper_inside_and_outside()
    {
        var canvas = new Canvas(60, 36);
        Assert.True(canvas.IsBlank);
        Assert.Equal(InkPalette.Paper, canvas[59, 35]);
        Assert.Equal(InkPalette.Paper, canvas[-1, 100]);
    }

    [Fact]
    public void A_rectangle_is_clipped_to_the_canvas_and_crosses_tiles()
    {
        var canvas = new Canvas(130, 70);
        canvas.BeginEdit();
        canvas.FillRectangle(-5, -5, 1000, 1000, 0x123456);
        canvas.EndEdit();
        Assert.All(Points(canvas), p => Assert.Equal(0x123456, canvas[p.X, p.Y]));
    }

    [Fact]
    public void A_canvas_that_was_erased_is_blank_again()
    {
        var canvas = new Canvas(60, 36);
        canvas.BeginEdit();
        canvas.FillRectangle(3, 3, 5, 5, 0);
        canvas.FillRectangle(0, 0, 60, 36, Canvas.Empty);
        Assert.Null(canvas.EndEdit());
        Assert.True(canvas.IsBlank);
    }

    [Fact]
    public void Drawing_outside_of_an_edit_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Canvas(8, 8).FillRectangle(0, 0, 1, 1, 0));

    [Fact]
    public void Undoing_into_an_open_edit_is_refused()
    {
        var canvas = new Canvas(8, 8);
        var edit = Dot(canvas);
        canvas.BeginEdit();
        Assert.Throws<InvalidOperationException>(() => edit.Undo(canvas));
    }

    [Fact]
    public void A_picture_comes_back_from_the_canvas_as_it_was()
    {
        var picture = new Bitmap(70, 3);
        for (var i = 0; i < picture.Rgba.Length; i++)
            picture.Rgba[i] = i % 4 == 3 ? (byte)255 : (byte)(i * 7);
        Assert.Equal(picture.Rgba, Canvas.FromBitmap(picture, 1024).ToBitmap().Rgba);
    }

    [Fact]
    public void A_large_picture_shrinks_to_what_can_be_drawn_on()
    {
        var canvas = Canvas.FromBitmap(new Bitmap(3000, 10), 1024);
        Assert.Equal((1024, 3), (canvas.Width, canvas.Height));
    }

    [Fact]
    public void Black_and_white_average_in_light_and_not_in_numbers()
    {
        var picture = new Bitmap(2, 1, [0, 0, 0, 255, 255, 255, 255, 255]);
        Assert.InRange(Canvas.FromBitmap(picture, 1)[0, 0] & 255, 187, 188);
        Assert.InRange(Canvas.FromBitmap(picture, 2).AverageOf(0, 0, 2) & 255, 187, 188);
    }

    [Fact]
    public void Paper_shines_through_where_a_picture_is_transparent()
    {
        var picture = new Bitmap(1, 1, [9, 9, 9, 0]);
        Assert.Equal(0xFFFFFF, Canvas.FromBitmap(picture, 8)[0, 0]);
    }

    internal static CanvasEdit Dot(Canvas canvas, int x = 0, int y = 0, int color = 0)
    {
        var stroke = new Stroke(canvas, Ink.Of(color));
        stroke.MoveTo(x, y);
        return stroke.End()!;
    }

    private static IEnumerable<(int X, int Y)> Points(Canvas canvas) =>
        from y in Enumerable.Range(0, canvas.Height) from x in Enumerable.Range(0, canvas.Width) select (x, y);
}
