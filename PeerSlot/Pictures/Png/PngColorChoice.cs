using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Png;

/// <summary>The colour type that spends the fewest bits on a pixel and still holds every one exactly.</summary>
/// <param name="Palette">R, G, B, A bytes read little-endian; the entries that are not opaque come first. Empty without a palette.</param>
/// <param name="TransparentEntries">How many entries tRNS has to name.</param>
internal readonly record struct PngColorChoice(PngColorType ColorType, int BitDepth, uint[] Palette, int TransparentEntries)
{
    private const int MaxPalette = 256;

    public static PngColorChoice Of(Bitmap picture)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan());
        var palette = new HashSet<uint>(MaxPalette + 1);
        bool grey = true, opaque = true;
        var greyDepth = 1;
        var last = ~pixels[0];
        foreach (var pixel in pixels)
        {
            if (pixel == last)
                continue;
            last = pixel;
            if (palette.Count <= MaxPalette)
                palette.Add(pixel);
            var (r, g, b) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
            grey &= r == g && g == b;
            opaque &= pixel >> 24 == 255;
            greyDepth = Math.Max(greyDepth, GreyDepth(r));
            if (!grey && !opaque && palette.Count > MaxPalette)
                break;
        }

        var paletteDepth = palette.Count switch { <= 2 => 1, <= 4 => 2, <= 16 => 4, <= MaxPalette => 8, _ => int.MaxValue };
        if (grey && opaque && greyDepth <= paletteDepth)
            return new PngColorChoice(PngColorType.Grey, greyDepth, [], 0);
        if (palette.Count <= MaxPalette)
        {
            var entries = palette.OrderBy(color => color >> 24 == 255).ThenBy(color => color).ToArray();
            return new PngColorChoice(PngColorType.Palette, paletteDepth, entries, entries.Count(color => color >> 24 != 255));
        }

        return new PngColorChoice(
            (grey, opaque) switch { (true, _) => PngColorType.GreyAlpha, (_, true) => PngColorType.Rgb, _ => PngColorType.Rgba }, 8, [], 0);
    }

    /// <summary>The depth whose samples, spread over 0..255, hit this grey: n * 255, n * 85, n * 17 (PNG, 13.12).</summary>
    private static int GreyDepth(byte grey) => grey % 17 != 0 ? 8 : grey % 85 != 0 ? 4 : grey % 255 != 0 ? 2 : 1;
}
