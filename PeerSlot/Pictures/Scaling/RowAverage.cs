using System.Runtime.InteropServices;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Scaling;

/// <summary>Brings rows of pixels to another width: the part of area averaging that sees every pixel.</summary>
internal sealed class RowAverage
{
    private readonly Span[] _spans;
    private readonly float _scale;

    public RowAverage(int sourceWidth, int width)
    {
        var step = sourceWidth / (double)width;
        _scale = (float)(1 / step);
        _spans = new Span[width];
        for (var x = 0; x < width; x++)
        {
            double left = x * step, right = (x + 1) * step;
            int first = (int)left, last = Math.Min(sourceWidth, (int)Math.Ceiling(right)) - 1;
            // Within one pixel, the first share is all there is.
            var lastShare = last > first ? right - last : 0;
            _spans[x] = new Span(first, last, (float)(Math.Min(first + 1, right) - left), (float)lastShare);
        }
    }

    /// <param name="rgba">Straight alpha, sRGB.</param>
    /// <param name="lights">4 floats a pixel, as in <see cref="LinearImage.Row"/>.</param>
    public void Average(ReadOnlySpan<byte> rgba, Span<float> lights)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        var opaque = IsOpaque(pixels);
        for (var x = 0; x < _spans.Length; x++)
        {
            var span = _spans[x];
            var sum = new Sum();
            sum.Add(pixels[span.First], span.FirstShare);
            if (span.Last > span.First)
            {
                var inner = pixels[(span.First + 1)..span.Last];
                if (opaque)
                    sum.AddOpaque(inner);
                else
                    sum.Add(inner);
                sum.Add(pixels[span.Last], span.LastShare);
            }

            sum.Store(lights.Slice(x * 4, 4), _scale);
        }
    }

    private static bool IsOpaque(ReadOnlySpan<uint> pixels)
    {
        var all = uint.MaxValue;
        foreach (var pixel in pixels)
            all &= pixel;
        return all >> 24 == 255;
    }

    /// <summary>The pixels that a pixel is made of; those between the first and the last count whole.</summary>
    private readonly record struct Span(int First, int Last, float FirstShare, float LastShare);

    private struct Sum
    {
        private float _red;
        private float _green;
        private float _blue;
        private float _alpha;

        public void Add(uint pixel, float share)
        {
            var alpha = (pixel >> 24) * (share / 255);
            _red += LinearLight.ToLight((byte)pixel) * alpha;
            _green += LinearLight.ToLight((byte)(pixel >> 8)) * alpha;
            _blue += LinearLight.ToLight((byte)(pixel >> 16)) * alpha;
            _alpha += alpha;
        }

        public void Add(ReadOnlySpan<uint> pixels)
        {
            foreach (var pixel in pixels)
                Add(pixel, 1);
        }

        /// <summary>Two pixels at a time: each sum waits for its last addition, two sums do not wait for each other.</summary>
        public void AddOpaque(ReadOnlySpan<uint> pixels)
        {
            ref var light = ref MemoryMarshal.GetReference(LinearLight.Lights);
            float red = 0, green = 0, blue = 0, red2 = 0, green2 = 0, blue2 = 0;
            var x = 0;
            for (; x < pixels.Length - 1; x += 2)
            {
                uint one = pixels[x], two = pixels[x + 1];
                red += At(ref light, one);
                green += At(ref light, one >> 8);
                blue += At(ref light, one >> 16);
                red2 += At(ref light, two);
                green2 += At(ref light, two >> 8);
                blue2 += At(ref light, two >> 16);
            }

            _red += red + red2;
            _green += green + green2;
            _blue += blue + blue2;
            _alpha += x;
            if (x < pixels.Length)
                Add(pixels[x], 1);
        }

        public readonly void Store(Span<float> lights, float scale)
        {
            lights[3] = _alpha * scale;
            lights[2] = _blue * scale;
            lights[1] = _green * scale;
            lights[0] = _red * scale;
        }

        private static float At(ref float light, uint code) => System.Runtime.CompilerServices.Unsafe.Add(ref light, (nint)(code & 0xFF));
    }
}
