using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Qoi;

/// <summary>Writes QOI files: larger than PNG, and many times as fast.</summary>
public static class QoiEncoder
{
    public static byte[] Encode(Bitmap picture)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan());
        var hasAlpha = false;
        foreach (var pixel in pixels)
            hasAlpha |= pixel < QoiPixels.First;

        // No chunk takes more than 5 bytes.
        var file = new byte[QoiHeader.Length + pixels.Length * 5L + QoiHeader.End.Length];
        QoiHeader.Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), picture.Height);
        file[12] = (byte)(hasAlpha ? 4 : 3);
        var length = QoiHeader.Length + Write(pixels, file.AsSpan(QoiHeader.Length));
        QoiHeader.End.CopyTo(file.AsSpan(length));
        return file[..(length + QoiHeader.End.Length)];
    }

    private static int Write(ReadOnlySpan<uint> pixels, Span<byte> data)
    {
        var seen = new uint[64];
        var last = QoiPixels.First;
        int run = 0, length = 0;
        foreach (var pixel in pixels)
        {
            if (pixel == last)
            {
                if (++run == QoiPixels.LongestRun)
                    Flush(data);
                continue;
            }

            Flush(data);
            var place = QoiPixels.PlaceOf(pixel);
            if (seen[place] == pixel)
                data[length++] = (byte)place;
            else
                length += WriteColor(pixel, last, data[length..]);
            seen[place] = last = pixel;
        }

        Flush(data);
        return length;

        void Flush(Span<byte> to)
        {
            if (run > 0)
                to[length++] = (byte)(0xC0 | (run - 1));
            run = 0;
        }
    }

    /// <summary>The shortest of QOI_OP_DIFF, QOI_OP_LUMA, QOI_OP_RGB and QOI_OP_RGBA.</summary>
    private static int WriteColor(uint pixel, uint last, Span<byte> data)
    {
        (data[1], data[2], data[3], data[4]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16), (byte)(pixel >> 24));
        if ((pixel ^ last) >> 24 != 0)
        {
            data[0] = 0xFF;
            return 5;
        }

        int red = (sbyte)(pixel - last), green = (sbyte)((pixel >> 8) - (last >> 8)), blue = (sbyte)((pixel >> 16) - (last >> 16));
        int redder = red - green, bluer = blue - green;
        if (red is >= -2 and <= 1 && green is >= -2 and <= 1 && blue is >= -2 and <= 1)
        {
            data[0] = (byte)(0x40 | (red + 2) << 4 | (green + 2) << 2 | (blue + 2));
            return 1;
        }

        if (green is >= -32 and <= 31 && redder is >= -8 and <= 7 && bluer is >= -8 and <= 7)
        {
            (data[0], data[1]) = ((byte)(0x80 | (green + 32)), (byte)((redder + 8) << 4 | (bluer + 8)));
            return 2;
        }

        data[0] = 0xFE;
        return 4;
    }
}
