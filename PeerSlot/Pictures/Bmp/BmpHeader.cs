using System.Buffers.Binary;

namespace PeerSlot.Pictures.Bmp;

/// <summary>How a BMP file stores its pixels (BITMAPINFOHEADER, biCompression).</summary>
internal enum BmpCompression
{
    Rgb = 0,
    Rle8 = 1,
    Rle4 = 2,
    BitFields = 3,
    Jpeg = 4,
    Png = 5,
    AlphaBitFields = 6,
}

/// <summary>
/// The file header and the one of six bitmap headers behind it (Microsoft, "Bitmap header types"; OS/2 2.x in 16 to 64 bytes).
/// <code>
/// 0  "BM"                          14 header size     18 width, height      28 bits a pixel
/// 2  file size, 6 reserved         (12: 16 bits each)  26 planes            30 compression ... 46 colours used ... 54 masks
/// 10 offset of the pixels
/// </code>
/// </summary>
internal readonly record struct BmpHeader(
    int Width, int Height, bool TopDown, int BitsPerPixel, BmpCompression Compression,
    int PixelOffset, Range Palette, int PaletteEntrySize, BmpMasks Masks)
{
    private const int FileHeaderLength = 14;
    private const int CoreLength = 12;
    private const int InfoLength = 40;
    private const int MaxPalette = 256;

    public bool HasPalette => BitsPerPixel <= 8;

    /// <summary>Rows are padded to 4 bytes.</summary>
    public long Stride => ((long)Width * BitsPerPixel + 31) / 32 * 4;

    /// <summary>Bytes of a row that hold pixels.</summary>
    public long RowLength => ((long)Width * BitsPerPixel + 7) / 8;

    /// <summary>Where the row stored at <paramref name="y"/> lies in the picture.</summary>
    public int ShownRow(int y) => TopDown ? y : Height - 1 - y;

    /// <returns>False where the headers and the palette have not arrived yet, or something is wrong with them.</returns>
    public static bool TryReadPrefix(ReadOnlySpan<byte> prefix, out BmpHeader header)
    {
        try
        {
            header = Read(prefix);
            return true;
        }
        catch (PictureException)
        {
            header = default;
            return false;
        }
    }

    public static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeaderLength + CoreLength)
            throw CutOff();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeaderLength..]);
        if (length is not (CoreLength or 16 or InfoLength or 52 or 56 or 64 or 108 or 124))
            throw new PictureException($"The BMP file is broken: no bitmap header has {length} bytes.");
        if (file.Length < FileHeaderLength + length)
            throw CutOff();

        // A short OS/2 header leaves out what is zero.
        Span<byte> header = stackalloc byte[124];
        header.Clear();
        file.Slice(FileHeaderLength, (int)length).CopyTo(header);
        var isCore = length == CoreLength;
        var width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        var height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(isCore ? 10 : 14)..]);
        var compression = isCore ? BmpCompression.Rgb : (BmpCompression)BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        if (width < 1 || height is 0 or int.MinValue)
            throw new PictureException($"The BMP file is broken: its header says {width} x {height} pixels.");
        RefuseUnreadable(bits, compression, isOs2: length is 16 or 64);

        // Only the 40-byte header has its masks behind it; longer ones hold them.
        var masksLength = (length, compression) switch
        {
            (InfoLength, BmpCompression.BitFields) => 12,
            (InfoLength, BmpCompression.AlphaBitFields) => 16,
            _ => 0,
        };
        var paletteStart = FileHeaderLength + (int)length + masksLength;
        if (file.Length < paletteStart)
            throw CutOff();
        if (masksLength > 0)
            file.Slice(FileHeaderLength + InfoLength, masksLength).CopyTo(header[InfoLength..]);

        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var entry = isCore ? 3 : 4;
        var used = BinaryPrimitives.ReadUInt32LittleEndian(header[32..]);
        var colors = bits > 8 ? 0 : (int)(used is 0 or > MaxPalette ? 1u << bits : used);
        // Some writers leave the offset at 0: the pixels then follow the palette.
        if (pixels < paletteStart)
            pixels = (uint)(paletteStart + colors * entry);
        if (pixels >= file.Length)
            throw CutOff();
        var paletteEnd = Math.Min(paletteStart + colors * entry, (int)pixels);
        return new BmpHeader(width, Math.Abs(height), height < 0, bits, compression, (int)pixels, paletteStart..paletteEnd, entry,
            BmpMasks.Of(bits, compression, header, hasAlpha: length >= 56 || compression == BmpCompression.AlphaBitFields));
    }

    private static void RefuseUnreadable(int bits, BmpCompression compression, bool isOs2)
    {
        if (compression is BmpCompression.Jpeg or BmpCompression.Png || (isOs2 && compression > BmpCompression.Rle4))
            throw new PictureException("This BMP file is compressed in a way that PeerSlot cannot read: save it as PNG or JPEG.");
        var exists = compression switch
        {
            BmpCompression.Rgb => bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            BmpCompression.Rle8 => bits == 8,
            BmpCompression.Rle4 => bits == 4,
            BmpCompression.BitFields or BmpCompression.AlphaBitFields => bits is 16 or 32,
            _ => false,
        };
        if (!exists)
            throw new PictureException($"The BMP file is broken: {bits} bits a pixel with compression {(uint)compression} do not exist.");
    }

    private static PictureException CutOff() => new("The BMP file is cut off in its header.");
}
