using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using Xunit;

namespace PeerSlot.Tests.Drawing;

public sealed class HistoryTests
{
    [Fact]
    public void Undoing_everything_gives_the_empty_canvas_and_redoing_everything_the_drawing()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var (canvas, history) = (new Canvas(150, 100), new History());
            Scribble(new Random(seed), canvas, history, 40);
            var drawn = canvas.ToBitmap().Rgba;
            var steps = history.UndoCount;
            while (history.TryUndo(canvas))
            {
            }

            Assert.True(canvas.IsBlank, $"seed {seed}");
            Assert.True((history.UndoCount, history.RedoCount) == (0, steps), $"seed {seed}");
            while (history.TryRedo(canvas))
            {
            }

            Assert.True(drawn.AsSpan().SequenceEqual(canvas.ToBitmap().Rgba), $"seed {seed}");
        }
    }

    [Fact]
    public void Undo_and_redo_in_any_order_always_show_the_same_picture_at_the_same_step()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var (canvas, history, random) = (new Canvas(70, 70), new History(), new Random(seed));
            var pictures = new List<byte[]> { canvas.ToBitmap().Rgba };
            for (var i = 0; i < 200; i++)
            {
                var choice = random.Next(3);
                if (choice == 0 && history.TryUndo(canvas) || choice == 1 && history.TryRedo(canvas))
                {
                    Assert.True(pictures[history.UndoCount].AsSpan().SequenceEqual(canvas.ToBitmap().Rgba), $"seed {seed}, step {i}");
                }
                else
                {
                    var before = history.UndoCount;
                    Scribble(random, canvas, history, 1);
                    if (history.UndoCount == before)
                        continue;
                    pictures.RemoveRange(before + 1, pictures.Count - before - 1);
                    pictures.Add(canvas.ToBitmap().Rgba);
                }
            }
        }
    }

    [Fact]
    public void An_edit_keeps_only_the_tiles_that_it_touched()
    {
        var canvas = new Canvas(640, 640);
        var edit = CanvasTests.Dot(canvas, 100, 100);
        Assert.Equal(64 * 64 * 4, edit.Bytes);
    }

    [Fact]
    public void A_new_edit_forgets_what_was_undone()
    {
        var (canvas, history) = (new Canvas(64, 64), new History());
        history.Add(CanvasTests.Dot(canvas, 1, 1));
        history.TryUndo(canvas);
        history.Add(CanvasTests.Dot(canvas, 2, 2));
        Assert.False(history.TryRedo(canvas));
        Assert.Equal(64 * 64 * 4, history.Bytes);
    }

    private static void Scribble(Random random, Canvas canvas, History history, int strokes)
    {
        for (var i = 0; i < strokes; i++)
        {
            var stroke = new Stroke(
                canvas, Ink.Of(InkPalette.Standard.Colors[random.Next(10)]) with { Unit = (random.Next(1, 5), random.Next(1, 5)) });
            for (var point = random.Next(1, 6); point > 0; point--)
                stroke.MoveTo(random.Next(-20, canvas.Width + 20), random.Next(-20, canvas.Height + 20));
            if (stroke.End() is { } edit)
                history.Add(edit);
        }
    }
}
