using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture in block characters: for each cell the glyph and the two colours that come nearest to its 4 x 8 parts.</summary>
public static class BlockRenderer
{
    /// <param name="background">0xRRGGBB behind transparent pixels, blended in linear light.</param>
    public static CellPicture Render(Bitmap picture, int columns, int rows, GlyphSet glyphs, int background = 0)
    {
        var image = AreaScaler.ScaleLinear(picture, columns * GlyphFit.Columns, rows * GlyphFit.Rows);
        var ground = new Backdrop(background);
        var cells = new CellPicture(columns, rows);
        Span<Vector128<float>> lights = stackalloc Vector128<float>[GlyphFit.Parts];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var y = 0; y < GlyphFit.Rows; y++)
                {
                    MemoryMarshal.Cast<float, Vector128<float>>(image.Row(row * GlyphFit.Rows + y)).Slice(column * GlyphFit.Columns, GlyphFit.Columns)
                        .CopyTo(lights[(y * GlyphFit.Columns)..]);
                }

                ground.Behind(lights);
                cells[column, row] = GlyphFit.Fit(lights, glyphs);
            }
        }

        return cells;
    }
}
