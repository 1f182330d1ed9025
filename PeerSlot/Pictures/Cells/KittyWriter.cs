using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture by kitty's graphics protocol (sw.kovidgoyal.net/kitty/graphics-protocol), sent as PNG in the escape codes themselves.</summary>
public static class KittyWriter
{
    /// <summary>"The chunks must be no larger than 4096 bytes", and all but the last a multiple of 4.</summary>
    private const int ChunkLength = 4096;

    /// <summary>Shows it over this many cells, scaled by the terminal, and ends the line below.</summary>
    public static void Write(Bitmap picture, int columns, int rows, IBufferWriter<byte> output)
    {
        var png = PngEncoder.Encode(picture);
        var data = new byte[Base64.GetMaxEncodedToUtf8Length(png.Length)];
        Base64.EncodeToUtf8(png, data, out _, out var length);
        for (var start = 0; start < length; start += ChunkLength)
        {
            var end = Math.Min(length, start + ChunkLength);
            // Transmit and display; a PNG; no answers, which nobody would read.
            var keys = start == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},r={rows},") : "";
            output.Write(Encoding.ASCII.GetBytes($"\e_G{keys}m={(end < length ? 1 : 0)};"));
            output.Write(data.AsSpan(start, end - start));
            output.Write("\e\\"u8);
        }

        output.Write("\n"u8);
    }
}
