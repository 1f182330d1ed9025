namespace PeerSlot.Pictures.WebP;

/// <summary>Prediction of whole macroblocks, luma or chroma, from their borders (RFC 6386, 12.2).</summary>
internal static class Vp8Prediction
{
    /// <param name="side">16 or 8.</param>
    /// <param name="hasAbove">False in the first row, for <see cref="Vp8Mode.Dc"/>; the others take the border as it is.</param>
    public static void Predict(Vp8Plane plane, int x, int y, int side, Vp8Mode mode, bool hasAbove, bool hasLeft)
    {
        var (samples, stride, at) = (plane.Samples, plane.Stride, plane.At(x, y));
        var above = samples.AsSpan(at - stride, side);
        switch (mode)
        {
            case Vp8Mode.Vertical:
                for (var row = 0; row < side; row++)
                    above.CopyTo(samples.AsSpan(at + row * stride));
                break;
            case Vp8Mode.Horizontal:
                for (var row = 0; row < side; row++)
                    samples.AsSpan(at + row * stride, side).Fill(samples[at + row * stride - 1]);
                break;
            case Vp8Mode.TrueMotion:
                TrueMotion(samples, at, stride, side);
                break;
            default:
                var mean = Mean(samples, at, stride, side, hasAbove, hasLeft);
                for (var row = 0; row < side; row++)
                    samples.AsSpan(at + row * stride, side).Fill(mean);
                break;
        }
    }

    /// <summary>Above plus left less corner.</summary>
    public static void TrueMotion(byte[] samples, int at, int stride, int side)
    {
        var above = samples.AsSpan(at - stride, side);
        var corner = samples[at - stride - 1];
        for (var row = 0; row < side; row++)
        {
            var target = samples.AsSpan(at + row * stride, side);
            var difference = samples[at + row * stride - 1] - corner;
            for (var i = 0; i < side; i++)
                target[i] = (byte)Math.Clamp(above[i] + difference, 0, 255);
        }
    }

    private static byte Mean(byte[] samples, int at, int stride, int side, bool hasAbove, bool hasLeft)
    {
        if (!hasAbove && !hasLeft)
            return 128;
        int sum = 0, count = 0;
        for (var i = 0; hasAbove && i < side; i++, count++)
            sum += samples[at - stride + i];
        for (var i = 0; hasLeft && i < side; i++, count++)
            sum += samples[at + i * stride - 1];
        return (byte)((sum + count / 2) / count);
    }
}
