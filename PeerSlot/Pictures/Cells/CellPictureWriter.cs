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

    /// <summary>30 to 37 and 90 to 97 (and 10 more for the ground): the nearest of <see cref="AnsiPalette"/>.</summary>
    Palette16,

    /// <summary>Characters alone, black being the ground.</summary>
    None,
}

/// <summary>
/// Cells to the bytes that show them: as few as possible, line by line, each ended by a reset and a line feed. Both colours change in one SGR, a
/// colour that is set already is not set again, and a half block is turned upside down where that saves a colour.
/// </summary>
public static partial class CellPictureWriter
{
    /// <summary>
    /// A difference per channel that is hardly seen between neighbours and saves a quarter of a photograph's bytes.
    /// </summary>
    public const int CompactTolerance = 3;

    /// <param name="tolerance">
    /// Codes by which a channel may be wrong so that the colour that is set already can stay: for slow lines. Counts for truecolor alone.
    /// </param>
    public static void Write(CellPicture picture, CellColors colors, IBufferWriter<byte> output, int tolerance = 0)
    {
        for (var row = 0; row < picture.Rows; row++)
        {
            var pen = new Pen(colors, output, tolerance);
            foreach (var cell in picture.Row(row))
                Write(cell, ref pen);
            pen.EndLine();
        }
    }

    private static void Write(PictureCell cell, ref Pen pen)
    {
        int foreground = pen.ColorOf(cell.Foreground), background = pen.ColorOf(cell.Background);
        if (pen.IsColorless)
            pen.Write(Colorless(cell), foreground, background);
        else if (cell.Rune == BlockGlyphs.Space)
            WriteOne(background, background, ref pen);
        else if (cell.Rune == BlockGlyphs.FullBlock)
            WriteOne(foreground, foreground, ref pen);
        else if (!BlockGlyphs.TryComplement(cell.Rune, out var complement))
            pen.Write(cell.Rune, foreground, background);
        else if (pen.AreAlike(foreground, background) || pen.HasOneFor(foreground, background))
            WriteOne(foreground, background, ref pen);
        else if (pen.Changes(background, foreground) < pen.Changes(foreground, background))
            pen.Write(complement, pen.NearForeground(background), pen.NearBackground(foreground));
        else
            pen.Write(cell.Rune, pen.NearForeground(foreground), pen.NearBackground(background));
    }

    /// <summary>A block whose lighter colour is the terminal's own, as its ground is taken to be dark.</summary>
    private static Rune Colorless(PictureCell cell)
    {
        if (!BlockGlyphs.TryComplement(cell.Rune, out var complement))
            return cell.Rune;
        if (cell.Foreground == cell.Background)
            return cell.Foreground == 0 ? BlockGlyphs.Space : BlockGlyphs.FullBlock;
        return PaletteColors.Luma(cell.Foreground) > PaletteColors.Luma(cell.Background) ? cell.Rune : complement;
    }

    /// <summary>A cell of one colour, or of two that pass for one.</summary>
    private static void WriteOne(int color, int alike, ref Pen pen)
    {
        if (pen.AreAlike(pen.Background, color, alike))
            pen.Write(BlockGlyphs.Space, pen.Foreground, pen.Background);
        else if (pen.AreAlike(pen.Foreground, color, alike))
            pen.Write(BlockGlyphs.FullBlock, pen.Foreground, pen.Background);
        else
            pen.Write(BlockGlyphs.Space, pen.Foreground, color);
    }

    /// <summary>The colours that are set on the terminal, -1 for its own; and what is written so far.</summary>
    private struct Pen(CellColors colors, IBufferWriter<byte> output, int tolerance)
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
            CellColors.Palette16 => AnsiPalette.NearestIndex(rgb),
            _ => -1,
        };

        public readonly int Changes(int foreground, int background) =>
            (AreAlike(foreground, Foreground) ? 0 : 1) + (AreAlike(background, Background) ? 0 : 1);

        /// <summary>Whether one passes for the other.</summary>
        public readonly bool AreAlike(int a, int b) =>
            a == b || (tolerance > 0 && colors == CellColors.Truecolor && a >= 0 && b >= 0 && Differ(a, b) <= tolerance);

        public readonly bool AreAlike(int pen, int a, int b) => AreAlike(pen, a) && AreAlike(pen, b);

        /// <summary>Whether a colour that is set passes for both.</summary>
        public readonly bool HasOneFor(int a, int b) => AreAlike(Background, a, b) || AreAlike(Foreground, a, b);

        public readonly int NearForeground(int color) => AreAlike(color, Foreground) ? Foreground : color;

        public readonly int NearBackground(int color) => AreAlike(color, Background) ? Background : color;

        public void Write(Rune rune, int foreground, int background)
        {
            var buffer = output.GetSpan(LongestCell);
            var length = 0;
            if (foreground != Foreground || background != Background)
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
            EndColors();
            output.Write("\n"u8);
        }

        public readonly void EndColors()
        {
            if (Foreground >= 0 || Background >= 0)
                output.Write("\u001b[0m"u8);
        }

        private readonly void WriteColor(Span<byte> buffer, ref int length, int selector, int color)
        {
            if (colors == CellColors.Palette16)
            {
                WriteNumber(buffer, ref length, selector - 8 + (color < 8 ? color : color - 8 + 60));
                return;
            }

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
