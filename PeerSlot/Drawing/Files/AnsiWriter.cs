using System.Globalization;
using System.Text;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// A drawing as .ans. Where the sixteen colours of the PC and its characters suffice: code page 437 with a SAUCE record, as programs for ANSI art
/// read it. Else UTF-8 with colours of 24 bits, one line a row, to be shown in a terminal. What is not drawn is written as paper, as it looks.
/// </summary>
internal static class AnsiWriter
{
    public static byte[] Write(Canvas canvas) => IsClassic(canvas) ? WriteClassic(canvas) : Encoding.UTF8.GetBytes(WriteModern(canvas));

    private static bool IsClassic(Canvas canvas)
    {
        foreach (var cell in Cells(canvas))
        {
            if (!Cp437.TryEncode(cell.Glyph.Value, out _) || VgaColors.IndexOf(cell.Foreground) < 0 || VgaColors.IndexOf(cell.Background) < 0)
                return false;
        }

        return true;
    }

    /// <summary>Rows are as wide as SAUCE says, so none is ended by a line feed, which readers would take for one more row.</summary>
    private static byte[] WriteClassic(Canvas canvas)
    {
        using var file = new MemoryStream();
        (int Foreground, int Background)? last = null;
        foreach (var cell in Cells(canvas))
        {
            var colors = (VgaColors.IndexOf(cell.Foreground), VgaColors.IndexOf(cell.Background));
            if (colors != last)
                file.Write(Encoding.ASCII.GetBytes(VgaColors.Sgr(colors.Item1, colors.Item2)));
            last = colors;
            Cp437.TryEncode(cell.Glyph.Value, out var code);
            file.WriteByte(code);
        }

        file.Write("\e[0m"u8);
        file.Write(SauceRecord.Write((int)file.Length, canvas.Width, canvas.CellRows, canvas.Sheet.Name));
        return file.ToArray();
    }

    private static string WriteModern(Canvas canvas)
    {
        var text = new StringBuilder();
        for (var row = 0; row < canvas.CellRows; row++)
        {
            (int, int)? last = null;
            for (var column = 0; column < canvas.Width; column++)
            {
                var cell = Seen(canvas.CellAt(column, row));
                if (cell.Glyph == CanvasCell.Continuation)
                    continue;
                if (last != (cell.Foreground, cell.Background))
                    text.Append(CultureInfo.InvariantCulture, $"\e[{Rgb(38, cell.Foreground)};{Rgb(48, cell.Background)}m");
                last = (cell.Foreground, cell.Background);
                text.Append(cell.Glyph.ToString());
            }

            text.Append("\e[0m\n");
        }

        return text.ToString();
    }

    private static string Rgb(int selector, int color) =>
        string.Create(CultureInfo.InvariantCulture, $"{selector};2;{color >> 16 & 255};{color >> 8 & 255};{color & 255}");

    private static IEnumerable<CanvasCell> Cells(Canvas canvas) =>
        from row in Enumerable.Range(0, canvas.CellRows) from column in Enumerable.Range(0, canvas.Width) select Seen(canvas.CellAt(column, row));

    /// <summary>As it looks: paper where nothing is drawn, and a blank where the two pixels are the same.</summary>
    private static CanvasCell Seen(CanvasCell cell)
    {
        var (foreground, background) = (Color(cell.Foreground), Color(cell.Background));
        return cell.IsPixels && foreground == background
            ? new CanvasCell(new Rune(' '), 0, background)
            : new CanvasCell(cell.Glyph, foreground, background);

        static int Color(int color) => color == Canvas.Empty ? InkPalette.Paper : color;
    }
}
