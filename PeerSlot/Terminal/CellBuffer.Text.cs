using System.Text;

namespace PeerSlot.Terminal;

public sealed partial class CellBuffer
{
    /// <summary>
    /// Writes one line of text. What is not harmless (<see cref="SafeText"/>) shows as U+FFFD, combining marks go into the cell before them, what else has no width is left out, and of
    /// a wide rune that would be cut by an edge only a blank is shown.
    /// </summary>
    /// <param name="x">0-based column; negative cuts the beginning off.</param>
    /// <param name="y">0-based row.</param>
    /// <param name="maxWidth">Columns that the text may take.</param>
    /// <returns>Columns used, those cut off by the left edge included.</returns>
    public int Write(int x, int y, ReadOnlySpan<char> text, Style style, int maxWidth = int.MaxValue)
    {
        if ((uint)y >= (uint)Height)
            return 0;
        var end = (int)Math.Min(Width, x + (long)maxWidth);
        var (at, last) = (x, -1);
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = SafeText.IsHarmless(rune) ? rune : Rune.ReplacementChar;
            var width = RuneWidth.Of(shown);
            if (width == 0)
            {
                if (last >= 0 && CombiningMarks.IsMark(shown))
                    this[last, y] = this[last, y] with { Marks = this[last, y].Marks.With(shown) };
                continue;
            }

            last = -1;
            if (at >= end)
                break;
            if (width == 2 && (at + 1 >= end || at < 0))
            {
                Put(at, y, new Cell(new Rune(' '), style));
                Put(at + 1 < end ? at + 1 : -1, y, new Cell(new Rune(' '), style));
                at += Math.Min(2, end - at);
                continue;
            }

            Put(at, y, new Cell(shown, style));
            if (width == 2)
                Put(at + 1, y, Cell.Continuation(style));
            (last, at) = (at, at + width);
        }

        return Math.Max(0, at - x);
    }

    /// <summary>The text of a row, a wide rune once; for tests and for reading a screen aloud.</summary>
    public string RowText(int y)
    {
        var text = new StringBuilder(Width);
        for (var x = 0; x < Width; x++)
        {
            if (!this[x, y].IsContinuation)
                text.Append(this[x, y].Rune).Append(this[x, y].Marks.ToString());
        }

        return text.ToString();
    }

    /// <summary>Sets a cell, and blanks the other half of a wide rune that loses one by it.</summary>
    private void Put(int x, int y, Cell cell)
    {
        var old = this[x, y];
        if (old.IsContinuation && !cell.IsContinuation)
            this[x - 1, y] = new Cell(new Rune(' '), this[x - 1, y].Style);
        else if (this[x + 1, y].IsContinuation && !old.IsContinuation)
            this[x + 1, y] = new Cell(new Rune(' '), this[x + 1, y].Style);
        this[x, y] = cell;
    }
}
