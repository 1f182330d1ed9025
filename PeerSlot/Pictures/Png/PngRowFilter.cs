using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Png;

/// <summary>
/// Chooses a filter for each row: the one with the least sum of absolute differences (PNG, 12.7). Palette indices and samples of less than a byte
/// are left unfiltered, as the same section advises.
/// </summary>
internal sealed class PngRowFilter
{
    private readonly bool _adaptive;
    private readonly int _distance;
    private byte[] _best;
    private byte[] _spare;
    private byte[] _current;
    private byte[] _above;

    public PngRowFilter(PngHeader header)
    {
        var length = header.RowLength(header.Width);
        _adaptive = header.ColorType != PngColorType.Palette && header.BitDepth == 8;
        _distance = header.FilterDistance;
        _current = new byte[length];
        _above = new byte[length];
        _best = new byte[length + 1];
        _spare = new byte[length + 1];
    }

    /// <summary>Where the next row's samples go.</summary>
    public Span<byte> Current => _current;

    /// <returns>The row with its filter byte, valid until the next call.</returns>
    public ReadOnlySpan<byte> Filter()
    {
        var least = long.MaxValue;
        for (byte filter = 0; filter < (_adaptive ? PngFilter.Count : 1); filter++)
        {
            _spare[0] = filter;
            PngFilter.Apply(filter, _current, _above, _distance, _spare.AsSpan(1));
            var sum = SumOfDifferences(_spare.AsSpan(1));
            if (sum >= least)
                continue;
            least = sum;
            (_best, _spare) = (_spare, _best);
        }

        (_current, _above) = (_above, _current);
        return _best;
    }

    /// <summary>Filtered bytes read as signed.</summary>
    private static long SumOfDifferences(ReadOnlySpan<byte> filtered)
    {
        var sum = 0L;
        var i = 0;
        for (; i <= filtered.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(filtered[i..]);
            var (low, high) = Vector128.Widen(Vector128.Min(bytes, Vector128<byte>.Zero - bytes));
            sum += Vector128.Sum(low + high);
        }

        for (; i < filtered.Length; i++)
            sum += filtered[i] < 128 ? filtered[i] : 256 - filtered[i];
        return sum;
    }
}
