using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Scaling;

/// <summary>Brings rows of light to another width.</summary>
internal sealed class RowAverage
{
    private readonly Span[] _spans;

    public RowAverage(int sourceWidth, int width)
    {
        var step = sourceWidth / (double)width;
        _spans = new Span[width];
        for (var x = 0; x < width; x++)
        {
            double left = x * step, right = (x + 1) * step;
            int first = (int)left, last = Math.Min(sourceWidth, (int)Math.Ceiling(right)) - 1;
            // Within one pixel, the first share is all there is.
            var lastShare = last > first ? right - last : 0;
            _spans[x] = new Span(first, last, (float)((Math.Min(first + 1, right) - left) / step), (float)(1 / step), (float)(lastShare / step));
        }
    }

    /// <param name="lights">4 floats a pixel, as in <see cref="LinearImage.Row"/>.</param>
    /// <param name="averages">The same of the other width.</param>
    public void Average(ReadOnlySpan<float> lights, Span<float> averages)
    {
        var from = MemoryMarshal.Cast<float, Vector128<float>>(lights);
        var to = MemoryMarshal.Cast<float, Vector128<float>>(averages)[.._spans.Length];
        for (var x = 0; x < to.Length; x++)
        {
            ref readonly var span = ref _spans[x];
            var sum = from[span.First] * span.FirstShare + from[span.Last] * span.LastShare;
            if (span.Last - span.First > 1)
                sum += Sum(from[(span.First + 1)..span.Last]) * span.InnerShare;
            to[x] = sum;
        }
    }

    /// <summary>Two sums, as neither has to wait for the other.</summary>
    private static Vector128<float> Sum(ReadOnlySpan<Vector128<float>> pixels)
    {
        Vector128<float> even = default, odd = default;
        var x = 0;
        for (; x < pixels.Length - 1; x += 2)
        {
            even += pixels[x];
            odd += pixels[x + 1];
        }

        return x < pixels.Length ? even + odd + pixels[x] : even + odd;
    }

    /// <summary>The pixels that a pixel is made of, and how much of it the first and the last one are, and each between them.</summary>
    private readonly record struct Span(int First, int Last, float FirstShare, float InnerShare, float LastShare);
}
