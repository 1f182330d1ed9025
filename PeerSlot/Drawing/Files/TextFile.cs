using System.Text;

namespace PeerSlot.Drawing.Files;

/// <summary>A drawing as plain text in UTF-8: glyphs without their colours, pixels as blocks, no blanks at the ends of lines.</summary>
internal static class TextFile
{
    private const int Tab = 8;

    public static byte[] Write(Canvas canvas)
    {
        var text = new StringBuilder();
        for (var row = 0; row < canvas.CellRows; row++)
        {
            var line = new StringBuilder();
            for (var column = 0; column < canvas.Width; column++)
            {
                var cell = canvas.CellAt(column, row);
                if (cell.Glyph != CanvasCell.Continuation)
                    line.Append(cell.IsPixels ? Block(cell) : cell.Glyph.ToString());
            }

            text.Append(line.ToString().TrimEnd(' ')).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + '\n');
    }

    /// <param name="widthOf">Columns of a rune, 0 to 2.</param>
    public static Canvas Read(ReadOnlySpan<byte> file, Func<Rune, int> widthOf)
    {
        var grid = new CellGrid();
        var (column, row) = (0, 0);
        foreach (var rune in Encoding.UTF8.GetString(file).EnumerateRunes())
        {
            if (rune.Value == '\n')
                (column, row) = (0, row + 1);
            else if (rune.Value == '\t')
                column = column / Tab * Tab + Tab;
            else if (rune.Value == ' ')
                column++;
            else if (GlyphRule.IsAllowed(rune.Value) && rune.Value != 1 && rune.Value != 0xFEFF)
                column += Put(grid, column, row, rune, widthOf(rune));
            if (row > Canvas.MaximumSide / 2)
                break;
        }

        return grid.ToCanvas();
    }

    private static int Put(CellGrid grid, int column, int row, Rune rune, int width)
    {
        if (width > 0)
            grid.Set(column, row, new CanvasCell(rune, 0, Canvas.Empty));
        if (width == 2)
            grid.Set(column + 1, row, new CanvasCell(CanvasCell.Continuation, 0, Canvas.Empty));
        return width;
    }

    private static string Block(CanvasCell cell) => (cell.Foreground != Canvas.Empty, cell.Background != Canvas.Empty) switch
    {
        (true, true) => "█",
        (true, false) => "▀",
        (false, true) => "▄",
        _ => " ",
    };
}
