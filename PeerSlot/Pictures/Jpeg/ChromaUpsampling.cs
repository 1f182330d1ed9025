namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// Brings one row of a component to the full width of the picture. Halved components are interpolated by a triangle (3/4 of the nearer sample,
/// 1/4 of the farther one, rounded as libjpeg rounds); other ratios repeat samples.
/// </summary>
internal static class ChromaUpsampling
{
    /// <summary>Below this width libjpeg repeats samples, and so must who wants the same pixels.</summary>
    private const int LeastTriangleWidth = 3;

    /// <param name="spare">As long as a row of the picture plus one sample; used where the component's own row does not serve.</param>
    /// <returns>At least <paramref name="frame"/>.Width samples.</returns>
    public static ReadOnlySpan<byte> Row(JpegComponent component, JpegFrame frame, int y, byte[] spare)
    {
        var row = y * component.Vertical / frame.MaxVertical;
        var near = component.SampleRow(row);
        var (wide, high) = (component.Horizontal * 2 == frame.MaxHorizontal, component.Vertical * 2 == frame.MaxVertical);
        var (fullWide, fullHigh) = (component.Horizontal == frame.MaxHorizontal, component.Vertical == frame.MaxVertical);
        if (fullWide && fullHigh)
            return near;

        var far = component.SampleRow(Math.Clamp((y & 1) == 0 ? row - 1 : row + 1, 0, component.Height - 1));
        if (wide && fullHigh && near.Length >= LeastTriangleWidth)
            Widen(near, spare);
        else if (wide && high && near.Length >= LeastTriangleWidth)
            WidenBetween(near, far, spare);
        else if (fullWide && high)
            Between(near, far, (y & 1) == 0 ? 1 : 2, spare);
        else
            Repeat(near, component.Horizontal, frame.MaxHorizontal, spare.AsSpan(0, frame.Width));
        return spare;
    }

    private static void Widen(ReadOnlySpan<byte> row, Span<byte> target)
    {
        target = target[..(row.Length * 2)];
        var last = row.Length - 1;
        target[0] = row[0];
        target[1] = (byte)((row[0] * 3 + row[1] + 2) >> 2);
        for (var x = 1; x < last; x++)
        {
            target[x * 2] = (byte)((row[x] * 3 + row[x - 1] + 1) >> 2);
            target[x * 2 + 1] = (byte)((row[x] * 3 + row[x + 1] + 2) >> 2);
        }

        target[last * 2] = (byte)((row[last] * 3 + row[last - 1] + 1) >> 2);
        target[last * 2 + 1] = row[last];
    }

    private static void WidenBetween(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<byte> target)
    {
        far = far[..near.Length];
        target = target[..(near.Length * 2)];
        var here = near[0] * 3 + far[0];
        var before = here;
        for (var x = 0; x < near.Length; x++)
        {
            var next = x + 1 < near.Length ? near[x + 1] * 3 + far[x + 1] : here;
            target[x * 2] = (byte)((here * 3 + before + 8) >> 4);
            target[x * 2 + 1] = (byte)((here * 3 + next + 7) >> 4);
            (before, here) = (here, next);
        }
    }

    private static void Between(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int rounding, Span<byte> target)
    {
        for (var x = 0; x < near.Length; x++)
            target[x] = (byte)((near[x] * 3 + far[x] + rounding) >> 2);
    }

    private static void Repeat(ReadOnlySpan<byte> row, int horizontal, int maxHorizontal, Span<byte> target)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] = row[x * horizontal / maxHorizontal];
    }
}
