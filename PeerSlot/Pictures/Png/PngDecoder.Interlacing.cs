using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Png;

/// <content>Adam7 (PNG, 8.2): seven passes, each a small picture of its own with its own first row.</content>
public sealed partial class PngDecoder
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    /// <param name="fill">Whether each pixel stands for those beside and below it that later passes bring.</param>
    private static Bitmap DecodeInterlaced(Stream inflated, PngHeader header, PngColors colors, Bitmap picture, bool fill)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan());
        var rgba = new byte[header.Width * 4];
        foreach (var (left, top, stepX, stepY) in Passes)
        {
            var width = (header.Width - left + stepX - 1) / stepX;
            if (width <= 0 || header.Height <= top)
                continue;
            var rows = new Scanlines(inflated, header, width);
            var converted = rgba.AsSpan(0, width * 4);
            for (var y = top; y < header.Height; y += stepY)
            {
                colors.Convert(rows.Next(), converted);
                var row = pixels.Slice(y * header.Width, header.Width);
                Scatter(MemoryMarshal.Cast<byte, uint>(converted), row, left, stepX);
                if (fill)
                    Fill(picture, y, left, top, stepX, stepY);
            }
        }

        return picture;
    }

    private static void Scatter(ReadOnlySpan<uint> row, Span<uint> target, int left, int step)
    {
        for (var i = 0; i < row.Length; i++)
            target[left + i * step] = row[i];
    }

    /// <summary>A pass brings the right half or the lower half of what the one before left open: its pixels stand for the rest of that half.</summary>
    private static void Fill(Bitmap picture, int y, int left, int top, int stepX, int stepY)
    {
        int wide = left == 0 ? stepX : stepX - left, high = top == 0 ? stepY : stepY - top;
        var row = MemoryMarshal.Cast<byte, uint>(picture.Row(y));
        for (var x = left; x < row.Length; x += stepX)
            row[x..Math.Min(x + wide, row.Length)].Fill(row[x]);
        for (var below = y + 1; below < Math.Min(y + high, picture.Height); below++)
        {
            var target = MemoryMarshal.Cast<byte, uint>(picture.Row(below));
            for (var x = left; x < row.Length; x += stepX)
                row[x..Math.Min(x + wide, row.Length)].CopyTo(target[x..]);
        }
    }
}
