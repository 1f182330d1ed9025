using System.Buffers;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Commands;

/// <summary>Draws a picture, or plays the frames of one, on standard output.</summary>
internal sealed class PictureShow(CommandContext context, ShowTerminal terminal, ShowWishes wishes)
{
    /// <summary>One huge write hangs some consoles (microsoft/terminal #11794).</summary>
    private const int LongestWrite = 32 * 1024;

    private readonly PictureLimits _limits = new(context.Settings.MaxPixels);

    private int Tolerance => wishes.IsCompact ? CellPictureWriter.CompactTolerance : 0;

    public void Play(byte[] file)
    {
        var info = PictureFile.Identify(file, _limits);
        var (columns, rows) = Fit(info.Width, info.Height);
        var escapes = new ArrayBufferWriter<byte>();
        if (terminal.Mode is ShowMode.Kitty or ShowMode.Sixel)
        {
            WritePixels(file, columns, rows, escapes);
            Write(escapes);
        }
        else if (wishes.Frames == 1)
        {
            CellPictureWriter.Write(Render(PictureFile.DecodeFor(Box(columns, rows), file, _limits), columns, rows), terminal.Colors, escapes, Tolerance);
            Write(escapes);
        }
        else
        {
            PlayFrames(file, columns, rows, escapes);
        }
    }

    private void PlayFrames(byte[] file, int columns, int rows, ArrayBufferWriter<byte> escapes)
    {
        var isTerminal = context.Environment.Output.OutputIsTerminal;
        CellPicture? shown = null;
        try
        {
            foreach (var frame in PictureFile.DecodeFrames(file, _limits).Take(wishes.Frames))
            {
                var next = Render(frame.Picture, columns, rows);
                if (shown is null)
                {
                    escapes.Write(isTerminal ? "\e[?25l"u8 : []);
                    CellPictureWriter.Write(shown = next, terminal.Colors, escapes, Tolerance);
                }
                else
                {
                    CellPictureWriter.WriteChanges(shown, next, terminal.Colors, escapes, Tolerance);
                }

                Write(escapes);
                // Into a file all frames go at once.
                if (isTerminal && context.Environment.Cancelled.WaitHandle.WaitOne(frame.Delay))
                    context.Environment.Cancelled.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            if (isTerminal)
            {
                escapes.Write("\e[?25h"u8);
                Write(escapes);
            }
        }
    }

    private CellPicture Render(Bitmap picture, int columns, int rows)
    {
        if (terminal.Mode == ShowMode.Half)
            return HalfBlockRenderer.Render(picture, columns, rows, terminal.Colors, wishes.IsDithered, terminal.Background);
        if (terminal.Mode == ShowMode.Ascii)
        {
            var cells = AsciiRenderer.Render(picture, columns, rows, terminal.Background);
            PaletteColors.Replace(cells, terminal.Colors);
            return cells;
        }

        var glyphs = terminal.Mode switch { ShowMode.Quadrant => GlyphSet.Quadrants, ShowMode.Best => GlyphSet.Sextants, _ => GlyphSet.Blocks };
        return BlockRenderer.Render(picture, columns, rows, glyphs, terminal.Colors, wishes.IsDithered, terminal.Background);
    }

    private void WritePixels(byte[] file, int columns, int rows, ArrayBufferWriter<byte> escapes)
    {
        int width = Math.Max(1, (int)(columns * terminal.CellWidth)), height = Math.Max(1, (int)(rows * terminal.CellHeight));
        var picture = PictureFile.DecodeFor(new PixelBox(width, height), file, _limits);
        if (terminal.Mode == ShowMode.Sixel)
            SixelWriter.Write(picture, width, height, escapes, terminal.Background);
        else
            KittyWriter.Write(picture.Width > width ? AreaScaler.Scale(picture, width, height) : picture, columns, rows, escapes);
    }

    /// <summary>Two pixels a half block; blocks are chosen by 8 x 8 parts, which is what the surplus of a <see cref="PixelBox"/> comes to.</summary>
    private PixelBox Box(int columns, int rows) =>
        terminal.Mode is ShowMode.Half or ShowMode.Ascii ? new PixelBox(columns, rows * 2) : new PixelBox(columns * 2, rows * 4);

    /// <summary>A small picture is not enlarged: where pixels are shown, beyond its own; in cells, beyond one a column.</summary>
    private (int Columns, int Rows) Fit(int width, int height)
    {
        var (columns, rows) = terminal.Cells;
        var aspect = terminal.CellHeight / terminal.CellWidth;
        if (terminal.Mode is not (ShowMode.Kitty or ShowMode.Sixel))
            return CellFit.Within(width, height, (columns, rows), aspect);
        columns = Math.Min(columns, (int)Math.Ceiling(width / terminal.CellWidth));
        rows = Math.Min(rows, (int)Math.Ceiling(height / terminal.CellHeight));
        return CellFit.Within(width, height, (columns, rows), aspect, enlarge: true);
    }

    private void Write(ArrayBufferWriter<byte> escapes)
    {
        var output = context.Environment.Output.Raw;
        for (var rest = escapes.WrittenSpan; !rest.IsEmpty;)
        {
            var part = rest[..Math.Min(rest.Length, LongestWrite)];
            output.Write(part);
            rest = rest[part.Length..];
        }

        output.Flush();
        escapes.ResetWrittenCount();
    }
}
