using PeerSlot.Pictures;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Drawing;

public sealed partial class Canvas
{
    /// <summary>A copy of all pixels, opaque.</summary>
    public Bitmap ToBitmap()
    {
        var bitmap = new Bitmap(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            var row = bitmap.Row(y);
            for (var x = 0; x < Width; x++)
            {
                var color = this[x, y];
                row[x * 4] = (byte)(color >> 16);
                row[x * 4 + 1] = (byte)(color >> 8);
                row[x * 4 + 2] = (byte)color;
                row[x * 4 + 3] = 255;
            }
        }

        return bitmap;
    }

    /// <summary>
    /// A canvas of a picture, shrunk where its longer side exceeds <paramref name="maximumSide"/>. Transparent places show the paper.
    /// </summary>
    public static Canvas FromBitmap(Bitmap picture, int maximumSide, int paper = InkPalette.Paper)
    {
        var ratio = Math.Min(1, maximumSide / (double)Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * ratio)), Math.Max(1, (int)Math.Round(picture.Height * ratio)));
        var scaled = AreaScaler.Scale(picture, width, height);
        var canvas = new Canvas(width, height, paper);
        canvas.BeginEdit();
        for (var y = 0; y < height; y++)
        {
            var row = scaled.Row(y);
            for (var x = 0; x < width; x++)
                canvas.Writable(y / TileSize * canvas._tileColumns + x / TileSize)[y % TileSize * TileSize + x % TileSize] =
                    Over(paper, row.Slice(x * 4, 4));
        }

        canvas.EndEdit();
        return canvas;
    }

    /// <summary>The average, in linear light, of a square of the canvas, cut off at its edges.</summary>
    public int AverageOf(int x, int y, int side)
    {
        if (side == 1)
            return this[x, y];
        var sum = default(LinearSum);
        for (var row = y; row < Math.Min(Height, y + side); row++)
            for (var column = x; column < Math.Min(Width, x + side); column++)
                sum.Add(this[column, row]);
        return sum.Average(Paper);
    }

    /// <summary>A pixel on paper, blended in linear light; an opaque one stays exactly what it is.</summary>
    private static int Over(int paper, ReadOnlySpan<byte> rgba)
    {
        if (rgba[3] == 255)
            return rgba[0] << 16 | rgba[1] << 8 | rgba[2];
        var alpha = rgba[3] / 255f;
        return LinearLight.ToColor(Blend(rgba[0], paper >> 16), Blend(rgba[1], paper >> 8), Blend(rgba[2], paper));

        float Blend(byte code, int under) => LinearLight.ToLight(code) * alpha + LinearLight.ToLight((byte)under) * (1 - alpha);
    }
}
