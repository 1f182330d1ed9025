using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Png;

/// <summary>Packs RGBA rows into the samples of a <see cref="PngColorChoice"/>.</summary>
internal sealed class PngRowPacker
{
    private readonly PngColorChoice _choice;
    private readonly Dictionary<uint, int> _indices = [];

    public PngRowPacker(PngColorChoice choice)
    {
        _choice = choice;
        for (var i = 0; i < choice.Palette.Length; i++)
            _indices[choice.Palette[i]] = i;
    }

    public void Pack(ReadOnlySpan<byte> rgba, Span<byte> row)
    {
        switch (_choice.ColorType)
        {
            case PngColorType.Grey:
                row.Clear();
                var step = 255 / ((1 << _choice.BitDepth) - 1);
                for (var x = 0; x < rgba.Length / 4; x++)
                    PutBits(row, x, rgba[x * 4] / step);
                break;
            case PngColorType.Palette:
                row.Clear();
                PackIndices(MemoryMarshal.Cast<byte, uint>(rgba), row);
                break;
            case PngColorType.GreyAlpha:
                for (var x = 0; x < rgba.Length / 4; x++)
                    (row[x * 2], row[x * 2 + 1]) = (rgba[x * 4], rgba[x * 4 + 3]);
                break;
            case PngColorType.Rgb:
                for (var x = 0; x < rgba.Length / 4; x++)
                    rgba.Slice(x * 4, 3).CopyTo(row[(x * 3)..]);
                break;
            default:
                rgba.CopyTo(row);
                break;
        }
    }

    private void PackIndices(ReadOnlySpan<uint> pixels, Span<byte> row)
    {
        var last = ~pixels[0];
        var index = 0;
        for (var x = 0; x < pixels.Length; x++)
        {
            if (pixels[x] != last)
                index = _indices[last = pixels[x]];
            PutBits(row, x, index);
        }
    }

    /// <summary>The leftmost pixel takes the high bits (PNG, 7.2).</summary>
    private void PutBits(Span<byte> row, int x, int sample)
    {
        var bit = x * _choice.BitDepth;
        row[bit >> 3] |= (byte)(sample << (8 - _choice.BitDepth - (bit & 7)));
    }
}
