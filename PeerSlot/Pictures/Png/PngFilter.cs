using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Png;

/// <summary>The five filters of a scanline (PNG, 9.2). All arithmetic is modulo 256.</summary>
internal static class PngFilter
{
    public const byte None = 0;
    public const byte Sub = 1;
    public const byte Up = 2;
    public const byte Average = 3;
    public const byte Paeth = 4;
    public const int Count = 5;

    /// <summary>Turns a filtered row into samples, in place.</summary>
    /// <param name="row">Without the filter byte.</param>
    /// <param name="above">The row above, already undone; zeros above the first row. As long as <paramref name="row"/>.</param>
    /// <param name="distance"><see cref="PngHeader.FilterDistance"/>.</param>
    /// <returns>False where no such filter exists.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case None:
                return true;
            case Sub:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                return true;
            case Up:
                UndoUp(row, above);
                return true;
            case Average:
                UndoAverage(row, above, distance);
                return true;
            case Paeth:
                UndoPaeth(row, above, distance);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Filters a row: the inverse of <see cref="TryUndo"/>.</summary>
    public static void Apply(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        above = above[..row.Length];
        filtered = filtered[..row.Length];
        row.CopyTo(filtered);
        switch (filter)
        {
            case Sub:
                Subtract(row[distance..], row, filtered[distance..]);
                break;
            case Up:
                Subtract(row, above, filtered);
                break;
            case Average:
                for (var i = 0; i < distance; i++)
                    filtered[i] -= (byte)(above[i] >> 1);
                SubtractAverage(row[distance..], row, above[distance..], filtered[distance..]);
                break;
            case Paeth:
                Subtract(row[..distance], above, filtered);
                SubtractPaeth(row[distance..], row, above[distance..], above, filtered[distance..]);
                break;
        }
    }

    private static void SubtractAverage(ReadOnlySpan<byte> row, ReadOnlySpan<byte> left, ReadOnlySpan<byte> above, Span<byte> difference)
    {
        var i = 0;
        for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> a = Vector128.Create(left[i..]), b = Vector128.Create(above[i..]);
            // Rounded down: what both have in common, and half of the rest.
            var mean = (a & b) + (((a ^ b) & Vector128.Create((byte)0xFE)) >>> 1);
            (Vector128.Create(row[i..]) - mean).CopyTo(difference[i..]);
        }

        for (; i < row.Length; i++)
            difference[i] = (byte)(row[i] - ((left[i] + above[i]) >> 1));
    }

    private static void SubtractPaeth(
        ReadOnlySpan<byte> row, ReadOnlySpan<byte> left, ReadOnlySpan<byte> above, ReadOnlySpan<byte> corner, Span<byte> difference)
    {
        var i = 0;
        for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (leftLow, leftHigh) = Vector128.Widen(Vector128.Create(left[i..]));
            var (aboveLow, aboveHigh) = Vector128.Widen(Vector128.Create(above[i..]));
            var (cornerLow, cornerHigh) = Vector128.Widen(Vector128.Create(corner[i..]));
            var guess = Vector128.Narrow(
                Predict(leftLow.AsInt16(), aboveLow.AsInt16(), cornerLow.AsInt16()).AsUInt16(),
                Predict(leftHigh.AsInt16(), aboveHigh.AsInt16(), cornerHigh.AsInt16()).AsUInt16());
            (Vector128.Create(row[i..]) - guess).CopyTo(difference[i..]);
        }

        for (; i < row.Length; i++)
            difference[i] = (byte)(row[i] - Predict(left[i], above[i], corner[i]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Predict(Vector128<short> left, Vector128<short> above, Vector128<short> corner)
    {
        Vector128<short> toLeft = above - corner, toAbove = left - corner;
        var toCorner = Vector128.Abs(toLeft + toAbove);
        (toLeft, toAbove) = (Vector128.Abs(toLeft), Vector128.Abs(toAbove));
        var smallest = Vector128.Min(toCorner, Vector128.Min(toLeft, toAbove));
        return Vector128.ConditionalSelect(
            Vector128.Equals(smallest, toLeft), left, Vector128.ConditionalSelect(Vector128.Equals(smallest, toAbove), above, corner));
    }

    private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> other, Span<byte> difference)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) - new Vector<byte>(other[i..])).CopyTo(difference[i..]);
        for (; i < row.Length; i++)
            difference[i] = (byte)(row[i] - other[i]);
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] += above[i];
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        for (var i = 0; i < row.Length && i < distance; i++)
            row[i] += (byte)(above[i] >> 1);
        for (var i = distance; i < row.Length; i++)
            row[i] += (byte)((row[i - distance] + above[i]) >> 1);
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        for (var i = 0; i < row.Length && i < distance; i++)
            row[i] += above[i];
        var done = distance;
        if (distance is 3 or 4)
            done = UndoPaethByPixel(row, above, distance);
        for (var i = done; i < row.Length; i++)
            row[i] += (byte)Predict(row[i - distance], above[i], above[i - distance]);
    }

    /// <summary>The samples of one pixel side by side, as 16-bit lanes: pixels depend on each other, samples do not.</summary>
    /// <returns>How many bytes are done; the last pixel of three bytes is left over, as four are read at a time.</returns>
    private static int UndoPaethByPixel(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (row.Length < distance * 2 + 1)
            return distance;
        ref var here = ref MemoryMarshal.GetReference(row);
        ref var up = ref MemoryMarshal.GetReference(above);
        var left = Load(ref here, 0);
        var corner = Load(ref up, 0);
        var low = Vector128.Create((short)0xFF);
        var i = distance;
        for (; i <= row.Length - 4; i += distance)
        {
            var b = Load(ref up, i);
            var pa = b - corner;
            var pb = left - corner;
            var pc = Vector128.Abs(pa + pb);
            pa = Vector128.Abs(pa);
            pb = Vector128.Abs(pb);
            var smallest = Vector128.Min(pc, Vector128.Min(pa, pb));
            var nearest = Vector128.ConditionalSelect(
                Vector128.Equals(smallest, pa), left, Vector128.ConditionalSelect(Vector128.Equals(smallest, pb), b, corner));
            left = (Load(ref here, i) + nearest) & low;
            corner = b;
            var pixel = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar();
            ref var target = ref Unsafe.Add(ref here, i);
            if (distance == 4)
            {
                Unsafe.WriteUnaligned(ref target, pixel);
            }
            else
            {
                Unsafe.WriteUnaligned(ref target, (ushort)pixel);
                Unsafe.Add(ref target, 2) = (byte)(pixel >> 16);
            }
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load(ref byte start, int offset) =>
        Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, offset))).AsByte()).AsInt16();

    /// <summary>PNG, 9.4: whichever of the three is nearest to left + above - corner; left wins, then above.</summary>
    private static int Predict(int left, int above, int corner)
    {
        int pa = Math.Abs(above - corner), pb = Math.Abs(left - corner), pc = Math.Abs(left + above - 2 * corner);
        return pa <= pb && pa <= pc ? left : pb <= pc ? above : corner;
    }
}
