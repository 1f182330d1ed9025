using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Cells;

/// <summary>How the colours of cells are written (ECMA-48 8.3.117 SGR; ISO 8613-6 for 38 and 48).</summary>
public enum CellColors
{
    /// <summary>38;2;r;g;b.</summary>
    Truecolor,

    /// <summary>38;5;n: the nearest of <see cref="XtermPalette"/>.</summary>
    Palette256,

    /// <summary>Characters alone.</summary>
    None,
}

/// <summary>
/// Cells to the bytes that show them: as few as possible, line by line, each ended by a reset and a line feed. Both colours change in one SGR, a
/// colour that is set already is not set again, and a half block is turned upside down where that saves a colour.
/// </summary>
public static class CellPictureWriter
{
    private static readonly Rune UpperHalf = new('\u2580');
    private static readonly Rune LowerHalf = new('\u2584');
    private static readonly Rune FullBlock = new('\u2588');
    private static readonly Rune Space = new(' ');

    public static void Write(CellPicture picture, CellColors colors, IBufferWriter<byte> output)
    {
        for (var row = 0; row < picture.Rows; row++)
        {
            var pen = new Pen(colors, output);
            foreach (var cell in picture.Row(row))
                Write(cell, ref pen);
            pen.EndLine();
        }
    }

    private static void Write(PictureCell cell, ref Pen pen)
    {
        var isUpper = cell.Rune == UpperHalf;
        if (pen.IsColorless || !(isUpper || cell.Rune == LowerHalf))
        {
            pen.Write(cell.Rune, pen.ColorOf(cell.Foreground), pen.ColorOf(cell.Background));
            return;
        }

        var upper = pen.ColorOf(isUpper ? cell.Foreground : cell.Background);
        var lower = pen.ColorOf(isUpper ? cell.Background : cell.Foreground);
        if (upper == lower)
        {
            if (pen.Foreground == upper && pen.Background != upper)
                pen.Write(FullBlock, upper, pen.Background);
            else
                pen.Write(Space, pen.Foreground, upper);
        }
        else if (pen.Changes(lower, upper) < pen.Changes(upper, lower))
        {
            pen.Write(LowerHalf, lower, upper);
        }
        else
        {
            pen.Write(UpperHalf, upper, lower);
        }
    }

    /// <summary>The colours that are set on the terminal, -1 for its own; and what is written so far.</summary>
    private struct Pen(CellColors colors, IBufferWriter<byte> output)
    {
        /// <summary>"ESC [ 38;2;255;255;255;48;2;255;255;255 m" and a rune of 4 bytes, rounded up.</summary>
        private const int LongestCell = 48;

        public int Foreground { get; private set; } = -1;

        public int Background { get; private set; } = -1;

        public readonly bool IsColorless => colors == CellColors.None;

        /// <summary>As it is written: 0xRRGGBB, or an index.</summary>
        public readonly int ColorOf(int rgb) => colors switch
        {
            CellColors.Truecolor => rgb & 0xFFFFFF,
            CellColors.Palette256 => XtermPalette.NearestIndex(rgb),
            _ => -1,
        };

        public readonly int Changes(int foreground, int background) => (foreground == Foreground ? 0 : 1) + (background == Background ? 0 : 1);

        public void Write(Rune rune, int foreground, int background)
        {
            var buffer = output.GetSpan(LongestCell);
            var length = 0;
            if (Changes(foreground, background) > 0)
            {
                "\u001b["u8.CopyTo(buffer);
                length = 2;
                if (foreground != Foreground)
                    WriteColor(buffer, ref length, 38, foreground);
                if (background != Background)
                    WriteColor(buffer, ref length, 48, background);
                buffer[length - 1] = (byte)'m';
                Foreground = foreground;
                Background = background;
            }

            length += rune.EncodeToUtf8(buffer[length..]);
            output.Advance(length);
        }

        public readonly void EndLine()
        {
            // Cells that are cleared at a line's end would otherwise take the last background.
            if (Foreground >= 0 || Background >= 0)
                output.Write("\u001b[0m"u8);
            output.Write("\n"u8);
        }

        private readonly void WriteColor(Span<byte> buffer, ref int length, int selector, int color)
        {
            WriteNumber(buffer, ref length, selector);
            if (colors == CellColors.Palette256)
            {
                WriteNumber(buffer, ref length, 5);
                WriteNumber(buffer, ref length, color);
                return;
            }

            WriteNumber(buffer, ref length, 2);
            WriteNumber(buffer, ref length, color >> 16);
            WriteNumber(buffer, ref length, (color >> 8) & 0xFF);
            WriteNumber(buffer, ref length, color & 0xFF);
        }

        private static void WriteNumber(Span<byte> buffer, ref int length, int number)
        {
            Utf8Formatter.TryFormat(number, buffer[length..], out var digits);
            length += digits;
            buffer[length++] = (byte)';';
        }
    }
}
