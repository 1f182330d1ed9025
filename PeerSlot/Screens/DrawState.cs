using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;

namespace PeerSlot.Screens;

/// <summary>
/// The drawing table: the document, what the hand holds, and what it is doing. Opening a picture or beginning anew is a step of the history, so
/// that nothing drawn is ever lost by a key.
/// </summary>
internal sealed record DrawState(DrawDocument Document)
{
    public const int LargestBrush = 32;

    /// <summary>The cursor, pixels of the canvas.</summary>
    public int X { get; init; }

    public int Y { get; init; }

    /// <summary>Shown pixels left of the pane, where the canvas is wider.</summary>
    public int ScrollX { get; init; }

    /// <summary>Shown pixels above the pane; even, so that a cell holds the same two rows wherever one scrolls.</summary>
    public int ScrollY { get; init; }

    /// <summary>Shown pixels a pixel: 1, 2, 4; below 0, pixels a shown one; 0 = what fits.</summary>
    public int Zoom { get; init; }

    public Tool Tool { get; init; } = Tool.Pencil;

    /// <summary>What the hand held before it took the pick.</summary>
    public Tool ToolBefore { get; init; } = Tool.Pencil;

    /// <summary>Whether rectangles and ovals are filled.</summary>
    public bool IsFilled { get; init; }

    /// <summary>Whether whole cells are drawn, with glyphs, instead of pixels.</summary>
    public bool IsCells { get; init; }

    /// <summary>0xRRGGBB or <see cref="Canvas.Empty"/>.</summary>
    public int Ink { get; init; } = InkPalette.Standard.Colors[0];

    /// <summary>0xRRGGBB or <see cref="Canvas.Empty"/>: what erasing leaves, and the ground of glyphs.</summary>
    public int Ground { get; init; } = Canvas.Empty;

    public Rune Glyph { get; init; } = new('█');

    public CellParts Parts { get; init; } = CellParts.All;

    public int Size { get; init; } = 1;

    public Mirror Mirror { get; init; }

    public bool HasGrid { get; init; }

    /// <summary>Whether the tracing layer is out of sight.</summary>
    public bool IsTraceHidden { get; init; }

    /// <summary>What is under way, by mouse or keys.</summary>
    public Gesture? Gesture { get; init; }

    /// <summary>Whether the gesture follows the arrows, and not the mouse.</summary>
    public bool PenDown { get; init; }

    /// <summary>Where the mouse took hold of what floats, from its corner.</summary>
    public (int X, int Y)? Grip { get; init; }

    /// <summary>The first corner of the area that is being marked.</summary>
    public (int X, int Y) Anchor { get; init; }

    public PixelArea? Selection { get; init; }

    public CellPatch? Clip { get; init; }

    public Placement? Placement { get; init; }

    /// <summary>What the floating picture was scaled for.</summary>
    public LayerRequest? Placed { get; init; }

    /// <summary>The tracing layer in the size that is shown.</summary>
    public ShownLayer? Trace { get; init; }

    /// <summary>What a worker is scaling now.</summary>
    public LayerRequest? Scaling { get; init; }

    /// <summary>Where it was saved; null = nowhere yet.</summary>
    public string? SavedAs { get; init; }

    /// <summary>The last edit when it was saved.</summary>
    public CanvasEdit? SavedAt { get; init; }

    public Canvas Canvas => Document.Canvas;

    public Mode Mode => Placement is not null ? Mode.Place : Gesture is TextGesture ? Mode.Text : Selection is not null ? Mode.Select : Mode.Draw;

    public int Color => Tool == Tool.Eraser ? Ground : Ink;

    public int UndoCount => Document.History.UndoCount;

    public int RedoCount => Document.History.RedoCount;

    /// <summary>Whether there is something that no file has.</summary>
    public bool IsUnsaved => !Document.IsBlank && Document.Edited && !ReferenceEquals(Document.History.Last, SavedAt);

    public static DrawState On(DrawDocument document) =>
        new(document) { X = document.Canvas.Width / 2, Y = document.Canvas.Height / 2 };

    /// <summary>Takes another drawing onto the table, as one step; undo leads back.</summary>
    public DrawState Take(DrawDocument document)
    {
        var lifted = Lift();
        lifted.Document.Edit(c => c.Become(document.Canvas));
        return lifted with { X = lifted.Canvas.Width / 2, Y = lifted.Canvas.Height / 2, ScrollX = 0, ScrollY = 0, SavedAs = null, Zoom = 0 };
    }

    /// <summary>Lets go: what is being drawn becomes one step of the history; what is being placed is put away.</summary>
    public DrawState Lift()
    {
        if (Gesture is null && Selection is null && Placement is null)
            return PenDown ? this with { PenDown = false } : this;
        if (Placement is not null)
            return Drop();
        if (Gesture is not null)
            Document.Keep(Gesture.End());
        return Idle();
    }

    /// <summary>The same with nothing under way; whose edit is closed already.</summary>
    public DrawState Idle() =>
        this with { Gesture = null, PenDown = false, Selection = null, Placement = null, Placed = null, Grip = null };

    /// <summary>Takes back what is under way.</summary>
    public DrawState Drop()
    {
        Gesture?.Cancel();
        return Idle();
    }

    /// <exception cref="IOException">The step is in the autosave file alone, and that cannot be read.</exception>
    public bool TryUndo(out DrawState after)
    {
        var isUnderWay = Gesture is TextGesture or PatchGesture or ShapeGesture || Placement is not null;
        after = isUnderWay ? Drop() : Lift();
        if (!isUnderWay && !Document.History.TryUndo(Document.Canvas))
            return false;
        after = after.Settle();
        return true;
    }

    /// <exception cref="IOException">As <see cref="TryUndo"/>.</exception>
    public bool TryRedo(out DrawState after)
    {
        after = Lift();
        if (!after.Document.History.TryRedo(after.Document.Canvas))
            return false;
        after = after.Settle();
        return true;
    }

    /// <summary>The cursor back onto the canvas, in its middle where it was outside.</summary>
    public DrawState Settle() => X < Canvas.Width && Y < Canvas.Height
        ? this
        : this with { X = Canvas.Width / 2, Y = Canvas.Height / 2, ScrollX = 0, ScrollY = 0 };

    /// <summary>The ink of the tool in hand.</summary>
    /// <param name="isGround">Whether to paint with the ground, as the right button does.</param>
    /// <param name="unit">Pixels of a unit.</param>
    public Ink InkOf(bool isGround, (int Width, int Height) unit)
    {
        var erases = isGround || Tool == Tool.Eraser;
        return new Ink
        {
            PaintsCells = IsCells, Color = erases ? Ground : Ink, Ground = Ground, Glyph = Glyph, Parts = Parts, Erases = erases && IsCells,
            Size = Size, IsRound = Tool == Tool.Brush, Mirror = Mirror, Unit = IsCells ? (1, 2) : unit,
        };
    }
}

/// <summary>A picture that is being placed.</summary>
/// <param name="X">Of its corner, pixels of the canvas.</param>
/// <param name="Y">Of its corner, pixels of the canvas.</param>
/// <param name="IsReduced">To the palette's colours.</param>
internal sealed record Placement(SourceFile File, int X, int Y, int Width, int Height, bool IsReduced, bool Dither)
{
    /// <summary>The longer side that it may be enlarged to.</summary>
    public const int LargestSide = Canvas.MaximumSide;

    /// <summary>As large as it is, or as fits onto the canvas, in its middle.</summary>
    public static Placement On(Canvas canvas, SourceFile file)
    {
        var scale = Math.Min(1, Math.Min(canvas.Width / (double)file.Width, canvas.Height / (double)file.Height));
        return new Placement(file, 0, 0, 1, 1, false, false).Scaled(scale).Centred(canvas);
    }

    public LayerRequest Request(InkPalette palette) => new(File, Width, Height, IsReduced ? palette : null, Dither);

    /// <summary>Larger or smaller around its middle.</summary>
    public Placement Times(double factor)
    {
        var scaled = Scaled(Width / (double)File.Width * factor);
        if ((scaled.Width, scaled.Height) == (Width, Height))
            scaled = scaled with { Width = Math.Max(1, Width + (factor > 1 ? 1 : -1)), Height = Math.Max(1, Height + (factor > 1 ? 1 : -1)) };
        return scaled with { X = X + (Width - scaled.Width) / 2, Y = Y + (Height - scaled.Height) / 2 };
    }

    private Placement Scaled(double scale)
    {
        var most = LargestSide / (double)Math.Max(File.Width, File.Height);
        var bounded = Math.Min(scale, most);
        return this with { Width = Math.Max(1, (int)Math.Round(File.Width * bounded)), Height = Math.Max(1, (int)Math.Round(File.Height * bounded)) };
    }

    private Placement Centred(Canvas canvas) => this with { X = (canvas.Width - Width) / 2, Y = (canvas.Height - Height) / 2 };
}

/// <param name="Request">What it was scaled for.</param>
internal sealed record ShownLayer(LayerRequest Request, LayerPixels Pixels);
