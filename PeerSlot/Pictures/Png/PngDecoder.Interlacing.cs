using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Png;

/// <content>Adam7 (PNG, 8.2): seven passes, each a small picture of its own with its own first row.</content>
public sealed partial class PngDecoder
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    private static Bitmap DecodeInterlaced(Stream inflated, PngHeader header, PngColors colors)
    {
        var picture = new Bitmap(header.Width, header.Height);
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
                Scatter(MemoryMarshal.Cast<byte, uint>(converted), pixels.Slice(y * header.Width, header.Width), left, stepX);
            }
        }

        return picture;
    }

    private static void Scatter(ReadOnlySpan<uint> row, Span<uint> target, int left, int step)
    {
        for (var i = 0; i < row.Length; i++)
            target[left + i * step] = row[i];
    }
}
