using System.Buffers;
using System.Globalization;
using System.Text;

namespace PeerSlot.Pictures.Cells;

/// <summary>The next frame of an animation: only the cells that look different.</summary>
public static partial class CellPictureWriter
{
    /// <summary>
    /// Goes up from the line below <paramref name="shown"/>, turns it into <paramref name="next"/>, and comes back. Cells that are written are also
    /// written into <paramref name="shown"/>, so that it stays what is on the screen.
    /// </summary>
    /// <param name="shown">As large as <paramref name="next"/>.</param>
    /// <param name="tolerance">
    /// Codes by which a cell's colours may be off what they should be: pictures whose palette changes from frame to frame flicker by a few.
    /// </param>
    public static void WriteChanges(CellPicture shown, CellPicture next, CellColors colors, IBufferWriter<byte> output, int tolerance = 0)
    {
        if (shown.Columns != next.Columns || shown.Rows != next.Rows)
            throw new ArgumentException($"{next.Columns}x{next.Rows} cells cannot follow {shown.Columns}x{shown.Rows}.", nameof(next));
        var cursor = new Cursor(output, next.Rows);
        for (var row = 0; row < next.Rows; row++)
        {
            var pen = new Pen(colors, output, tolerance);
            for (var column = 0; column < next.Columns; column++)
            {
                var cell = next[column, row];
                if (LooksLike(shown[column, row], cell, tolerance))
                    continue;
                cursor.MoveTo(column, row);
                Write(cell, ref pen);
                cursor.Column++;
                shown[column, row] = cell;
            }

            pen.EndColors();
        }

        cursor.MoveTo(0, next.Rows);
    }

    private static bool LooksLike(PictureCell shown, PictureCell next, int tolerance) =>
        shown == next || (shown.Rune == next.Rune && Differ(shown.Foreground, next.Foreground) <= tolerance && Differ(shown.Background, next.Background) <= tolerance);

    /// <summary>Codes in the channel that differs most.</summary>
    private static int Differ(int a, int b) =>
        Math.Max(Math.Abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF)), Math.Max(Math.Abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF)), Math.Abs((a & 0xFF) - (b & 0xFF))));

    /// <summary>Where the terminal's cursor is within the picture. Moves are relative: nobody knows on which line the picture begins.</summary>
    private struct Cursor(IBufferWriter<byte> output, int row)
    {
        private int _row = row;

        public int Column { get; set; }

        public void MoveTo(int column, int row)
        {
            if (row != _row)
            {
                Move(Math.Abs(row - _row), row < _row ? 'A' : 'B');
                output.Write("\r"u8);
                (_row, Column) = (row, 0);
            }

            if (column > Column)
                Move(column - Column, 'C');
            Column = column;
        }

        private readonly void Move(int by, char direction) =>
            output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\e[{by}{direction}")));
    }
}
