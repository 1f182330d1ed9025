using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Png;

/// <summary>
/// What samples mean: PLTE and tRNS applied to unfiltered rows. 16-bit samples lose their low byte; gamma and ICC profiles are not applied, as
/// pictures on the web are shown.
/// </summary>
internal sealed class PngColors
{
    private const uint Opaque = 0xFF000000;

    private readonly PngHeader _header;

    /// <summary>The pixel of every sample of up to 8 bits, as R, G, B, A bytes read little-endian. Unused by other colour types.</summary>
    private readonly uint[] _pixels = new uint[256];

    /// <summary>The one colour that tRNS makes transparent, at full depth; -1 where there is none.</summary>
    private readonly (int R, int G, int B) _key = (-1, -1, -1);

    /// <param name="palette">The data of PLTE, 3 bytes an entry; empty where there is none.</param>
    /// <param name="transparency">The data of tRNS; of a length that PNG does not allow, it is ignored as libpng does.</param>
    public PngColors(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        _header = header;
        if (header.ColorType == PngColorType.Palette)
        {
            // An index beyond the palette is an error of the file; libpng shows it as black.
            _pixels.AsSpan().Fill(Opaque);
            for (var i = 0; i < palette.Length / 3; i++)
                _pixels[i] = Pixel(palette[i * 3], palette[i * 3 + 1], palette[i * 3 + 2], i < transparency.Length ? transparency[i] : (byte)255);
            return;
        }

        // PNG, 11.3.1.1: two bytes a sample whatever the depth; bits above the depth are to be ignored.
        var mask = (1 << header.BitDepth) - 1;
        if (header.ColorType == PngColorType.Grey && transparency.Length == 2)
            _key = (BinaryPrimitives.ReadUInt16BigEndian(transparency) & mask, -1, -1);
        if (header.ColorType == PngColorType.Rgb && transparency.Length == 6)
        {
            _key = (BinaryPrimitives.ReadUInt16BigEndian(transparency) & mask, BinaryPrimitives.ReadUInt16BigEndian(transparency[2..]) & mask,
                BinaryPrimitives.ReadUInt16BigEndian(transparency[4..]) & mask);
        }

        if (header is { ColorType: PngColorType.Grey, BitDepth: <= 8 })
        {
            for (var i = 0; i <= mask; i++)
            {
                var grey = (byte)(i * 255 / mask);
                _pixels[i] = Pixel(grey, grey, grey, i == _key.R ? (byte)0 : (byte)255);
            }
        }
    }

    /// <param name="row">Unfiltered samples.</param>
    /// <param name="rgba">4 bytes a pixel; its length says how many.</param>
    public void Convert(ReadOnlySpan<byte> row, Span<byte> rgba)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        if (_header.BitDepth == 16)
            ConvertDeep(row, pixels);
        else if (_header.Channels == 1)
            ConvertIndices(row, pixels);
        else
            ConvertBytes(row, rgba, pixels);
    }

    private void ConvertIndices(ReadOnlySpan<byte> row, Span<uint> pixels)
    {
        var table = _pixels;
        var depth = _header.BitDepth;
        if (depth == 8)
        {
            row = row[..pixels.Length];
            for (var x = 0; x < pixels.Length; x++)
                pixels[x] = table[row[x]];
            return;
        }

        var mask = (1 << depth) - 1;
        for (int x = 0, bit = 0; x < pixels.Length; x++, bit += depth)
            pixels[x] = table[(row[bit >> 3] >> (8 - depth - (bit & 7))) & mask];
    }

    private void ConvertBytes(ReadOnlySpan<byte> row, Span<byte> rgba, Span<uint> pixels)
    {
        switch (_header.ColorType)
        {
            case PngColorType.Rgba:
                row.CopyTo(rgba);
                break;
            case PngColorType.GreyAlpha:
                for (var x = 0; x < pixels.Length; x++)
                    pixels[x] = Pixel(row[x * 2], row[x * 2], row[x * 2], row[x * 2 + 1]);
                break;
            default:
                var key = _key.R < 0 ? 0 : Pixel((byte)_key.R, (byte)_key.G, (byte)_key.B, 255);
                for (var x = 0; x < pixels.Length; x++, row = row[3..])
                {
                    var pixel = Pixel(row[0], row[1], row[2], 255);
                    pixels[x] = pixel == key ? pixel & ~Opaque : pixel;
                }

                break;
        }
    }

    private void ConvertDeep(ReadOnlySpan<byte> row, Span<uint> pixels)
    {
        var channels = _header.Channels;
        for (var x = 0; x < pixels.Length; x++, row = row[(channels * 2)..])
        {
            pixels[x] = channels switch
            {
                1 => Pixel(row[0], row[0], row[0], BinaryPrimitives.ReadUInt16BigEndian(row) == _key.R ? (byte)0 : (byte)255),
                2 => Pixel(row[0], row[0], row[0], row[2]),
                3 => Pixel(row[0], row[2], row[4], IsKey(row) ? (byte)0 : (byte)255),
                _ => Pixel(row[0], row[2], row[4], row[6]),
            };
        }
    }

    private bool IsKey(ReadOnlySpan<byte> pixel) =>
        BinaryPrimitives.ReadUInt16BigEndian(pixel) == _key.R && BinaryPrimitives.ReadUInt16BigEndian(pixel[2..]) == _key.G
        && BinaryPrimitives.ReadUInt16BigEndian(pixel[4..]) == _key.B;

    private static uint Pixel(byte r, byte g, byte b, byte a) => r | (uint)g << 8 | (uint)b << 16 | (uint)a << 24;
}
