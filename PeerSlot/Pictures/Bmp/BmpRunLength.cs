namespace PeerSlot.Pictures.Bmp;

/// <summary>
/// BI_RLE8 and BI_RLE4 (Microsoft, "Bitmap compression"): pairs of count and index; a count of 0 is an escape: 0 end of row, 1 end of picture,
/// 2 move, 3 and more as many literal indices, padded to 2 bytes.
/// </summary>
internal static class BmpRunLength
{
    /// <param name="pixels">Palette indices, one a pixel, rows from the first one stored; what is never drawn stays as it is.</param>
    /// <returns>False where the data asks for pixels outside the picture or ends too early. What could be drawn is drawn.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> data, int bits, int width, int height, Span<byte> pixels)
    {
        int x = 0, y = 0;
        while (data.Length >= 2)
        {
            int count = data[0], value = data[1];
            data = data[2..];
            if (count > 0)
            {
                if (y >= height || count > width - x)
                    return false;
                var run = pixels.Slice(y * width + x, count);
                for (var i = 0; i < run.Length; i++)
                    run[i] = bits == 8 ? (byte)value : Nibble(value, i);
                x += count;
                continue;
            }

            switch (value)
            {
                case 0:
                    (x, y) = (0, y + 1);
                    break;
                case 1:
                    return true;
                case 2:
                    if (data.Length < 2)
                        return false;
                    (x, y) = (x + data[0], y + data[1]);
                    if (x > width || y > height)
                        return false;
                    data = data[2..];
                    break;
                default:
                    var length = bits == 8 ? value : (value + 1) / 2;
                    if (y >= height || value > width - x || data.Length < length)
                        return false;
                    var literal = pixels.Slice(y * width + x, value);
                    for (var i = 0; i < literal.Length; i++)
                        literal[i] = bits == 8 ? data[i] : Nibble(data[i / 2], i);
                    x += value;
                    data = data[Math.Min(length + (length & 1), data.Length)..];
                    break;
            }
        }

        return false;
    }

    private static byte Nibble(int value, int index) => (byte)((index & 1) == 0 ? value >> 4 : value & 15);
}
