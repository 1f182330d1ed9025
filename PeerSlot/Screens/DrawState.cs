using System.Collections.Immutable;
using PeerSlot.Drawing;

namespace PeerSlot.Screens;

/// <summary>
/// The drawing table. Opening a picture or beginning anew lays the document before it aside: undo gets it back, so that nothing
/// drawn is ever lost by a key.
/// </summary>
/// <param name="X">The cursor, pixels of the canvas.</param>
/// <param name="Y">The cursor, pixels of the canvas.</param>
/// <param name="ScrollX">Shown pixels left of the pane, where the canvas is wider.</param>
/// <param name="ScrollY">Shown pixels above the pane; even, so that a cell holds the same two rows wherever one scrolls.</param>
/// <param name="Ink">0xRRGGBB, the pencil's.</param>
/// <param name="Ground">0xRRGGBB, the eraser's.</param>
/// <param name="Stroke">The stroke under way, by mouse or pen.</param>
/// <param name="PenDown">Whether the arrows draw.</param>
internal sealed record DrawState(
    DrawDocument Document, ImmutableStack<DrawDocument> Earlier, ImmutableStack<DrawDocument> Later,
    int X, int Y, int ScrollX, int ScrollY, Tool Tool, int Ink, int Ground, Stroke? Stroke, bool PenDown, (int Width, int Height) StrokeGrid)
{
    public static DrawState On(DrawDocument document) => new(
        document, [], [], document.Canvas.Width / 2, document.Canvas.Height / 2, 0, 0, Tool.Pencil, InkPalette.Colors[0].Rgb, InkPalette.Paper, null,
        false,
        (1, 1));

    public int Color => Tool == Tool.Eraser ? Ground : Ink;

    public int UndoCount => Document.History.UndoCount + Earlier.Count();

    public int RedoCount => Document.History.RedoCount + Later.Count();

    /// <summary>Takes another document; undo leads back to this one.</summary>
    public DrawState Take(DrawDocument document)
    {
        var lifted = Lift();
        var earlier = lifted.Document.IsBlank && !lifted.Document.Edited ? lifted.Earlier : lifted.Earlier.Push(lifted.Document);
        return lifted.Place(document) with { Earlier = earlier, Later = [] };
    }

    /// <summary>Pen up: the stroke becomes one step of the history.</summary>
    public DrawState Lift()
    {
        if (Stroke is null)
            return PenDown ? this with { PenDown = false } : this;
        if (Stroke.End() is { } edit)
            Document.History.Add(edit);
        return this with { Stroke = null, PenDown = false, Later = [] };
    }

    /// <param name="grid">Pixels of a step, see <see cref="Drawing.Stroke"/>.</param>
    public DrawState Begin(int color, (int Width, int Height) grid)
    {
        var lifted = Lift();
        return lifted with { Stroke = new Stroke(lifted.Document.Canvas, color, grid.Width, grid.Height), StrokeGrid = grid };
    }

    public bool TryUndo(out DrawState after)
    {
        after = Lift();
        if (after.Document.History.TryUndo(after.Document.Canvas))
            return true;
        if (after.Earlier.IsEmpty)
            return false;
        after = after.Place(after.Earlier.Peek()) with { Earlier = after.Earlier.Pop(), Later = after.Later.Push(after.Document) };
        return true;
    }

    public bool TryRedo(out DrawState after)
    {
        after = Lift();
        if (after.Document.History.TryRedo(after.Document.Canvas))
            return true;
        if (after.Later.IsEmpty)
            return false;
        after = after.Place(after.Later.Peek()) with { Earlier = after.Earlier.Push(after.Document), Later = after.Later.Pop() };
        return true;
    }

    private DrawState Place(DrawDocument document) => this with
    {
        Document = document, X = document.Canvas.Width / 2, Y = document.Canvas.Height / 2, ScrollX = 0, ScrollY = 0,
    };
}
