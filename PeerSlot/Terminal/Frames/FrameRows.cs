using System.Text;

namespace PeerSlot.Terminal.Frames;

/// <summary>Rows made fit for a terminal: the last gate that nothing but whole, printable cells passes.</summary>
internal static class FrameRows
{
    /// <summary>
    /// Copies row <paramref name="y"/> of <paramref name="frame"/>: what it lacks is blank, half a wide rune is blank, a rune that is no
    /// character of width 1 or 2 is U+FFFD, and the right half of a wide rune has the style of its left.
    /// </summary>
    public static void Copy(CellBuffer frame, int y, Span<Cell> row)
    {
        row.Fill(Cell.Blank);
        if (y >= frame.Height)
            return;
        var cells = frame.Cells.Slice(y * frame.Width, frame.Width);
        cells = cells[..Math.Min(cells.Length, row.Length)];
        for (var x = 0; x < cells.Length; x++)
        {
            var cell = cells[x];
            var value = cell.Rune.Value;
            var width = value is >= 0x20 and < 0x7F or (>= 0x2500 and < 0x25FD) ? 1 : SafeText.IsHarmless(cell.Rune) ? RuneWidth.Of(cell.Rune) : 0;
            if (width == 1)
            {
                row[x] = cell;
            }
            else if (width == 2 && x + 1 < cells.Length && cells[x + 1].IsContinuation)
            {
                row[x] = cell;
                row[++x] = Cell.Continuation(cell.Style);
            }
            else
            {
                row[x] = new Cell(width == 2 || cell.IsContinuation ? new Rune(' ') : Rune.ReplacementChar, cell.Style);
            }
        }
    }
}
