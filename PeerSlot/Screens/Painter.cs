using PeerSlot.Pictures.Cells;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A frame being drawn, and what can be clicked in it: what was drawn is what is hit.</summary>
/// <param name="theme">The looks of the roles that are written; the terminal's own where null.</param>
/// <param name="language">Of the words that are written; English where null.</param>
internal sealed class Painter(CellBuffer buffer, ThemeColors? theme = null, Language? language = null)
{
    private readonly List<Hit> _hits = [];
    private readonly ThemeColors _theme = theme ?? ThemeColors.Terminal;

    public CellBuffer Buffer { get; } = buffer;

    public Language Language { get; } = language ?? Language.English;

    /// <summary>Where the real cursor is to stand: in the field that is typed into, or on the selected row; null hides it.</summary>
    public (int Column, int Row)? Cursor { get; set; }

    /// <returns>The column after the text.</returns>
    public int Write(int x, int y, Text text, Style style, int maxWidth = int.MaxValue) => Put(x, y, text.In(Language), style, maxWidth);

    /// <summary>Writes so that the text ends before <paramref name="right"/>.</summary>
    public void WriteRight(int right, int y, Text text, Style style)
    {
        var words = text.In(Language);
        Put(right - SafeText.Width(words), y, words, style);
    }

    /// <summary>Writes what is no words, or words that were cut to their place (<see cref="Fit"/>).</summary>
    /// <returns>The column after the text.</returns>
    public int Put(int x, int y, string text, Style style, int maxWidth = int.MaxValue) => x + Buffer.Write(x, y, text, _theme.Of(style), maxWidth);

    /// <summary>The words, with … at the end where they are wider.</summary>
    public string Fit(Text text, int columns) => SafeText.Fit(text.In(Language), columns);

    public int Width(Text text) => SafeText.Width(text.In(Language));

    public void Fill(Rectangle area, Style style) => Buffer.Fill(area, new Cell(new System.Text.Rune(' '), _theme.Of(style)));

    /// <summary>A frame with a title, its inside cleared.</summary>
    /// <returns>The inside.</returns>
    public Rectangle Box(Rectangle area, Text title, Text? footer = null, bool focused = false)
    {
        Fill(area, Theme.Text);
        var style = focused ? Theme.FrameFocused : Theme.Frame;
        Buffer.DrawBox(area, focused ? BoxStyle.Double : BoxStyle.Single, _theme.Of(style), title.In(Language), footer?.In(Language) ?? "", _theme.Of(Theme.Strong));
        return new Rectangle(area.X + 1, area.Y + 1, Math.Max(0, area.Width - 2), Math.Max(0, area.Height - 2));
    }

    /// <summary>Cells of a picture in the middle of an area, cut off at its edges.</summary>
    public void Picture(Rectangle area, CellPicture picture)
    {
        var (left, top) = (area.X + Math.Max(0, (area.Width - picture.Columns) / 2), area.Y + Math.Max(0, (area.Height - picture.Rows) / 2));
        for (var row = 0; row < Math.Min(picture.Rows, area.Height); row++)
        {
            var cells = picture.Row(row);
            for (var column = 0; column < Math.Min(picture.Columns, area.Width); column++)
            {
                var cell = cells[column];
                Buffer[left + column, top + row] = new Cell(cell.Rune, new Style(Color.FromRgb(cell.Foreground), Color.FromRgb(cell.Background)));
            }
        }
    }

    /// <summary>Makes an area do something on a click; later ones lie above earlier ones.</summary>
    public void Click(Rectangle area, Func<Model, Step> run) => _hits.Add(new Hit(area, run));

    public void Click(Rectangle area, ScreenCommand command) => Click(area, command.Run);

    public Func<Model, Step>? HitAt(int column, int row) => _hits.FindLast(h => h.Area.Contains(column, row)).Run;

    private readonly record struct Hit(Rectangle Area, Func<Model, Step> Run);
}
