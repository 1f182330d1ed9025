using PeerSlot.Drawing.Fonts;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Drawing;

public sealed partial class Canvas
{
    /// <summary>Samples a side when pixels are averaged for showing: enough that nobody sees that there are no more.</summary>
    private const int MaximumSamples = 4;

    /// <summary>Pixels of a picture with its glyphs painted: 64 MiB.</summary>
    private const int LargestPainted = 16 << 20;

    /// <summary>
    /// The drawing as it is sent, opaque: its pixels, or where there is a glyph, <see cref="PixelFont.Width"/> by <see cref="PixelFont.Height"/>
    /// pixels a cell. Of a drawing too large for that, pixels alone, a glyph as two of them.
    /// </summary>
    public Bitmap ToBitmap()
    {
        var hasGlyphs = HasGlyphs;
        if (hasGlyphs && (long)Width * Height * PixelFont.Width * PixelFont.Width <= LargestPainted)
            return GlyphPainter.Paint(this);
        var bitmap = new Bitmap(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            var row = bitmap.Row(y);
            for (var x = 0; x < Width; x++)
                Set(row.Slice(x * 4, 4), hasGlyphs ? GlyphPainter.PixelOf(CellAt(x, y / 2), y % 2 == 1) : this[x, y]);
        }

        return bitmap;
    }

    /// <summary>
    /// A canvas of a picture, shrunk where its longer side exceeds <paramref name="maximumSide"/>. Nothing is drawn where it is transparent.
    /// </summary>
    public static Canvas FromBitmap(Bitmap picture, int maximumSide)
    {
        var ratio = Math.Min(1, maximumSide / (double)Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * ratio)), Math.Max(1, (int)Math.Round(picture.Height * ratio)));
        var scaled = AreaScaler.Scale(picture, width, height);
        var canvas = new Canvas(width, height);
        canvas.BeginEdit();
        for (var y = 0; y < height; y++)
        {
            var row = scaled.Row(y);
            for (var x = 0; x < width; x++)
                canvas.Writable(x, y).Colors[Tile.PixelAt(x, y)] = OverPaper(row.Slice(x * 4, 4));
        }

        canvas.EndEdit();
        return canvas;
    }

    /// <summary>The average, in linear light, of a square of the canvas, cut off at its edges; <see cref="Empty"/> where nothing is drawn.</summary>
    /// <remarks>Of a large square, 4x4 pixels spread over it.</remarks>
    public int AverageOf(int x, int y, int side)
    {
        if (side == 1)
            return InkAt(x, y);
        var sum = default(LinearSum);
        var step = Math.Max(1, side / MaximumSamples);
        var drawn = false;
        for (var row = y; row < Math.Min(Height, y + side); row += step)
        {
            for (var column = x; column < Math.Min(Width, x + side); column += step)
            {
                var ink = InkAt(column, row);
                drawn |= ink != Empty;
                sum.Add(ink == Empty ? InkPalette.Paper : ink);
            }
        }

        return drawn ? sum.Average(Empty) : Empty;
    }

    /// <summary>Gives a canvas that nobody draws on yet another sheet of the same size.</summary>
    internal Canvas As(Sheet sheet)
    {
        Lay(sheet);
        return this;
    }

    /// <summary>A pixel on paper, blended in linear light; an opaque one stays exactly what it is, and a clear one is nothing.</summary>
    internal static int OverPaper(ReadOnlySpan<byte> rgba)
    {
        if (rgba[3] == 255)
            return rgba[0] << 16 | rgba[1] << 8 | rgba[2];
        if (rgba[3] == 0)
            return Empty;
        var alpha = rgba[3] / 255f;
        const byte Paper = InkPalette.Paper & 0xFF;
        return LinearLight.ToColor(Blend(rgba[0]), Blend(rgba[1]), Blend(rgba[2]));

        float Blend(byte code) => LinearLight.ToLight(code) * alpha + LinearLight.ToLight(Paper) * (1 - alpha);
    }

    internal static void Set(Span<byte> rgba, int color)
    {
        rgba[0] = (byte)(color >> 16);
        rgba[1] = (byte)(color >> 8);
        rgba[2] = (byte)color;
        rgba[3] = 255;
    }
}
