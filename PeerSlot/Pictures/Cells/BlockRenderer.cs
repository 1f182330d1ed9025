using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in block characters: for each cell the glyph and the two colours that come nearest to its 8 x 8 parts.</summary>
public static class BlockRenderer
{
    /// <summary>In a palette: each colour the nearest one, or all of them such that areas have the right colour from afar.</summary>
    /// <param name="dither">Whether errors are diffused.</param>
    public static CellPicture Render(Bitmap picture, int columns, int rows, GlyphSet glyphs, CellColors colors, bool dither, int background = 0)
    {
        var cells = Render(picture, columns, rows, glyphs, background);
        if (dither && colors != CellColors.Truecolor)
            CellDiffusion.Diffuse(cells, colors);
        else
            PaletteColors.Replace(cells, colors);
        return cells;
    }

    /// <param name="background">0xRRGGBB behind transparent pixels, blended in linear light.</param>
    public static CellPicture Render(Bitmap picture, int columns, int rows, GlyphSet glyphs, int background = 0)
    {
        const int vectors = GlyphFit.Side / 2;
        var scaled = new AreaRows(picture, columns * GlyphFit.Side, rows * GlyphFit.Side);
        var ground = new Backdrop(background);
        var cells = new CellPicture(columns, rows);
        var line = new Vector256<float>[columns * vectors];
        // The parts of a cell lie together.
        var lights = new Vector256<float>[columns * GlyphFit.Parts / 2];
        for (var row = 0; row < rows; row++)
        {
            for (var y = 0; y < GlyphFit.Side; y++)
            {
                scaled.Read(MemoryMarshal.Cast<Vector256<float>, float>(line.AsSpan()));
                ground.Behind(line);
                for (var column = 0; column < columns; column++)
                    line.AsSpan(column * vectors, vectors).CopyTo(lights.AsSpan(column * GlyphFit.Parts / 2 + y * vectors));
            }

            for (var column = 0; column < columns; column++)
                cells[column, row] = GlyphFit.Fit(lights.AsSpan(column * GlyphFit.Parts / 2, GlyphFit.Parts / 2), glyphs);
        }

        return cells;
    }
}
