using System.Globalization;
using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A colour: from a table, by RGB or HSV, or in hex. In the table, a digit puts it onto that key of the palette.</summary>
internal sealed class ColorDialog : Screen
{
    private const int Width = 58;
    private const int Height = 15;
    private const int HexDigits = 6;
    private const int SliderWidth = 10;

    public override Mode Mode => Mode.Color;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("take-color", Mode.Color, "Enter", "Take the colour", "take", Take),
        new("no-color", Mode.Color, "Del", "Nothing instead of a colour: paper shows", "none", m => Chosen(m, Canvas.Empty)),
        new("next-field", Mode.Color, "Tab", "Table, RGB, HSV, hex", "next field", m => Focus(m, 1)),
        new("field-before", Mode.Color, "Shift-Tab", "The field before", "", m => Focus(m, -1)),
        new("rub-out", Mode.Color, "Backspace", "Rub out a digit", "", m => With(m, d => d with { Typed = d.Typed.Length > 0 ? d.Typed[..^1] : "" })),
        new("color-left", Mode.Color, "Left", "Hue before; 1 less", "", m => Move(m, -1, 0)),
        new("color-right", Mode.Color, "Right", "Next hue; 1 more", "", m => Move(m, 1, 0)),
        new("color-up", Mode.Color, "Up", "Up in the table; the field above", "", m => Move(m, 0, -1)),
        new("color-down", Mode.Color, "Down", "Down in the table; the field below", "", m => Move(m, 0, 1)),
        new("color-less", Mode.Color, "PgDn", "10 less", "", m => Turn(m, -10)),
        new("color-more", Mode.Color, "PgUp", "10 more", "", m => Turn(m, 10)),
    ];

    public static Step Open(Model model, bool isGround)
    {
        var table = model.Table.Lift();
        var color = isGround ? table.Ground : table.Ink;
        var start = color == Canvas.Empty ? InkPalette.Paper : color;
        return (model with { Table = table }).Push(
            new ColorLayer(start, HsvColor.FromRgb(start), isGround, ColorField.Table, "", ColorTable.Nearest(start)));
    }

    /// <summary>Digits and a to f go into the field; in the table, digits store the colour.</summary>
    public override Step Type(Model model, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (KeyLayout.ToLatin(rune) is { IsAscii: true } latin)
                model = Type(model, char.ToLowerInvariant((char)latin.Value));
        }

        return model;
    }

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not ColorLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, Height);
        var inside = painter.Box(area, dialog.IsGround ? (Text)"Background colour" : "Colour", area.Width >= 50 ? (Text)"1-0 store on that key   Enter take" : "Enter take", true);
        var isRoomy = inside.Height >= ColorTable.Rows + 5;
        var cellWidth = Math.Max(1, (inside.Width - 2) / ColorTable.Columns);
        var rows = isRoomy ? ColorTable.Rows : Math.Clamp(inside.Height - 2, 1, ColorTable.Rows);
        DrawTableOf(painter, dialog, new Rectangle(inside.X + 1, inside.Y + (isRoomy ? 1 : 0), cellWidth, rows));
        var y = inside.Y + rows + (isRoomy ? 2 : 0);
        if (isRoomy)
            DrawSliders(painter, dialog, inside, y);
        else
            DrawShort(painter, dialog, inside, y);
    }

    private static void DrawTableOf(Painter painter, ColorLayer dialog, Rectangle at)
    {
        for (var row = 0; row < at.Height; row++)
        {
            for (var column = 0; column < ColorTable.Columns; column++)
            {
                var (color, x, y) = (ColorTable.ColorAt(column, row), at.X + column * at.Width, at.Y + row);
                var isCursor = (column, row) == dialog.Place;
                var style = new Style(Color.FromRgb(CanvasPane.Contrast(color)), Color.FromRgb(color));
                painter.Put(x, y, isCursor ? at.Width > 1 ? "[]" : "▪" : new string(' ', at.Width), style);
                var place = (column, row);
                painter.Click(new Rectangle(x, y, at.Width, 1), m => Put(m, place));
                if (isCursor && dialog.Field == ColorField.Table)
                    painter.Cursor = (x, y);
            }
        }
    }

    /// <summary>RGB and HSV beside each other, each with a slider to click on; then hex, and the colour before and now.</summary>
    private static void DrawSliders(Painter painter, ColorLayer dialog, Rectangle inside, int y)
    {
        for (var field = ColorField.Red; field <= ColorField.Value; field++)
        {
            var isRgb = field <= ColorField.Blue;
            var (x, row) = (inside.X + (isRgb ? 2 : 30), y + (isRgb ? field - ColorField.Red : field - ColorField.Hue));
            DrawField(painter, dialog, field, x, row);
            var (most, value, sliderX) = (MostOf(field), ValueOf(dialog, field), x + 12);
            var full = value * SliderWidth / most;
            painter.Put(sliderX, row, new string('█', full) + new string('░', SliderWidth - full), Theme.Text);
            for (var i = 0; i < SliderWidth; i++)
            {
                var (at, where) = (i * most / (SliderWidth - 1), field);
                painter.Click(new Rectangle(sliderX + i, row, 1, 1), m => With(m, d => Set(d with { Field = where, Typed = "" }, where, at)));
            }
        }

        DrawField(painter, dialog, ColorField.Hex, inside.X + 2, y + 3);
        DrawNow(painter, dialog, inside.X + 30, y + 3);
    }

    private static void DrawShort(Painter painter, ColorLayer dialog, Rectangle inside, int y)
    {
        var x = inside.X;
        for (var field = ColorField.Red; field <= ColorField.Blue; field++)
            x = DrawField(painter, dialog, field, x, y) + 1;
        DrawField(painter, dialog, ColorField.Hex, x, y);
        x = inside.X;
        for (var field = ColorField.Hue; field <= ColorField.Value; field++)
            x = DrawField(painter, dialog, field, x, y + 1) + 1;
        DrawNow(painter, dialog, x, y + 1);
    }

    private static int DrawField(Painter painter, ColorLayer dialog, ColorField field, int x, int y)
    {
        var isFocused = dialog.Field == field;
        var text = isFocused && dialog.Typed.Length > 0 ? dialog.Typed
            : field == ColorField.Hex ? dialog.Color.ToString("x6", CultureInfo.InvariantCulture)
            : ValueOf(dialog, field).ToString(CultureInfo.InvariantCulture);
        var width = field == ColorField.Hex ? HexDigits : 3;
        var next = painter.Write(x, y, field == ColorField.Hex ? (Text)"hex #" : $"{field.ToString()[0]} ", Theme.Text);
        painter.Put(next, y, text.PadLeft(width), isFocused ? Theme.Selected : Theme.Strong);
        painter.Click(new Rectangle(x, y, next + width - x, 1), m => With(m, d => d with { Field = field, Typed = "" }));
        if (isFocused)
            painter.Cursor = (next + width - 1, y);
        return next + width;
    }

    private static void DrawNow(Painter painter, ColorLayer dialog, int x, int y)
    {
        var next = painter.Write(x, y, "      ", new Style(Color.Default, Color.FromRgb(dialog.Color)));
        var end = painter.Write(next + 1, y, "[ Take ]", Theme.Strong);
        painter.Click(new Rectangle(next + 1, y, end - next - 1, 1), Take);
        next = painter.Write(end + 1, y, "[ None ]", Theme.Text);
        painter.Click(new Rectangle(end + 1, y, next - end - 1, 1), m => Chosen(m, Canvas.Empty));
    }

    private static Model Type(Model model, char character) => With(model, dialog =>
    {
        var isHex = dialog.Field == ColorField.Hex;
        if (!(char.IsAsciiDigit(character) || (isHex && char.IsAsciiHexDigit(character))))
            return dialog;
        if (dialog.Field == ColorField.Table)
            return dialog;
        var typed = dialog.Typed + character;
        if (typed.Length > (isHex ? HexDigits : 3))
            typed = character.ToString();
        var value = int.Parse(typed, isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture);
        if (isHex)
            return typed.Length == HexDigits ? Mixed(dialog, value) with { Typed = typed } : dialog with { Typed = typed };
        return Set(dialog, dialog.Field, Math.Min(value, MostOf(dialog.Field))) with { Typed = typed };
    }) is var changed && Layer(changed).Field == ColorField.Table && char.IsAsciiDigit(character) ? Store(changed, character - '0') : changed;

    /// <summary>Puts the colour onto a key of the palette, as a step of the history.</summary>
    private static Model Store(Model model, int digit)
    {
        var (color, document) = (Layer(model).Color, model.Table.Document);
        document.Edit(c => c.Change(c.Sheet with { Palette = c.Sheet.Palette.With((digit + InkPalette.Size - 1) % InkPalette.Size, color) }));
        return model.Hint($"{color:x6} is on key {digit}.");
    }

    private static Step Take(Model model) => Chosen(model, Layer(model).Color);

    private static Step Chosen(Model model, int color)
    {
        var (isGround, table) = (Layer(model).IsGround, model.Table);
        return model.Pop() with { Table = isGround ? table with { Ground = color } : DrawTable.Colored(table, color) };
    }

    private static Step Focus(Model model, int by)
    {
        const int Fields = (int)ColorField.Hex + 1;
        return With(model, d => d with { Field = (ColorField)(((int)d.Field + by + Fields) % Fields), Typed = "" });
    }

    private static Step Move(Model model, int dx, int dy)
    {
        var dialog = Layer(model);
        if (dialog.Field != ColorField.Table)
            return dx != 0 ? Turn(model, dx) : Focus(model, dy);
        var column = (dialog.Place.Column + dx + ColorTable.Columns) % ColorTable.Columns;
        return dialog.Place.Row + dy >= ColorTable.Rows
            ? Focus(model, 1)
            : Put(model, (column, Math.Max(0, dialog.Place.Row + dy)));
    }

    private static Step Put(Model model, (int Column, int Row) place) =>
        With(model, d => Mixed(d, ColorTable.ColorAt(place.Column, place.Row)) with { Place = place, Field = ColorField.Table });

    private static Step Turn(Model model, int by) => Layer(model).Field is >= ColorField.Red and <= ColorField.Value and var field
        ? With(model, d => Set(d with { Typed = "" }, field, Math.Clamp(ValueOf(d, field) + by, 0, MostOf(field))))
        : model;

    private static int MostOf(ColorField field) => field switch { ColorField.Hue => 359, ColorField.Saturation or ColorField.Value => 100, _ => 255 };

    private static int ValueOf(ColorLayer dialog, ColorField field) => field switch
    {
        ColorField.Red => dialog.Color >> 16 & 255,
        ColorField.Green => dialog.Color >> 8 & 255,
        ColorField.Blue => dialog.Color & 255,
        ColorField.Hue => dialog.Hsv.Hue,
        ColorField.Saturation => dialog.Hsv.Saturation,
        _ => dialog.Hsv.Value,
    };

    private static ColorLayer Set(ColorLayer dialog, ColorField field, int value)
    {
        if (field is ColorField.Red or ColorField.Green or ColorField.Blue)
        {
            var shift = field == ColorField.Red ? 16 : field == ColorField.Green ? 8 : 0;
            return Mixed(dialog, dialog.Color & ~(255 << shift) | value << shift);
        }

        // The three are kept as they were chosen: grey has no hue, and would forget it.
        var hsv = field switch
        {
            ColorField.Hue => dialog.Hsv with { Hue = value },
            ColorField.Saturation => dialog.Hsv with { Saturation = value },
            _ => dialog.Hsv with { Value = value },
        };
        return dialog with { Hsv = hsv, Color = hsv.ToRgb() };
    }

    private static ColorLayer Mixed(ColorLayer dialog, int color) => dialog with { Color = color, Hsv = HsvColor.FromRgb(color), Typed = "" };

    private static ColorLayer Layer(Model model) => (ColorLayer)model.Top!;

    private static Model With(Model model, Func<ColorLayer, ColorLayer> change) =>
        model.Top is ColorLayer dialog ? model.Replace(change(dialog)) : model;
}

internal enum ColorField
{
    Table, Red, Green, Blue, Hue, Saturation, Value, Hex,
}
