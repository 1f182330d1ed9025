using System.Text;

namespace PeerSlot.Terminal.Frames;

/// <summary>What a cell comes to on a terminal with fewer colours.</summary>
internal static class LookMapper
{
    /// <summary>A default foreground counts as light and a default background as black, where luma is compared.</summary>
    private const int DefaultForegroundLuma = 192;

    public static Look Map(Cell cell, ColorDepth depth)
    {
        var (foreground, background, attributes) = cell.Style;
        switch (depth)
        {
            case ColorDepth.TrueColor:
                return new Look(TrueColor(foreground), TrueColor(background), attributes);
            case ColorDepth.Colors256:
                return new Look(Colors256(foreground), Colors256(background), attributes);
            case ColorDepth.Colors16:
                return Readable(
                    cell,
                    Colors16(foreground), Colors16(background));
            default:
                // A selection that is shown by a lighter background stays visible as reverse video.
                var reversed = !background.IsDefault
                    && Palette.Luma(background.Rgb) > (foreground.IsDefault ? DefaultForegroundLuma : Palette.Luma(foreground.Rgb));
                return Look.Plain with { Attributes = reversed ? attributes ^ CellAttributes.Reverse : attributes };
        }
    }

    /// <summary>
    /// Text whose two colours became one would vanish; in pictures (block elements) that is how it shall be. Black is not bold: where there are sixteen
    /// colours, most terminals show bold as bright, and bright black is grey.
    /// </summary>
    private static Look Readable(Cell cell, int foreground, int background)
    {
        if (foreground == background && foreground != Look.Default && cell.Style.Foreground != cell.Style.Background && !IsBlock(cell.Rune))
            foreground = Palette.Luma(cell.Style.Background.Rgb) < 128 ? 15 : 0;
        return new Look(foreground, background, foreground == 0 ? cell.Style.Attributes & ~CellAttributes.Bold : cell.Style.Attributes);
    }

    private static bool IsBlock(Rune rune) => rune.Value is (>= 0x2580 and <= 0x259F) or (>= 0x1FB00 and <= 0x1FBAF);

    private static int TrueColor(Color color) => color.IsDefault ? Look.Default : color.Index is { } index ? Look.OwnColor(index) : color.Rgb;

    private static int Colors256(Color color) =>
        color.IsDefault ? Look.Default : color.Index is { } index ? Look.OwnColor(index) : Palette.Nearest256(color.Rgb);

    private static int Colors16(Color color) => color.IsDefault ? Look.Default : color.Index ?? Palette.Nearest16(color.Rgb);
}
