namespace PeerSlot.Pictures.Gif;

/// <summary>
/// LZW with codes of growing length (GIF89a, appendix F). A code stands for pixels that were written before, so the table keeps where they
/// lie, and decoding is copying.
/// </summary>
internal sealed class LzwDecoder
{
    private const int MaxBits = 12;
    private const int TableSize = 1 << MaxBits;

    public const int MinCodeSize = 1;
    public const int MaxCodeSize = 8;

    /// <summary>Where the pixels of each code begin, and how many they are. Codes of single pixels have no entry.</summary>
    private readonly int[] _starts = new int[TableSize];
    private readonly int[] _lengths = new int[TableSize];

    /// <param name="codeSize">Bits of a pixel, <see cref="MinCodeSize"/> to <see cref="MaxCodeSize"/>.</param>
    /// <param name="pixels">Palette indices; decoding ends when it is full, whatever follows.</param>
    /// <returns>How many pixels could be decoded.</returns>
    public int Decode(ReadOnlySpan<byte> data, int codeSize, Span<byte> pixels)
    {
        int clear = 1 << codeSize, end = clear + 1;
        int next = end + 1, bits = codeSize + 1;
        int written = 0, lastStart = -1, lastLength = 0, position = 0, count = 0;
        uint buffer = 0;
        while (written < pixels.Length)
        {
            for (; count < bits; count += 8)
            {
                if (position == data.Length)
                    return written;
                buffer |= (uint)data[position++] << count;
            }

            var code = (int)(buffer & ((1u << bits) - 1));
            buffer >>= bits;
            count -= bits;
            if (code == clear)
            {
                (next, bits, lastStart) = (end + 1, codeSize + 1, -1);
                continue;
            }

            if (code == end)
                return written;
            // What the code before stood for and one more pixel, the first of this code, is the new entry: it lies there once this code is
            // written, and for a code that names the very entry that it makes, copying forward writes that pixel in time.
            if (lastStart >= 0 && next < TableSize)
                (_starts[next], _lengths[next]) = (lastStart, lastLength + 1);
            var length = code < clear ? 1 : Copy(code, lastStart < 0 ? end + 1 : Math.Min(next + 1, TableSize), pixels, written);
            if (length == 0)
                return written;
            if (code < clear)
                pixels[written] = (byte)code;
            if (lastStart >= 0 && next < TableSize && ++next == 1 << bits && bits < MaxBits)
                bits++;
            (lastStart, lastLength) = (written, length);
            written += Math.Min(length, pixels.Length - written);
        }

        return written;
    }

    /// <returns>The length of the code's pixels, of which those that find no room are left out; 0 for a code without entry.</returns>
    private int Copy(int code, int entries, Span<byte> pixels, int to)
    {
        if (code >= entries)
            return 0;
        int from = _starts[code], length = _lengths[code];
        var copied = Math.Min(length, pixels.Length - to);
        if (from + copied <= to)
        {
            pixels.Slice(from, copied).CopyTo(pixels[to..]);
            return length;
        }

        for (var i = 0; i < copied; i++)
            pixels[to + i] = pixels[from + i];
        return length;
    }
}
