using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The drawing table: canvas, tools, colours.</summary>
internal sealed class DrawScreen : Screen
{
    private const int WheelStep = 6;

    public override Mode Mode => Mode.Draw;

    public override IReadOnlyList<ScreenCommand> Table => DrawTable.Commands;

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
        var view = ViewOf(model);
        var title = Title(table, view);
        painter.Box(layout.Drawing, title, State(table, layout), model.Layers.IsEmpty);
        painter.Click(
            new Rectangle(layout.Drawing.X + 2, layout.Drawing.Y, painter.Width(title) + 2, 1), m => m.Layers.IsEmpty ? ResizeDialog.Open(m) : m);
        CanvasPane.DrawEdge(painter, Layout.Inside(layout.Drawing), view.Area);
        CanvasPane.Draw(painter, table, view, model.Layers.IsEmpty);
        if (layout.IsSpacious)
        {
            ToolBand.Draw(model, painter, layout.ToolBand);
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
        var (view, table) = (ViewOf(model), model.Table);
        var (x, y) = view.PixelAt(mouse.Column, mouse.Row, mouse.SubRow);
        var isInside = view.Area.Contains(mouse.Column, mouse.Row);
        switch (mouse.Action)
        {
            case MouseAction.Press when isInside && mouse.Button is MouseButton.Left or MouseButton.Right && isInside:
                var touched = DrawHand.Touch(table, x, y, UnitOf(view, mouse), mouse.Button == MouseButton.Right);
                return model with { Table = DrawHand.MoveTo(touched, x, y) };
            case MouseAction.Press when mouse.Button == MouseButton.Middle && isInside:
                return model with { Table = DrawHand.Pick(table.Lift(), x, y) };
            case MouseAction.Drag when table is { Gesture: not null, PenDown: false }:
                return model with { Table = DrawHand.MoveTo(table, x, y) };
            case MouseAction.Release when table is { Gesture: not null, PenDown: false }:
                return model with { Table = table.Lift() };
            default:
                return Wheel(model, mouse);
        }
    }

    /// <summary>The wheel scrolls, with Shift sideways; with Ctrl it zooms on what is under the mouse.</summary>
    public static Step? Wheel(Model model, MouseInput mouse)
    {
        if (mouse.Action is not (MouseAction.WheelUp or MouseAction.WheelDown) || !new Layout(model.Size).Drawing.Contains(mouse.Column, mouse.Row))
            return null;
        var (view, isUp) = (ViewOf(model), mouse.Action == MouseAction.WheelUp);
        if (mouse.Modifiers.HasFlag(KeyModifiers.Control))
            return Zoom(model, isUp);
        var by = isUp ? -WheelStep : WheelStep;
        var isSideways = mouse.Modifiers.HasFlag(KeyModifiers.Shift);
        return model with { Table = view.Scrolled(model.Table, isSideways ? by : 0, isSideways ? 0 : by) };
    }

    /// <summary>Shows pixels larger or smaller, the cursor in the middle.</summary>
    public static Model Zoom(Model model, bool closer)
    {
        var zoomed = model with { Table = model.Table with { Zoom = ViewOf(model).Zoomed(closer) } };
        var view = ViewOf(zoomed);
        var table = zoomed.Table;
        return zoomed with
        {
            Table = table with
            {
                ScrollX = Math.Clamp(
                    table.X / view.Scale * view.Magnification - view.Area.Width / 2, 0, Math.Max(0, view.ShownWidth - view.Area.Width)),
                ScrollY = Math.Max(0, table.Y / view.Scale * view.Magnification - view.Area.Height) & ~1,
            },
        };
    }

    /// <summary>A mouse that reports cells cannot aim at half of one: it paints both.</summary>
    private static (int, int) UnitOf(CanvasView view, MouseInput mouse) =>
        (view.Scale, mouse.SubRow is null && view.Magnification == 1 ? 2 * view.Scale : view.Scale);

    private static Text Title(DrawState table, CanvasView view)
    {
        var (canvas, name) = (table.Canvas, table.Canvas.Sheet.Name is var own && own == Sheet.Fresh.Name ? "" : SafeText.Fit(own, 24) + " ");
        var unit = table.IsCells ? "cells" : view.Scale > 1 ? $"1:{view.Scale}" : (Text)"half-block";
        return view.Magnification > 1
            ? $"Draw {name}{canvas.Width}x{canvas.Height} {unit} zoom {view.Magnification}"
            : (Text)$"Draw {name}{canvas.Width}x{canvas.Height} {unit}";
    }

    private static Text State(DrawState table, Layout layout)
    {
        Text what = table.Gesture switch
        {
            TextGesture => (Text)"typing",
            ShapeGesture => "drawing",
            PatchGesture => "floating",
            _ => table.Selection is { } area ? (Text)$"{area.Width}x{area.Height} marked" : table.PenDown ? "pen down" : "pen up",
        };
        var place = table.Placement is { } placed ? (Text)$"{placed.Width}x{placed.Height} at {placed.X},{placed.Y}" : $"{table.X},{table.Y} px  {what}";
        return !layout.IsOnePane ? $"{place}  undo {table.UndoCount}/{table.RedoCount}" : place;
    }
}
