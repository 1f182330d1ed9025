using System.Buffers;
using System.Buffers.Text;
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
        // P2 = 1: pixels that are not painted stay. The raster attributes say that pixels are square, and how many there are.
        Append(output, $"\eP0;1;0q\"1;1;{width};{height}");
        for (var index = 0; index < palette.Colors.Count; index++)
        {
            var color = palette.Colors[index];
            Append(output, $"#{index};2;{Percent(color >> 16)};{Percent(color >> 8)};{Percent(color)}");
        }

        var band = new Band(palette, width);
        for (var top = 0; top < height; top += BandHeight)
            band.Write(colors.AsSpan(top * width, Math.Min(BandHeight, height - top) * width), output);
        output.Write("\e\\\n"u8);
    }

    private static int Percent(int code) => ((code & 0xFF) * 100 + 127) / 255;

    private static void Append(IBufferWriter<byte> output, FormattableString line) =>
        Encoding.ASCII.GetBytes(line.ToString(CultureInfo.InvariantCulture), output);

    /// <summary>Up to 6 rows, colour by colour.</summary>
    private sealed class Band(AdaptivePalette palette, int width)
    {
        /// <summary>For each colour, the bits of each column: the upper row is the lowest bit.</summary>
        private readonly byte[]?[] _passes = new byte[palette.Colors.Count][];

        private readonly bool[] _isUsed = new bool[palette.Colors.Count];

        public void Write(ReadOnlySpan<int> colors, IBufferWriter<byte> output)
        {
            for (var i = 0; i < colors.Length; i++)
            {
                var index = palette.IndexOf(colors[i]);
                _isUsed[index] = true;
                (_passes[index] ??= new byte[width])[i % width] |= (byte)(1 << i / width);
            }

            var isFirst = true;
            for (var index = 0; index < _passes.Length; index++)
            {
                if (!_isUsed[index])
                    continue;
                // $ goes back to the left edge of the same band.
                Append(output, $"{(isFirst ? "" : "$")}#{index}");
                isFirst = false;
                WriteRuns(_passes[index], output);
                _passes[index].AsSpan().Clear();
            }

            _isUsed.AsSpan().Clear();
            output.Write("-"u8);
        }

        private static void WriteRuns(ReadOnlySpan<byte> bits, IBufferWriter<byte> output)
        {
            // "!" and a number are no longer than what they stand for.
            var buffer = output.GetSpan(bits.Length);
            var length = 0;
            var last = bits.LastIndexOfAnyExcept((byte)0);
            for (var x = 0; x <= last;)
            {
                var rest = bits[x..(last + 1)];
                var run = rest.IndexOfAnyExcept(bits[x]) is var end and >= 0 ? end : rest.Length;
                // 6 bits from '?' on.
                var sixel = (byte)('?' + bits[x]);
                x += run;
                if (run >= ShortestRun)
                {
                    buffer[length++] = (byte)'!';
                    Utf8Formatter.TryFormat(run, buffer[length..], out var digits);
                    length += digits;
                    run = 1;
                }

                buffer.Slice(length, run).Fill(sixel);
                length += run;
            }

            output.Advance(length);
        }
    }
}
