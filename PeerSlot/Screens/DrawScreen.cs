using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The drawing table: canvas, tools, colours.</summary>
internal sealed class DrawScreen : Screen
{
    private const int Leap = 8;
    private const int Far = 1 << 20;

    public override Mode Mode => Mode.Draw;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("paint", Mode.Draw, "Space", "Paint one pixel", "paint", Paint),
        new("pen", Mode.Draw, "Enter", "Pen down or up: the arrows draw", "pen down/up", TogglePen),
        new("undo", Mode.Draw, "u Ctrl-Z", "Undo", "undo",
            m => m.Table.TryUndo(out var t) ? m with { Table = t } : (m with { Table = t }).Hint("Nothing to undo.")),
        new("redo", Mode.Draw, "Ctrl-Y", "Redo", "redo",
            m => m.Table.TryRedo(out var t) ? m with { Table = t } : (m with { Table = t }).Hint("Nothing to redo.")),
        new("pencil", Mode.Draw, "p", "Pencil", "pencil", m => Take(m, Tool.Pencil)),
        new("eraser", Mode.Draw, "e", "Eraser", "eraser", m => Take(m, Tool.Eraser)),
        new("swap", Mode.Draw, "x", "Swap the two colours", "swap",
            m => m with { Table = m.Table.Lift() with { Ink = m.Table.Ground, Ground = m.Table.Ink } }),
        new("new", Mode.Draw, "n", "New drawing; undo brings the old one back", "new", New),
        .. InkPalette.Colors.Select(
            (c, i) => new ScreenCommand($"color-{c.Name}", Mode.Draw, $"{(i + 1) % 10}", $"Colour {c.Name}", "", m => Pick(m, c.Rgb))),
        new("left", Mode.Draw, "Left", "A pixel to the left", "", m => Move(m, -1, 0)),
        new("right", Mode.Draw, "Right", "A pixel to the right", "", m => Move(m, 1, 0)),
        new("up", Mode.Draw, "Up", "A pixel up", "", m => Move(m, 0, -1)),
        new("down", Mode.Draw, "Down", "A pixel down", "", m => Move(m, 0, 1)),
        new("leap-left", Mode.Draw, "Ctrl-Left", "8 pixels to the left", "", m => Move(m, -Leap, 0)),
        new("leap-right", Mode.Draw, "Ctrl-Right", "8 pixels to the right", "", m => Move(m, Leap, 0)),
        new("leap-up", Mode.Draw, "Ctrl-Up PgUp", "8 pixels up", "", m => Move(m, 0, -Leap)),
        new("leap-down", Mode.Draw, "Ctrl-Down PgDn", "8 pixels down", "", m => Move(m, 0, Leap)),
        new("left-edge", Mode.Draw, "Home", "To the left edge", "", m => Move(m, -Far, 0)),
        new("right-edge", Mode.Draw, "End", "To the right edge", "", m => Move(m, Far, 0)),
    ];

    public static CanvasView ViewOf(Model model) => CanvasView.Of(model.Table, Layout.Inside(new Layout(model.Size).Drawing));

    /// <summary>Keeps the scrolling that the view has come to, so that it moves no more than it must.</summary>
    public static Model Follow(Model model)
    {
        var view = ViewOf(model);
        return (view.ScrollX, view.ScrollY) == (model.Table.ScrollX, model.Table.ScrollY)
            ? model
            : model with { Table = model.Table with { ScrollX = view.ScrollX, ScrollY = view.ScrollY } };
    }

    public override void Draw(Model model, Painter painter)
    {
        var (layout, table) = (new Layout(model.Size), model.Table);
        var canvas = table.Document.Canvas;
        var view = ViewOf(model);
        var name = table.Document.Source is { } source ? source.Name + " " : "";
        var title = $"Draw {name}{canvas.Width}x{canvas.Height} {(view.Scale > 1 ? $"1:{view.Scale}" : "half-block")}";
        painter.Box(layout.Drawing, title, $"{table.X},{table.Y} px  pen {(table.PenDown ? "down" : "up")}", model.Layers.IsEmpty);
        CanvasPane.Draw(painter, table, view, model.Layers.IsEmpty);
        if (layout.IsSpacious)
        {
            ToolPane.DrawBand(model.Table, painter, layout.ToolBand);
            RoomSide.Draw(model, painter, layout.Side);
        }
        else if (!layout.IsOnePane)
        {
            DrawSide.Draw(model, painter, layout.Side);
        }
    }

    public override PreviewRequest? Wish(Model model) =>
        new Layout(model.Size) is { IsSpacious: true } layout ? RoomSide.Wish(model, layout.Side) : null;

    public override Step? Mouse(Model model, MouseInput mouse)
    {
        var view = ViewOf(model);
        var table = model.Table;
        switch (mouse.Action)
        {
            case MouseAction.Press when view.Area.Contains(mouse.Column, mouse.Row) && mouse.Button is MouseButton.Left or MouseButton.Right
                                        && view.Area.Contains(mouse.Column, mouse.Row):
                // A mouse that reports cells cannot aim at half of one: it paints both.
                var grid = (view.Scale, mouse.SubRow is null ? 2 * view.Scale : view.Scale);
                return model with { Table = DrawTo(table.Begin(mouse.Button == MouseButton.Left ? table.Color : table.Ground, grid), view, mouse) };
            case MouseAction.Press when mouse.Button == MouseButton.Middle && view.Area.Contains(mouse.Column, mouse.Row):
                var (x, y) = view.ShownAt(mouse.Column, mouse.Row, mouse.SubRow);
                return Pick(model, table.Document.Canvas[x * view.Scale, y * view.Scale]);
            case MouseAction.Drag when table is { Stroke: not null, PenDown: false }:
                return model with { Table = DrawTo(table, view, mouse) };
            case MouseAction.Release when table is { Stroke: not null, PenDown: false }:
                return model with { Table = table.Lift() };
            default:
                return null;
        }
    }

    private static DrawState DrawTo(DrawState table, CanvasView view, MouseInput mouse)
    {
        var (shownX, shownY) = view.ShownAt(mouse.Column, mouse.Row, mouse.SubRow);
        var (x, y) = (shownX * view.Scale, shownY * view.Scale);
        table.Stroke!.LineTo(FloorDivide(x, table.StrokeGrid.Width), FloorDivide(y, table.StrokeGrid.Height));
        var canvas = table.Document.Canvas;
        return table with { X = Math.Clamp(x, 0, canvas.Width - 1), Y = Math.Clamp(y, 0, canvas.Height - 1) };
    }

    private static Step Move(Model model, int dx, int dy)
    {
        var (view, table) = (ViewOf(model), model.Table);
        var x = Math.Clamp(table.X / view.Scale + dx, 0, view.ShownWidth - 1) * view.Scale;
        var y = Math.Clamp(table.Y / view.Scale + dy, 0, view.ShownHeight - 1) * view.Scale;
        if (table.PenDown)
            table.Stroke!.LineTo(x / table.StrokeGrid.Width, y / table.StrokeGrid.Height);
        return model with { Table = table with { X = x, Y = y } };
    }

    private static Step Paint(Model model)
    {
        if (model.Table.PenDown)
            return model;
        return model with { Table = Touch(model).Lift() };
    }

    private static Step TogglePen(Model model) =>
        model with { Table = model.Table.PenDown ? model.Table.Lift() : Touch(model) with { PenDown = true } };

    /// <summary>Begins a stroke at the cursor, in steps of one shown pixel.</summary>
    private static DrawState Touch(Model model)
    {
        var scale = ViewOf(model).Scale;
        var table = model.Table.Begin(model.Table.Color, (scale, scale));
        table.Stroke!.LineTo(table.X / scale, table.Y / scale);
        return table;
    }

    private static Step Take(Model model, Tool tool) => model with { Table = model.Table.Lift() with { Tool = tool } };

    private static Step Pick(Model model, int color) => model with { Table = model.Table.Lift() with { Ink = color, Tool = Tool.Pencil } };

    private static Step New(Model model) =>
        (model with { Table = model.Table.Take(DrawDocument.Fresh()) }).Hint("A new drawing; u brings the old one back.");

    private static int FloorDivide(int value, int by) => (value >= 0 ? value : value - by + 1) / by;
}
