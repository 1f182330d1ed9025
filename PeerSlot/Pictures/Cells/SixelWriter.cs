using System.Buffers;
using System.Globalization;
using System.Text;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Cells;

/// <summary>
/// A picture as sixels (VT330/VT340 Programmer Reference Manual, chapter 14): bands of 6 rows, in each band a pass for each colour that it has.
/// </summary>
public static class SixelWriter
{
    private const int BandHeight = 6;

    /// <summary>A character repeated at least so often is shorter as "!n" and itself.</summary>
    private const int ShortestRun = 4;

    /// <summary>Scales to this many pixels and dithers to 256 colours of the picture's own.</summary>
    public static void Write(Bitmap picture, int width, int height, IBufferWriter<byte> output, int background = 0)
    {
        var lights = AreaScaler.ScaleLinear(picture, width, height);
        var ground = new Backdrop(background);
        var palette = AdaptivePalette.Of(lights, ground);
        var colors = ErrorDiffusion.Diffuse(lights, ground, palette.Nearest);
        var text = new StringBuilder();
        // P2 = 1: pixels that are not painted stay. The raster attributes say that pixels are square, and how many there are.
        Append(text, $"\eP0;1;0q\"1;1;{width};{height}");
        for (var index = 0; index < palette.Colors.Count; index++)
        {
            var color = palette.Colors[index];
            Append(text, $"#{index};2;{Percent(color >> 16)};{Percent(color >> 8)};{Percent(color)}");
        }

        for (var top = 0; top < height; top += BandHeight)
            AppendBand(text, colors, palette, width, top, Math.Min(height, top + BandHeight));
        text.Append("\e\\\n");
        output.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static void AppendBand(StringBuilder text, int[] colors, AdaptivePalette palette, int width, int top, int bottom)
    {
        var passes = new SortedDictionary<int, byte[]>();
        for (var y = top; y < bottom; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var index = palette.IndexOf(colors[y * width + x]);
                if (!passes.TryGetValue(index, out var bits))
                    passes.Add(index, bits = new byte[width]);
                bits[x] |= (byte)(1 << (y - top));
            }
        }

        var isFirst = true;
        foreach (var (index, bits) in passes)
        {
            // $ goes back to the left edge of the same band.
            Append(text, $"{(isFirst ? "" : "$")}#{index}");
            isFirst = false;
            AppendRuns(text, bits);
        }

        text.Append('-');
    }

    private static void AppendRuns(StringBuilder text, byte[] bits)
    {
        var last = bits.AsSpan().LastIndexOfAnyExcept((byte)0);
        for (var x = 0; x <= last;)
        {
            var end = x + 1;
            while (end <= last && bits[end] == bits[x])
                end++;
            // 6 bits from '?' on, the lowest one at the top.
            var sixel = (char)('?' + bits[x]);
            if (end - x < ShortestRun)
                text.Append(sixel, end - x);
            else
                Append(text, $"!{end - x}{sixel}");
            x = end;
        }
    }

    private static int Percent(int code) => ((code & 0xFF) * 100 + 127) / 255;

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
