using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>One line of a table.</summary>
internal static class TableRow
{
    /// <param name="columns">Widths with the gap behind; 0 leaves a column out.</param>
    public static void Draw(Painter painter, Rectangle line, int[] columns, Text[] texts, Style style)
    {
        painter.Fill(line, style);
        var x = line.X;
        for (var i = 0; i < columns.Length && x < line.Right; i++)
        {
            if (columns[i] == 0)
                continue;
            var width = Math.Min(columns[i], line.Right - x);
            painter.Put(x, line.Y, painter.Fit(texts[i], Math.Max(1, width - (x + width < line.Right ? 1 : 0))), style);
            x += width;
        }
    }
}
