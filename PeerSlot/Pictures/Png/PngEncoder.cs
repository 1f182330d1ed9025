using System.Buffers.Binary;
using System.IO.Compression;

namespace PeerSlot.Pictures.Png;

/// <summary>Writes PNG files.</summary>
public static class PngEncoder
{
    /// <summary>A whole PNG file of the bitmap, without metadata; the smallest colour type that holds every pixel exactly.</summary>
    public static byte[] Encode(Bitmap picture)
    {
        var choice = PngColorChoice.Of(picture);
        var header = new PngHeader(picture.Width, picture.Height, choice.BitDepth, choice.ColorType, Interlaced: false);
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        WriteChunk(file, "IHDR"u8, HeaderData(header));
        if (choice.Palette.Length > 0)
            WriteChunk(file, "PLTE"u8, PaletteData(choice.Palette));
        if (choice.TransparentEntries > 0)
            WriteChunk(file, "tRNS"u8, AlphaData(choice.Palette.AsSpan(0, choice.TransparentEntries)));
        WriteChunk(file, "IDAT"u8, ImageData(picture, header, choice));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var start = (int)file.Length;
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(file.GetBuffer().AsSpan(start, (int)file.Length - start)));
        file.Write(number);
    }

    private static byte[] HeaderData(PngHeader header)
    {
        var data = new byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), header.Height);
        data[8] = (byte)header.BitDepth;
        data[9] = (byte)header.ColorType;
        return data;
    }

    private static byte[] PaletteData(ReadOnlySpan<uint> palette)
    {
        var data = new byte[palette.Length * 3];
        for (var i = 0; i < palette.Length; i++)
        {
            data[i * 3] = (byte)palette[i];
            data[i * 3 + 1] = (byte)(palette[i] >> 8);
            data[i * 3 + 2] = (byte)(palette[i] >> 16);
        }

        return data;
    }

    private static byte[] AlphaData(ReadOnlySpan<uint> palette)
    {
        var data = new byte[palette.Length];
        for (var i = 0; i < palette.Length; i++)
            data[i] = (byte)(palette[i] >> 24);
        return data;
    }

    private static ReadOnlySpan<byte> ImageData(Bitmap picture, PngHeader header, PngColorChoice choice)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var rows = new PngRowFilter(header);
            var packer = new PngRowPacker(choice);
            for (var y = 0; y < picture.Height; y++)
            {
                packer.Pack(picture.Row(y), rows.Current);
                zlib.Write(rows.Filter());
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }
}
