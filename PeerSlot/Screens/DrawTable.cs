using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Gallery;

namespace PeerSlot.Screens;

/// <summary>The commands of the drawing table.</summary>
internal static class DrawTable
{
    private const int Leap = 8;
    private const int Far = 1 << 20;

    /// <summary>Where the arrows move the cursor, and tools can be changed.</summary>
    private const Mode Aiming = Mode.Draw;

    public static IReadOnlyList<ScreenCommand> Commands { get; } =
    [
        new("paint", Aiming, "Space", "Paint one pixel; a corner of a shape", "paint", Act),
        new("pen", Aiming, "Enter", "Pen down or up: the arrows draw", "pen down/up", TogglePen),
        new("undo", Mode.Draw, "u Ctrl-Z", "Undo", "undo", Undo),
        new("select", Aiming, "s", "Select: arrows size the area, then m c x f v e", "select", m => Take(m, Tool.Select)),
        new("color", Mode.Draw, "c", "Colour: mix it, or take it from a table", "colour", m => ColorDialog.Open(m, isGround: false)),
        new("cells", Mode.Draw, "h", "Half-block pixels or whole cells with characters", "cells", ToggleCells),
        new("write", Mode.Draw, "w Ctrl-S", "Save as PNG, PeerSlot drawing, ANSI art or text", "save", SaveDialog.Open),
        new("redo", Mode.Draw, "Ctrl-Y", "Redo", "redo", m => Travel(m, back: false)),
        new("pencil", Aiming, "p", "Pencil", "pencil", m => Take(m, Tool.Pencil)),
        new("brush", Aiming, "b", "Brush: a round tip", "brush", m => Take(m, Tool.Brush)),
        new("eraser", Aiming, "e", "Eraser", "eraser", m => Take(m, Tool.Eraser)),
        new("line", Aiming, "l", "Line: Space at both ends", "line", m => Take(m, Tool.Line)),
        new("rectangle", Aiming, "r", "Rectangle; a second time filled", "rect", m => Take(m, Tool.Rectangle)),
        new("oval", Aiming, "o", "Oval; a second time filled", "oval", m => Take(m, Tool.Oval)),
        new("fill", Aiming, "f", "Fill what touches and looks the same", "fill", m => Take(m, Tool.Fill)),
        new("text", Aiming, "t", "Text: type into cells", "text", m => Take(m, Tool.Text)),
        new("pick", Aiming, "i", "Pick a colour from the drawing; a second time at once", "pick", m => Take(m, Tool.Pick)),
        new("mirror", Aiming, "m", "Mirror left and right: every stroke on both sides", "mirror", m => Turn(m, Mirror.LeftRight)),
        new("mirror-rows", Aiming, "M", "Mirror up and down", "", m => Turn(m, Mirror.UpDown)),
        new("swap", Aiming, "x", "Swap the two colours", "swap",
            m => m with { Table = m.Table.Lift() with { Ink = m.Table.Ground, Ground = m.Table.Ink } }),
        new("ground", Mode.Draw, "C", "Background colour", "", m => ColorDialog.Open(m, isGround: true)),
        new("smaller", Aiming, "[", "Smaller brush", "", m => Resize(m, -1)),
        new("larger", Aiming, "]", "Larger brush", "", m => Resize(m, 1)),
        new("glyph-before", Aiming, "{", "Character before, in its set", "", m => StepGlyph(m, -1)),
        new("glyph-after", Aiming, "}", "Next character of its set", "", m => StepGlyph(m, 1)),
        new("glyph-set", Aiming, "a", "Next set of characters", "", NextSet),
        new("glyph", Mode.Draw, "k", "Character to draw with: choose or type any", "", GlyphDialog.Open),
        new("apply-glyph", Aiming, "G", "Apply the character, or leave it", "", m => Apply(m, CellParts.Glyph, "the character")),
        new("apply-foreground", Aiming, "F", "Apply the foreground, or leave it", "", m => Apply(m, CellParts.Foreground, "the foreground")),
        new("apply-background", Aiming, "B", "Apply the background, or leave it", "", m => Apply(m, CellParts.Background, "the background")),
        new("palette", Aiming, "P", "Next palette", "", NextPalette),
        new("zoom-in", Aiming, "+ =", "Zoom in", "zoom", m => DrawScreen.Zoom(m, closer: true)),
        new("zoom-out", Aiming, "-", "Zoom out", "", m => DrawScreen.Zoom(m, closer: false)),
        new("grid", Aiming, "g", "Grid", "grid", m => m with { Table = m.Table with { HasGrid = !m.Table.HasGrid } }),
        new("resize", Mode.Draw, "R", "Canvas size", "", ResizeDialog.Open),
        new("new", Aiming, "n", "New drawing; undo brings the old one back", "new", New),
        new("paste", Mode.Draw | Mode.Select, "Ctrl-V", "Paste what was copied", "", SelectMode.Paste),
        new("all", Mode.Draw | Mode.Select, "Ctrl-A", "Select everything", "", SelectMode.All),
        new("trace", Aiming, "T", "Show or hide the tracing layer", "", ToggleTrace),
        new("trace-move", Mode.Draw, "O", "Place the tracing layer anew", "", PlaceMode.TakeTrace),
        new("trace-drop", Aiming, "D", "Remove the tracing layer", "", DropTrace),
        new("kept", Mode.Draw, "K", "Drawings kept from before: of a crash, or not saved", "", KeptDialog.Open),
        .. Colors(),
        .. Moves(Aiming, Move),
    ];

    private static ScreenCommand[] Colors()
    {
        var commands = new ScreenCommand[InkPalette.Size];
        for (var key = 0; key < commands.Length; key++)
        {
            var i = key;
            commands[i] = new ScreenCommand(
                $"color-{i + 1}", Aiming, $"{(i + 1) % 10}", $"Colour {i + 1} of the palette ({InkPalette.KeyNames[i]})", "",
                m => m with { Table = Colored(m.Table.Lift(), m.Table.Canvas.Sheet.Palette.Colors[i]) });
        }

        return commands;
    }

    /// <summary>Arrows by a step, with Ctrl or pages by eight, Home and End to the edges.</summary>
    /// <param name="move">By steps.</param>
    public static IReadOnlyList<ScreenCommand> Moves(Mode mode, Func<Model, int, int, Step> move) =>
    [
        new("left", mode, "Left", "A pixel to the left", "", m => move(m, -1, 0)),
        new("right", mode, "Right", "A pixel to the right", "", m => move(m, 1, 0)),
        new("up", mode, "Up", "A pixel up", "", m => move(m, 0, -1)),
        new("down", mode, "Down", "A pixel down", "", m => move(m, 0, 1)),
        new("leap-left", mode, "Ctrl-Left", "8 pixels to the left", "", m => move(m, -Leap, 0)),
        new("leap-right", mode, "Ctrl-Right", "8 pixels to the right", "", m => move(m, Leap, 0)),
        new("leap-up", mode, "Ctrl-Up PgUp", "8 pixels up", "", m => move(m, 0, -Leap)),
        new("leap-down", mode, "Ctrl-Down PgDn", "8 pixels down", "", m => move(m, 0, Leap)),
        new("left-edge", mode, "Home", "To the left edge", "", m => move(m, -Far, 0)),
        new("right-edge", mode, "End", "To the right edge", "", m => move(m, Far, 0)),
    ];

    /// <summary>Pixels of a step of the cursor.</summary>
    public static (int X, int Y) StepOf(Model model) =>
        DrawScreen.ViewOf(model).Scale is var scale && model.Table.IsCells ? (scale, Math.Max(2, scale)) : (scale, scale);

    /// <summary>Where steps lead from the cursor; never off the canvas.</summary>
    public static (int X, int Y) Moved(Model model, int dx, int dy)
    {
        var (stepX, stepY) = StepOf(model);
        var canvas = model.Table.Canvas;
        return (Along(model.Table.X, dx, stepX, canvas.Width), Along(model.Table.Y, dy, stepY, canvas.Height));

        static int Along(int from, int by, int step, int all) => Math.Clamp(from / step + by, 0, (all - 1) / step) * step;
    }

    /// <summary>A colour for the tools that paint.</summary>
    public static DrawState Colored(DrawState table, int color) =>
        table with { Ink = color, Tool = table.Tool is Tool.Eraser or Tool.Pick ? Tool.Pencil : table.Tool };

    private static Step Move(Model model, int dx, int dy)
    {
        var (x, y) = Moved(model, dx, dy);
        return model with { Table = model.Table.PenDown ? DrawHand.MoveTo(model.Table, x, y) : model.Table.Lift() with { X = x, Y = y } };
    }

    /// <summary>Space: a touch; of a shape, one of its two corners.</summary>
    private static Step Act(Model model)
    {
        var table = model.Table;
        if (table is { PenDown: true, Gesture: ShapeGesture })
            return model with { Table = table.Lift() };
        if (table.PenDown)
            return model;
        var touched = Touch(model);
        return model with
        {
            Table = touched.Gesture switch { Stroke => touched.Lift(), ShapeGesture => touched with { PenDown = true }, _ => touched },
        };
    }

    private static Step TogglePen(Model model)
    {
        if (model.Table.PenDown)
            return model with { Table = model.Table.Lift() };
        var touched = Touch(model);
        return model with { Table = touched.Gesture is Stroke or ShapeGesture ? touched with { PenDown = true } : touched };
    }

    /// <summary>Touches the canvas at the cursor, in steps of one shown pixel.</summary>
    private static DrawState Touch(Model model)
    {
        var scale = DrawScreen.ViewOf(model).Scale;
        return DrawHand.Touch(model.Table, model.Table.X, model.Table.Y, (scale, scale));
    }

    private static Step Take(Model model, Tool tool)
    {
        var table = model.Table.Lift();
        var isAgain = table.Tool == tool;
        switch (tool)
        {
            case Tool.Text:
                return model with { Table = DrawHand.StartText(table with { Tool = tool }, table.X, table.Y) };
            case Tool.Select:
                return model with { Table = DrawHand.Mark(table with { Tool = tool, Anchor = (table.X, table.Y) }, table.X, table.Y) };
            case Tool.Pick:
                return model with { Table = isAgain ? DrawHand.Pick(table, table.X, table.Y) : table with { Tool = tool, ToolBefore = table.Tool } };
            default:
                var size = tool == Tool.Brush && !isAgain && table.Size < 3 ? 3 : table.Size;
                return model with { Table = table with { Tool = tool, Size = size, IsFilled = isAgain && !table.IsFilled } };
        }
    }

    /// <summary>Takes back what is under way, or the last step.</summary>
    public static Step Undo(Model model) => Travel(model, back: true);

    private static Step Travel(Model model, bool back)
    {
        try
        {
            if (back ? model.Table.TryUndo(out var after) : model.Table.TryRedo(out after))
                return model with { Table = after };
            return (model with { Table = after }).Hint(back ? "Nothing to undo." : "Nothing to redo.");
        }
        catch (IOException e)
        {
            return (model with { Table = model.Table.Idle() }).Say($"The step is out of reach. {DiskFault.Of(e)}", true);
        }
    }

    private static Step ToggleCells(Model model)
    {
        var table = model.Table.Lift();
        return (model with { Table = table with { IsCells = !table.IsCells } }).Hint(table.IsCells
            ? "Half-block pixels: two in each cell."
            : "Whole cells: drawing sets characters. { } a k choose one, t types, G F B apply.");
    }

    private static Step Turn(Model model, Mirror mirror)
    {
        var table = model.Table.Lift() with { Mirror = model.Table.Mirror ^ mirror };
        return (model with { Table = table }).Hint(table.Mirror switch
        {
            Mirror.None => "No mirror.",
            Mirror.LeftRight => "Every stroke is mirrored left and right.",
            Mirror.UpDown => "Every stroke is mirrored up and down.",
            _ => "Every stroke is mirrored both ways.",
        });
    }

    private static Step Resize(Model model, int by)
    {
        var size = Math.Clamp(model.Table.Size + by, 1, DrawState.LargestBrush);
        return (model with { Table = model.Table.Lift() with { Size = size } }).Hint($"Brush size {size}.");
    }

    private static Step StepGlyph(Model model, int by)
    {
        var runes = (BrushSet.Of(model.Table.Glyph) ?? BrushSet.All[0]).Runes;
        var at = runes.ToList().IndexOf(model.Table.Glyph);
        return WithGlyph(model, runes[(Math.Max(at, by < 0 ? 0 : -1) + by + runes.Count) % runes.Count]);
    }

    private static Step NextSet(Model model)
    {
        var sets = BrushSet.All;
        var at = BrushSet.Of(model.Table.Glyph) is { } set ? sets.ToList().IndexOf(set) : -1;
        return WithGlyph(model, sets[(at + 1) % sets.Count].Runes[0]);
    }

    private static Step WithGlyph(Model model, System.Text.Rune glyph)
    {
        var set = BrushSet.Of(glyph);
        return (model with { Table = model.Table.Lift() with { Glyph = glyph } }).Hint(model.Table.IsCells
            ? $"Draws {glyph} of {set?.Name}: {set?.Characters}"
            : (Text)$"Draws {glyph} of {set?.Name}: {set?.Characters}  (h draws whole cells)");
    }

    private static Step Apply(Model model, CellParts part, Text name)
    {
        var table = model.Table.Lift() with { Parts = model.Table.Parts ^ part };
        return (model with { Table = table }).Hint(
            (table.Parts.HasFlag(part), table.IsCells) switch
            {
                (true, true) => (Text)$"Drawing sets {name} of a cell.",
                (true, false) => $"Drawing sets {name} of a cell (h draws whole cells).",
                (false, true) => $"Drawing leaves {name} of a cell.",
                _ => $"Drawing leaves {name} of a cell (h draws whole cells).",
            });
    }

    private static Step NextPalette(Model model)
    {
        var table = model.Table.Lift();
        var next = table.Canvas.Sheet.Palette.Next();
        table.Document.Edit(c => c.Change(c.Sheet with { Palette = next }));
        return (model with { Table = table }).Hint($"Palette {next.Name}.");
    }

    private static Step New(Model model) =>
        (model with { Table = model.Table.Take(DrawDocument.Fresh()) }).Hint("A new drawing; u brings the old one back.");

    private static Step ToggleTrace(Model model) => model.Table.Canvas.Sheet.Trace is null
        ? model.Hint("There is no tracing layer: F3, then Ctrl-T on a picture lays it under the drawing.")
        : model with { Table = model.Table with { IsTraceHidden = !model.Table.IsTraceHidden } };

    private static Step DropTrace(Model model)
    {
        var table = model.Table.Lift();
        var isGone = table.Document.Edit(c => c.Change(c.Sheet with { Trace = null }));
        return (model with { Table = table }).Hint(isGone ? "The tracing layer is gone; u brings it back." : "There is no tracing layer.");
    }
}
