using System.Buffers.Binary;
using System.Runtime.InteropServices;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Bmp;

/// <summary>
/// BMP of Windows and OS/2: 1, 2, 4 and 8 bits with a palette, RLE4 and RLE8, 16 and 32 bits with any masks, 24 bits; rows from the bottom or the
/// top. Colour profiles are not applied. A damaged run-length picture shows what could be drawn.
/// </summary>
public sealed class BmpDecoder : IPictureDecoder, IPrefixDecoder
{
    private const uint Opaque = 0xFF000000;

    public PictureFormat Format => PictureFormat.Bmp;

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("BM"u8);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var header = BmpHeader.Read(file);
        return new PictureInfo(Format, header.Width, header.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var header = BmpHeader.Read(file.Span);
        limits.Check(header.Width, header.Height);
        var data = file.Span[header.PixelOffset..];
        var palette = ReadPalette(file.Span[header.Palette], header.PaletteEntrySize);
        if (header.Compression is BmpCompression.Rle4 or BmpCompression.Rle8)
            return DecodeRunLength(data, header, palette, RowTarget.For(header.Width, header.Height, box));
        // The last row may lack its padding.
        if (data.Length < header.Stride * (header.Height - 1L) + header.RowLength)
            throw new PictureException($"The BMP file is cut off: {data.Length} bytes do not hold {header.Width} x {header.Height} pixels.");
        return DecodeRows(data, header, palette, RowTarget.For(header.Width, header.Height, box), header.Height);
    }

    /// <summary>Rows, most often from the bottom; run-length pictures show nothing before they are whole.</summary>
    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        if (!BmpHeader.TryReadPrefix(prefix.Span, out var header) || header.Compression is BmpCompression.Rle4 or BmpCompression.Rle8)
            return null;
        limits.Check(header.Width, header.Height);
        var data = prefix.Span[header.PixelOffset..];
        var rows = (int)Math.Min(header.Height, (data.Length + header.Stride - header.RowLength) / header.Stride);
        if (rows == 0)
            return null;
        var palette = ReadPalette(prefix.Span[header.Palette], header.PaletteEntrySize);
        return DecodeRows(data, header, palette, RowTarget.For(header.Width, header.Height, box), rows);
    }

    private static Bitmap DecodeRows(ReadOnlySpan<byte> data, BmpHeader header, uint[] palette, RowTarget target, int rows)
    {
        for (var y = 0; y < rows; y++)
        {
            var row = data.Slice((int)(y * header.Stride), (int)header.RowLength);
            var shown = header.ShownRow(y);
            Convert(row, header, palette, MemoryMarshal.Cast<byte, uint>(target.Row(shown)));
            target.Finish(shown);
        }

        return target.ToBitmap();
    }

    private static Bitmap DecodeRunLength(ReadOnlySpan<byte> data, BmpHeader header, uint[] palette, RowTarget target)
    {
        var indices = new byte[header.Width * header.Height];
        _ = BmpRunLength.TryDecode(data, header.BitsPerPixel, header.Width, header.Height, indices);
        for (var y = 0; y < header.Height; y++)
        {
            var row = indices.AsSpan(y * header.Width, header.Width);
            var shown = header.ShownRow(y);
            var pixels = MemoryMarshal.Cast<byte, uint>(target.Row(shown));
            for (var x = 0; x < row.Length; x++)
                pixels[x] = palette[row[x]];
            target.Finish(shown);
        }

        return target.ToBitmap();
    }

    private static void Convert(ReadOnlySpan<byte> row, BmpHeader header, uint[] palette, Span<uint> target)
    {
        var bits = header.BitsPerPixel;
        if (bits == 24)
        {
            for (var x = 0; x < target.Length; x++, row = row[3..])
                target[x] = (uint)(row[2] | row[1] << 8 | row[0] << 16) | Opaque;
            return;
        }

        for (var x = 0; x < target.Length; x++)
        {
            target[x] = bits switch
            {
                16 => header.Masks.PixelOf(BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..])),
                32 => header.Masks.PixelOf(BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..])),
                _ => palette[(row[(int)((long)x * bits >> 3)] >> (8 - bits - (x * bits & 7))) & ((1 << bits) - 1)],
            };
        }
    }

    /// <summary>256 pixels; black where the file has no entry.</summary>
    private static uint[] ReadPalette(ReadOnlySpan<byte> entries, int size)
    {
        var palette = new uint[256];
        Array.Fill(palette, Opaque);
        for (var i = 0; i < entries.Length / size; i++)
            palette[i] = (uint)(entries[i * size + 2] | entries[i * size + 1] << 8 | entries[i * size] << 16) | Opaque;
        return palette;
    }
}
