using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// Brings the rows of one component to the full width of the picture. Halved components are interpolated by a triangle (3/4 of the nearer sample,
/// 1/4 of the farther one, rounded as libjpeg rounds); other ratios repeat samples.
/// </summary>
internal sealed class ChromaUpsampling
{
    /// <summary>Below this width libjpeg repeats samples, and so must who wants the same pixels.</summary>
    private const int LeastTriangleWidth = 3;

    private readonly JpegComponent _component;
    private readonly int _maxHorizontal;
    private readonly int _maxVertical;
    private readonly int _width;

    /// <summary>A halved component of odd width gives one sample too many.</summary>
    private readonly byte[] _row;

    /// <summary>Samples of one row, or weighted sums of two, with the first and the last one repeated outside.</summary>
    private readonly ushort[] _sums;

    public ChromaUpsampling(JpegComponent component, JpegFrame frame, int width)
    {
        (_component, _maxHorizontal, _maxVertical, _width) = (component, frame.MaxHorizontal, frame.MaxVertical, width);
        _row = new byte[width + 1];
        _sums = new ushort[component.Width + 2];
    }

    /// <returns>At least as many samples as the picture is wide; valid until the next call.</returns>
    public ReadOnlySpan<byte> Row(int y)
    {
        var row = y * _component.Vertical / _maxVertical;
        var near = _component.SampleRow(row);
        var (wide, high) = (_component.Horizontal * 2 == _maxHorizontal, _component.Vertical * 2 == _maxVertical);
        var (fullWide, fullHigh) = (_component.Horizontal == _maxHorizontal, _component.Vertical == _maxVertical);
        if (fullWide && fullHigh)
            return near;

        var far = _component.SampleRow(Math.Clamp((y & 1) == 0 ? row - 1 : row + 1, 0, _component.Height - 1));
        if (wide && fullHigh && near.Length >= LeastTriangleWidth)
            Widen(Sums(near), 1, 2);
        else if (wide && high && near.Length >= LeastTriangleWidth)
            Widen(Sums(near, far), 8, 4);
        else if (fullWide && high)
            Between(near, far, (y & 1) == 0 ? 1 : 2, _row);
        else
            Repeat(near);
        return _row;
    }

    private ushort[] Sums(ReadOnlySpan<byte> row)
    {
        for (var x = 0; x < row.Length; x++)
            _sums[x + 1] = row[x];
        return WithEnds();
    }

    private ushort[] Sums(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        var sums = _sums.AsSpan(1, near.Length);
        far = far[..near.Length];
        var x = 0;
        for (; x <= near.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            var (nearLow, nearHigh) = Vector128.Widen(Vector128.Create(near[x..]));
            var (farLow, farHigh) = Vector128.Widen(Vector128.Create(far[x..]));
            (nearLow + nearLow + nearLow + farLow).CopyTo(sums[x..]);
            (nearHigh + nearHigh + nearHigh + farHigh).CopyTo(sums[(x + 8)..]);
        }

        for (; x < near.Length; x++)
            sums[x] = (ushort)(near[x] * 3 + far[x]);
        return WithEnds();
    }

    private ushort[] WithEnds()
    {
        _sums[0] = _sums[1];
        _sums[^1] = _sums[^2];
        return _sums;
    }

    /// <param name="rounding">Of even pixels; that of odd ones is one less where sums have two rows, and one more where they have one.</param>
    /// <param name="shift">2 for one row, 4 for two.</param>
    private void Widen(ushort[] sums, int rounding, int shift)
    {
        var odd = shift == 2 ? rounding + 1 : rounding - 1;
        var target = MemoryMarshal.Cast<byte, ushort>(_row.AsSpan());
        var count = sums.Length - 2;
        var x = 0;
        var evenRounding = Vector128.Create((ushort)rounding);
        var oddRounding = Vector128.Create((ushort)odd);
        for (; x <= Math.Min(count, target.Length) - Vector128<ushort>.Count; x += Vector128<ushort>.Count)
        {
            var before = Vector128.Create<ushort>(sums.AsSpan(x));
            var here = Vector128.Create<ushort>(sums.AsSpan(x + 1));
            var after = Vector128.Create<ushort>(sums.AsSpan(x + 2));
            var nearer = here + here + here;
            var left = (nearer + before + evenRounding) >>> shift;
            var right = (nearer + after + oddRounding) >>> shift;
            // The left pixel is the low byte, the first in memory.
            (left | right << 8).CopyTo(target[x..]);
        }

        for (; x < count; x++)
        {
            _row[x * 2] = (byte)((sums[x + 1] * 3 + sums[x] + rounding) >> shift);
            if (x * 2 + 1 < _row.Length)
                _row[x * 2 + 1] = (byte)((sums[x + 1] * 3 + sums[x + 2] + odd) >> shift);
        }
    }

    private static void Between(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int rounding, Span<byte> target)
    {
        for (var x = 0; x < near.Length; x++)
            target[x] = (byte)((near[x] * 3 + far[x] + rounding) >> 2);
    }

    private void Repeat(ReadOnlySpan<byte> row)
    {
        for (var x = 0; x < _width; x++)
            _row[x] = row[x * _component.Horizontal / _maxHorizontal];
    }
}
