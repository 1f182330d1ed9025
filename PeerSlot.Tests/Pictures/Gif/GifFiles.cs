namespace PeerSlot.Tests.Pictures.Gif;

/// <summary>Small GIF files from letters: r, g, b and w are colours, a dot is transparent.</summary>
internal static class GifFiles
{
    private const string Letters = "rgbw.";
    private const int CodeSize = 3;

    public static byte[] Of(int width, int height, params byte[][] frames) =>
        [.. "GIF89a"u8, (byte)width, 0, (byte)height, 0, 0x82, 0, 0, .. Palette, .. frames.SelectMany(f => f), 0x3B];

    /// <param name="rows">Rows of letters, in the order in which they are stored.</param>
    /// <param name="disposal">0 to 3, as in the graphic control extension.</param>
    public static byte[] Frame(int left, int top, string rows, int disposal = 0, int hundredths = 10, bool interlaced = false)
    {
        var lines = rows.Split('/');
        var codes = Lzw([.. string.Concat(lines).Select(c => (byte)Letters.IndexOf(c, StringComparison.Ordinal))]);
        return
        [
            0x21, 0xF9, 4, (byte)(disposal << 2 | 1), (byte)hundredths, 0, 4, 0,
            0x2C, (byte)left, 0, (byte)top, 0, (byte)lines[0].Length, 0, (byte)lines.Length, 0, (byte)(interlaced ? 0x40 : 0),
            CodeSize, (byte)codes.Length, .. codes, 0,
        ];
    }

    private static byte[] Palette => [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A clear code before each pixel: codes keep their first length and name no table entry.</summary>
    private static byte[] Lzw(byte[] indices)
    {
        var bits = new List<int>();
        foreach (var code in indices.SelectMany(i => new[] { 1 << CodeSize, i }).Append((1 << CodeSize) + 1))
            bits.AddRange(Enumerable.Range(0, CodeSize + 1).Select(b => code >> b & 1));
        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, i) => bit << i).Sum())];
    }
}
