using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>An area of the canvas is marked, or a piece floats over it: arrows size or move it.</summary>
internal sealed class SelectMode : Screen
{
    public override Mode Mode => Mode.Select;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("drop", Mode.Select, "Enter Space", "Done: what floats stays here", "done", m => m with { Table = m.Table.Lift() }),
        new("move", Mode.Select, "m", "Move it by the arrows", "move", Lift),
        new("copy", Mode.Select, "c Ctrl-C", "Copy", "copy", Copy),
        new("cut", Mode.Select, "x Ctrl-X", "Cut out", "cut", Cut),
        new("paste-here", Mode.Select, "p", "Paste what was copied", "paste", Paste),
        new("fill-area", Mode.Select, "f", "Fill with the ink", "fill", m => Fill(m, erases: false)),
        new("erase-area", Mode.Select, "e Del", "Erase", "erase", m => Fill(m, erases: true)),
        new("flip", Mode.Select, "v", "Flip left and right", "flip", m => Flip(m, p => p.FlipHorizontally())),
        new("flip-rows", Mode.Select, "V", "Flip up and down", "", m => Flip(m, p => p.FlipVertically())),
        new("unselect", Mode.Select, "Esc", "Back; what floats goes back to where it was", "back", m => m with { Table = m.Table.Drop() }),
        new("select-undo", Mode.Select, "u Ctrl-Z", "Take it back", "", DrawTable.Undo),
        .. DrawTable.Moves(Mode.Select, Move),
    ];

    public override void Draw(Model model, Painter painter)
    {
    }

    public static Step Paste(Model model)
    {
        var table = model.Table;
        if (table.Clip is not { } clip)
            return model.Hint("Nothing is copied yet: s marks an area, c copies it.");
        var (x, y) = table.Selection is { } area ? (area.X, area.Y) : (table.X, table.Y);
        return model with { Table = DrawHand.Float(table.Lift(), clip, x, clip.HasGlyphs ? y & ~1 : y, null) };
    }

    public static Step All(Model model)
    {
        var table = model.Table.Lift();
        var canvas = table.Canvas;
        return model with { Table = table with { Selection = new PixelArea(0, 0, canvas.Width, canvas.Height), Anchor = (0, 0) } };
    }

    public override Step? Mouse(Model model, MouseInput mouse)
    {
        var (view, table) = (DrawScreen.ViewOf(model), model.Table);
        var (x, y) = view.PixelAt(mouse.Column, mouse.Row, mouse.SubRow);
        switch (mouse.Action)
        {
            case MouseAction.Press when mouse.Button == MouseButton.Left && view.Area.Contains(mouse.Column, mouse.Row):
                // A single pixel is where s was pressed, and nothing to take hold of.
                if (table.Selection is { } area && area.Contains(x, y) && (table.Gesture is PatchGesture || area is not { Width: 1, Height: <= 2 }))
                    return model with { Table = Floating(table) with { Grip = (x - area.X, y - area.Y) } };
                var marking = DrawHand.Touch(table.Lift() with { Tool = Tool.Select, PenDown = false }, x, y, (1, 1));
                return model with { Table = marking with { Grip = null } };
            case MouseAction.Drag when table is { Grip: var (gripX, gripY), Gesture: PatchGesture }:
                return model with { Table = DrawHand.MoveFloating(table, x - gripX, y - gripY) };
            case MouseAction.Drag when table.Gesture is null:
                return model with { Table = DrawHand.Mark(table, x, y) };
            case MouseAction.Release:
                return model with { Table = table with { Grip = null } };
            default:
                return DrawScreen.Wheel(model, mouse);
        }
    }

    private static Step Move(Model model, int dx, int dy)
    {
        if (model.Table is { Gesture: PatchGesture floating } table)
        {
            var step = DrawTable.StepOf(model);
            return model with
            {
                Table = DrawHand.MoveFloating(table, At(floating.X, dx, step.X), At(floating.Y, dy, floating.Patch.HasGlyphs ? 2 : step.Y)),
            };
        }

        var (x, y) = DrawTable.Moved(model, dx, dy);
        return model with { Table = DrawHand.Mark(model.Table, x, y) };

        static int At(int from, int by, int step) => (int)Math.Clamp(from + (long)by * step, -Canvas.MaximumSide, Canvas.MaximumSide);
    }

    private static Step Lift(Model model) => model with { Table = Floating(model.Table) };

    /// <summary>Takes the area off the canvas, so that it can be moved.</summary>
    private static DrawState Floating(DrawState table) => table is { Gesture: null, Selection: { } area }
        ? DrawHand.Float(table, CellPatch.Of(table.Canvas, area), area.X, area.Y, area)
        : table;

    private static Model Copied(Model model) => model.Table switch
    {
        { Gesture: PatchGesture floating } table => model with { Table = table with { Clip = floating.Patch } },
        { Selection: { Width: > 0 } area } table => model with { Table = table with { Clip = CellPatch.Of(table.Canvas, area) } },
        _ => model,
    };

    private static Step Copy(Model model) => Copied(model).Hint("Copied: Ctrl-V or p pastes it, here or in another drawing.");

    private static Step Cut(Model model)
    {
        var copied = Copied(model);
        return Fill(copied, erases: true).Model.Hint("Cut out: Ctrl-V pastes it.");
    }

    /// <summary>Fills the area in one step; of what floats, what it leaves behind stays empty and it is gone.</summary>
    private static Step Fill(Model model, bool erases)
    {
        var table = model.Table;
        if (table.Selection is not { } area)
            return model;
        if (table.Gesture is PatchGesture floating)
        {
            if (!erases)
                return model.Hint("Let it go first: Enter.");
            floating.Exchange(CellPatch.OfPixels(1, 1, [Canvas.Empty]));
            return model with { Table = table.Lift() };
        }

        var ink = table.InkOf(erases, (1, 1)) with { Mirror = Mirror.None };
        table.Document.Edit(c => FillArea(c, ink, area));
        return model with { Table = table with { Selection = null } };
    }

    private static void FillArea(Canvas canvas, Ink ink, PixelArea area)
    {
        if (!ink.PaintsCells)
        {
            canvas.FillRectangle(area.X, area.Y, area.Width, area.Height, ink.Color);
            return;
        }

        for (var row = area.Y / 2; row * 2 < area.Bottom; row++)
        {
            for (var column = area.X; column < area.Right; column++)
                canvas.SetCell(column, row, ink.Over(canvas.CellAt(column, row)));
        }
    }

    private static Step Flip(Model model, Func<CellPatch, CellPatch> flip)
    {
        var table = Floating(model.Table);
        if (table.Gesture is PatchGesture floating)
            floating.Exchange(flip(floating.Patch));
        return model with { Table = table };
    }
}
