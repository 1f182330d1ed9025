namespace PeerSlot.Pictures.Gif;

/// <summary>Data in sub-blocks (GIF89a, 15): each a length of 1 to 255 and as many bytes; a length of 0 ends them.</summary>
internal static class GifSubBlocks
{
    /// <returns>Behind the terminator, or the file's length.</returns>
    public static int Skip(ReadOnlySpan<byte> file, int offset)
    {
        while (offset < file.Length)
        {
            var length = file[offset];
            offset += 1 + length;
            if (length == 0)
                return offset;
        }

        return file.Length;
    }

    /// <summary>The bytes of all sub-blocks; of a file that is cut off, those that are there.</summary>
    public static byte[] Join(ReadOnlySpan<byte> file, int offset)
    {
        var joined = new byte[Math.Max(0, Skip(file, offset) - offset)];
        var length = 0;
        while (offset < file.Length && file[offset] != 0)
        {
            var block = file.Slice(offset + 1, Math.Min(file[offset], file.Length - offset - 1));
            block.CopyTo(joined.AsSpan(length));
            length += block.Length;
            offset += 1 + block.Length;
        }

        return joined[..length];
    }
}
