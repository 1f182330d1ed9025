using PeerSlot.Pictures;

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
    /// A canvas of a picture. Transparent places show the paper. A picture whose longer side exceeds
    /// <paramref name="maximumSide"/> is shrunk by a whole number, averaging in linear light.
    /// </summary>
    public static Canvas FromBitmap(Bitmap picture, int maximumSide, int paper = InkPalette.Paper)
    {
        var factor = (Math.Max(picture.Width, picture.Height) + maximumSide - 1) / maximumSide;
        var canvas = new Canvas((picture.Width + factor - 1) / factor, (picture.Height + factor - 1) / factor, paper);
        canvas.BeginEdit();
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var color = AverageOf(picture, x * factor, y * factor, factor, paper);
                canvas.Writable(y / TileSize * canvas._tileColumns + x / TileSize)[y % TileSize * TileSize + x % TileSize] = color;
            }
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

    private static int AverageOf(Bitmap picture, int x, int y, int side, int paper)
    {
        var sum = default(LinearSum);
        for (var row = y; row < Math.Min(picture.Height, y + side); row++)
        {
            var pixels = picture.Row(row);
            for (var column = x; column < Math.Min(picture.Width, x + side); column++)
                sum.Add(pixels.Slice(column * 4, 4), paper);
        }

        return sum.Average(paper);
    }
}
