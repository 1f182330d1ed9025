using System.Buffers.Binary;

namespace PeerSlot.Pictures.Png;

/// <summary>PNG, 11.2.1, table 12: how a pixel's samples are stored.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

/// <summary>The IHDR chunk (PNG, 11.2.1).</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool Interlaced)
{
    public const int Length = 13;

    public int Channels => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    public int BitsPerPixel => Channels * BitDepth;

    /// <summary>The distance between a byte and the one that filters compare it with (PNG, 9.2): at least 1.</summary>
    public int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without the filter byte.</summary>
    public int RowLength(int width) => checked((int)(((long)width * BitsPerPixel + 7) / 8));

    /// <summary>The first chunk of the file. Zero sizes pass: limits are checked by the caller.</summary>
    /// <exception cref="PictureException">No IHDR, or one that PNG does not allow.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> file, out int next)
    {
        if (!PngChunk.TryRead(file, PngChunk.Signature.Length, out var chunk))
            throw new PictureException("The PNG file is cut off after its signature.");
        if (!chunk.Is("IHDR"u8) || chunk.Data.Length != Length)
            throw new PictureException($"The PNG file is broken: its first chunk is {chunk.Name} with {chunk.Data.Length} bytes, not IHDR with 13.");
        chunk.CheckCrc();
        next = chunk.Next;

        var data = chunk.Data;
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width > int.MaxValue || height > int.MaxValue)
            throw new PictureException("The PNG file is broken: its IHDR names more than 2^31 - 1 pixels a side.");
        var (depth, color, compression, filter, interlace) = (data[8], (PngColorType)data[9], data[10], data[11], data[12]);
        if (!Allows(color, depth))
            throw new PictureException($"The PNG file is broken: colour type {(int)color} with {depth} bits does not exist.");
        if (compression != 0 || filter != 0 || interlace > 1)
            throw new PictureException($"The PNG file is broken: compression {compression}, filter {filter}, interlace {interlace} do not exist.");
        return new PngHeader((int)width, (int)height, depth, color, interlace == 1);
    }

    private static bool Allows(PngColorType color, int depth) => color switch
    {
        PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => depth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.Rgba => depth is 8 or 16,
        _ => false,
    };
}
