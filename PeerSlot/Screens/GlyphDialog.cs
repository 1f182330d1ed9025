using System.Text;
using PeerSlot.Drawing.Tools;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The character to draw with: any that one types or pastes, or one of the sets.</summary>
internal sealed class GlyphDialog : Screen
{
    private const int Width = 56;

    public override Mode Mode => Mode.Glyph;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("take-glyph", Mode.Glyph, "Enter", "Take the character", "take", m => Take(m, Layer(m).Rune)),
        new("glyph-left", Mode.Glyph, "Left", "Character before", "", m => Move(m, -1, 0)),
        new("glyph-right", Mode.Glyph, "Right", "Next character", "choose", m => Move(m, 1, 0)),
        new("glyph-up", Mode.Glyph, "Up", "Set before", "", m => Move(m, 0, -1)),
        new("glyph-down", Mode.Glyph, "Down", "Next set", "", m => Move(m, 0, 1)),
    ];

    public static Step Open(Model model)
    {
        var table = model.Table.Lift();
        var row = Math.Max(0, BrushSet.All.ToList().FindIndex(s => s.Runes.Contains(table.Glyph)));
        var column = Math.Max(0, BrushSet.All[row].Runes.ToList().IndexOf(table.Glyph));
        return (model with { Table = table }).Push(new GlyphLayer(row, column));
    }

    /// <summary>Any character that takes one column is taken at once.</summary>
    public override Step Type(Model model, string text) =>
        text.EnumerateRunes().Where(r => SafeText.IsHarmless(r) && RuneWidth.Of(r) == 1).ToList() is [.., var rune]
        ? Take(model, rune)
        : model.Hint("A character of one column, please.");

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not GlyphLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, BrushSet.All.Count + 4);
        var inside = painter.Box(area, "Character", area.Width >= 50 ? (Text)"type any   Enter take   Esc cancel" : "type any", true);
        for (var row = 0; row < Math.Min(BrushSet.All.Count, inside.Height); row++)
        {
            var (set, y) = (BrushSet.All[row], inside.Y + row + (inside.Height > BrushSet.All.Count ? 1 : 0));
            painter.Write(inside.X + 1, y, set.Name, Theme.Quiet);
            for (var column = 0; column < set.Runes.Count; column++)
            {
                var x = inside.X + 10 + column * 2;
                if (x >= inside.Right)
                    break;
                var isChosen = (row, column) == (dialog.Row, dialog.Column);
                var rune = set.Runes[column];
                painter.Put(x, y, rune.ToString(), isChosen ? Theme.Selected : Theme.Text);
                painter.Click(new Rectangle(x, y, 1, 1), m => Take(m, rune));
                if (isChosen)
                    painter.Cursor = (x, y);
            }
        }
    }

    private static GlyphLayer Layer(Model model) => (GlyphLayer)model.Top!;

    private static Step Take(Model model, Rune rune)
    {
        var table = model.Table with { Glyph = rune, IsCells = true };
        return (model.Pop() with { Table = table }).Hint($"Draws {rune}, in whole cells; h goes back to pixels.");
    }

    private static Step Move(Model model, int dx, int dy)
    {
        var layer = Layer(model);
        var row = (layer.Row + dy + BrushSet.All.Count) % BrushSet.All.Count;
        var count = BrushSet.All[row].Runes.Count;
        return model.Replace(new GlyphLayer(row, (Math.Min(layer.Column, count - 1) + dx + count) % count));
    }
}
