using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A picture is being placed: over the drawing, to be stamped onto it, or under it, to be traced.</summary>
internal sealed class PlaceMode : Screen
{
    private const double Factor = 1.25;

    public override Mode Mode => Mode.Place;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("stamp", Mode.Place, "Enter Space", "Stamp it onto the drawing", "stamp", Stamp),
        new("scale-up", Mode.Place, "+ =", "Larger", "larger", m => Change(m, p => p.Times(Factor))),
        new("scale-down", Mode.Place, "-", "Smaller", "smaller", m => Change(m, p => p.Times(1 / Factor))),
        new("dither", Mode.Place, "d", "Dither in the palette's colours", "dither",
            m => Change(m, p => p with { Dither = !p.Dither, IsReduced = !p.Dither || p.IsReduced })),
        new("reduce", Mode.Place, "n", "Nearest colours of the palette alone", "palette",
            m => Change(m, p => p with { IsReduced = !p.IsReduced, Dither = false })),
        new("under", Mode.Place, "o", "Lay it under the drawing, to trace", "trace", Trace),
        new("alone", Mode.Place, "a", "Open it alone, in a drawing of its own size", "alone", Alone),
        new("cancel", Mode.Place, "Esc", "Back", "back", m => m with { Table = m.Table.Drop() }),
        new("place-undo", Mode.Place, "u Ctrl-Z", "Put it away", "", DrawTable.Undo),
        .. DrawTable.Moves(Mode.Place, (m, dx, dy) => Change(m, p => Moved(m, p, dx, dy))),
    ];

    /// <summary>Lets a picture float over the drawing, or lays it under at once.</summary>
    public static Step Begin(Model model, SourceFile file, bool asTrace)
    {
        var shown = GlobalTable.Show(model, Mode.Draw).Model;
        var placed = shown with { Table = shown.Table with { Placement = Placement.On(shown.Table.Canvas, file) } };
        return asTrace
            ? Trace(placed)
            : placed.Hint($"{file.Name}: Enter stamps it, o lays it under the drawing to trace, F5 sends the file itself.");
    }

    public static Step TakeTrace(Model model)
    {
        var table = model.Table.Lift();
        if (table.Canvas.Sheet.Trace is not { } trace)
            return (model with { Table = table }).Hint("There is no tracing layer: F3, then Ctrl-T on a picture lays it under the drawing.");
        var placement = new Placement(trace.File, trace.X, trace.Y, trace.Width, trace.Height, false, false);
        return (model with { Table = table with { Placement = placement, IsTraceHidden = true } }).Hint("o lays it under the drawing again.");
    }

    /// <summary>The worker has scaled what is placed.</summary>
    public static Model Ready(Model model, LayerRequest request, LayerPixels pixels)
    {
        var table = model.Table;
        if (table.Placement is not { } placement || placement.Request(table.Canvas.Sheet.Palette) != request)
            return model;
        var patch = CellPatch.OfPixels(pixels.Width, pixels.Height, pixels.Colors);
        if (table.Gesture is PatchGesture floating)
            floating.Exchange(patch);
        var gesture = table.Gesture as PatchGesture ?? new PatchGesture(table.Canvas, patch, null, covers: false);
        gesture.MoveTo(placement.X, placement.Y);
        return model with { Table = table with { Gesture = gesture, Placed = request } };
    }

    public override void Draw(Model model, Painter painter)
    {
    }

    public override Step? Mouse(Model model, MouseInput mouse)
    {
        var (view, table) = (DrawScreen.ViewOf(model), model.Table);
        if (table.Placement is not { } placement)
            return null;
        var (x, y) = view.PixelAt(mouse.Column, mouse.Row, mouse.SubRow);
        switch (mouse.Action)
        {
            case MouseAction.Press when mouse.Button == MouseButton.Left && view.Area.Contains(mouse.Column, mouse.Row):
                return model with { Table = table with { Grip = (x - placement.X, y - placement.Y) } };
            case MouseAction.Drag when table.Grip is var (gripX, gripY):
                return Change(model, p => Bounded(table.Canvas, p with { X = x - gripX, Y = y - gripY }));
            case MouseAction.Release:
                return model with { Table = table with { Grip = null } };
            case MouseAction.WheelUp or MouseAction.WheelDown when mouse.Modifiers == KeyModifiers.None:
                return Change(model, p => p.Times(mouse.Action == MouseAction.WheelUp ? Factor : 1 / Factor));
            default:
                return DrawScreen.Wheel(model, mouse);
        }
    }

    private static Placement Moved(Model model, Placement placement, int dx, int dy)
    {
        var (step, canvas) = (DrawScreen.ViewOf(model).Scale, model.Table.Canvas);
        var far = 4L * Canvas.MaximumSide;
        return Bounded(canvas, placement with
        {
            X = (int)Math.Clamp(placement.X + (long)dx * step, -far, far), Y = (int)Math.Clamp(placement.Y + (long)dy * step, -far, far),
        });
    }

    /// <summary>A pixel of it stays on the canvas.</summary>
    private static Placement Bounded(Canvas canvas, Placement placement) => placement with
    {
        X = Math.Clamp(placement.X, 1 - placement.Width, canvas.Width - 1), Y = Math.Clamp(placement.Y, 1 - placement.Height, canvas.Height - 1),
    };

    private static Step Change(Model model, Func<Placement, Placement> change)
    {
        if (model.Table.Placement is not { } placement)
            return model;
        var changed = Bounded(model.Table.Canvas, change(placement));
        if (model.Table.Gesture is PatchGesture floating && (changed.Width, changed.Height) == (floating.Patch.Width, floating.Patch.Height))
            floating.MoveTo(changed.X, changed.Y);
        return model with { Table = model.Table with { Placement = changed } };
    }

    private static Step Stamp(Model model)
    {
        if (model.Table is not { Gesture: PatchGesture floating } table || table.Placement is not { } placement)
            return model.Hint("The picture is still being read …");
        if (table.Placed != placement.Request(table.Canvas.Sheet.Palette))
            return model.Hint("The picture is still being scaled …");
        return (model with { Table = (table with { Placement = null, Placed = null }).Lift() }).Hint("Stamped; u takes it off again.");
    }

    private static Step Trace(Model model)
    {
        if (model.Table.Placement is not { } placement)
            return model;
        var table = model.Table.Drop() with { IsTraceHidden = false };
        var layer = new TracingLayer(placement.File, placement.X, placement.Y, placement.Width, placement.Height);
        table.Document.Edit(c => c.Change(c.Sheet with { Trace = layer }));
        return (model with { Table = table }).Hint(
            $"{placement.File.Name} lies under the drawing and is not sent: T hides it, O moves it, D removes it.");
    }

    private static Step Alone(Model model) => model.Table.Placement is { } placement
        ? new Step((model with { Table = model.Table.Drop() }).Hint($"Opening {placement.File.Name} …"), new Effect.DecodePicture(placement.File))
        : model;
}
