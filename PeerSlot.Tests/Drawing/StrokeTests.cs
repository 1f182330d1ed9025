using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using Xunit;

namespace PeerSlot.Tests.Drawing;

public sealed class StrokeTests
{
    [Fact]
    public void A_fast_stroke_leaves_no_gaps()
    {
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            var (x1, y1, x2, y2) = (random.Next(-90, 90), random.Next(-90, 90), random.Next(-90, 90), random.Next(-90, 90));
            var points = StrokeLine.Between(x1, y1, x2, y2).ToList();
            var what = $"seed 1, run {run}: {x1},{y1} to {x2},{y2}";
            Assert.True(points[0] == (x1, y1) && points[^1] == (x2, y2), what);
            Assert.True(points.Count == Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)) + 1, what);
            Assert.True(points.Zip(points.Skip(1)).All(p => Math.Max(Math.Abs(p.First.X - p.Second.X), Math.Abs(p.First.Y - p.Second.Y)) == 1), what);
        }
    }

    [Fact]
    public void A_point_paints_its_whole_unit()
    {
        var canvas = new Canvas(8, 8);
        var stroke = new Stroke(canvas, Ink.Of(0xE03030) with { Unit = (1, 2) });
        stroke.MoveTo(3, 5);
        stroke.End();
        Assert.Equal((0xFFFFFF, 0xE03030, 0xE03030, 0xFFFFFF), (canvas[3, 3], canvas[3, 4], canvas[3, 5], canvas[3, 6]));
    }

    [Fact]
    public void A_stroke_that_changes_nothing_is_no_step()
    {
        var canvas = new Canvas(8, 8);
        var stroke = new Stroke(canvas, Ink.Of(Canvas.Empty));
        stroke.MoveTo(1, 1);
        Assert.Null(stroke.End());
    }

    [Fact]
    public void A_stroke_may_leave_the_canvas_and_come_back()
    {
        var canvas = new Canvas(8, 8);
        var stroke = new Stroke(canvas, Ink.Of(0));
        stroke.MoveTo(-3, 4);
        stroke.MoveTo(10, 4);
        stroke.End();
        Assert.All(Enumerable.Range(0, 8), x => Assert.Equal(0, canvas[x, 4]));
    }
}
