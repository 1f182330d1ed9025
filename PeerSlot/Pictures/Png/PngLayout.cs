using PeerSlot.Pictures.Metadata;

namespace PeerSlot.Pictures.Png;

/// <summary>Where a PNG file keeps what the decoder needs. Ranges are those of the chunks' data in the file.</summary>
internal readonly record struct PngLayout(Range Palette, Range Transparency, int ImageData, int Orientation)
{
    private const int MaxPaletteEntries = 256;

    /// <summary>Reads the chunks up to IEND in the order that PNG, 5.6 asks for; ancillary chunks with a wrong CRC are passed over.</summary>
    /// <param name="next">Where the chunk after IHDR begins.</param>
    /// <exception cref="PictureException">A critical chunk is missing, damaged, misplaced or unknown.</exception>
    public static PngLayout Read(ReadOnlySpan<byte> file, PngHeader header, int next)
    {
        Range palette = default, transparency = default;
        var imageData = 0;
        while (imageData == 0)
        {
            if (!PngChunk.TryRead(file, next, out var chunk) || chunk.Is("IEND"u8))
                throw new PictureException("The PNG file has no pixels: there is no IDAT chunk.");
            next = chunk.Next;
            if (chunk.Is("IDAT"u8))
                imageData = chunk.Offset;
            else if (chunk.Is("PLTE"u8))
                palette = ReadPalette(chunk, header, palette);
            else if (chunk.IsCritical)
                throw new PictureException($"The PNG file needs the chunk {chunk.Name} at byte {chunk.Offset}, which PeerSlot does not know.");
            else if (chunk.Is("tRNS"u8))
                transparency = DataOf(chunk);
        }

        if (header.ColorType == PngColorType.Palette && palette.End.Value == 0)
            throw new PictureException("The PNG file is broken: its pixels need a palette, and there is no PLTE chunk before them.");
        return new PngLayout(palette, transparency, imageData, FindOrientation(file, PngChunk.Signature.Length));
    }

    /// <summary>Of a file that is still arriving.</summary>
    /// <returns>Null before the first IDAT chunk.</returns>
    /// <exception cref="PictureException">As <see cref="Read"/>, except for what may still come.</exception>
    public static PngLayout? TryReadPrefix(ReadOnlySpan<byte> prefix, PngHeader header, int next)
    {
        Range palette = default, transparency = default;
        while (!PngChunk.TryReadCutOff(prefix, next, out var data))
        {
            _ = PngChunk.TryRead(prefix, next, out var chunk);
            if (chunk.Is("IDAT"u8))
                return new PngLayout(palette, transparency, next, FindOrientation(prefix, PngChunk.Signature.Length));
            next = chunk.Next;
            if (chunk.Is("PLTE"u8))
                palette = ReadPalette(chunk, header, palette);
            else if (chunk.Is("tRNS"u8))
                transparency = DataOf(chunk);
        }

        return prefix.Length - next >= 8 && prefix[(next + 4)..].StartsWith("IDAT"u8)
            ? new PngLayout(palette, transparency, next, FindOrientation(prefix, PngChunk.Signature.Length))
            : null;
    }

    /// <summary>The orientation of the eXIf chunk, before or behind the pixels; 1 where there is none or the file breaks off before it.</summary>
    public static int FindOrientation(ReadOnlySpan<byte> file, int next)
    {
        try
        {
            while (PngChunk.TryRead(file, next, out var chunk) && !chunk.Is("IEND"u8))
            {
                if (chunk.Is("eXIf"u8))
                    return ExifOrientation.Read(chunk.Data);
                next = chunk.Next;
            }
        }
        catch (PictureException)
        {
            // Whether the pixels are all there is for the decoder to say.
        }

        return Pictures.Orientation.Upright;
    }

    /// <summary>PNG, 11.2.2: 1 to 256 entries of 3 bytes, once, never for grey.</summary>
    private static Range ReadPalette(PngChunk chunk, PngHeader header, Range earlier)
    {
        chunk.CheckCrc();
        if (earlier.End.Value != 0)
            throw new PictureException($"The PNG file is broken: a second PLTE chunk stands at byte {chunk.Offset}.");
        if (header.ColorType is PngColorType.Grey or PngColorType.GreyAlpha)
            throw new PictureException($"The PNG file is broken: a grey picture has a PLTE chunk at byte {chunk.Offset}.");
        if (chunk.Data.Length % 3 != 0 || chunk.Data.Length is 0 or > MaxPaletteEntries * 3)
            throw new PictureException($"The PLTE chunk at byte {chunk.Offset} has {chunk.Data.Length} bytes, which is no palette.");
        return DataOf(chunk);
    }

    private static Range DataOf(PngChunk chunk) => (chunk.Offset + 8)..(chunk.Offset + 8 + chunk.Data.Length);
}
