using System.Text;

namespace PeerSlot.Drawing;

/// <summary>
/// A cell of the canvas. <see cref="HalfBlock"/> is the one whose two colours are pixels: the foreground the upper, the background the lower.
/// </summary>
/// <param name="Foreground">0xRRGGBB or <see cref="Canvas.Empty"/>.</param>
/// <param name="Background">0xRRGGBB or <see cref="Canvas.Empty"/>.</param>
public readonly record struct CanvasCell(Rune Glyph, int Foreground, int Background)
{
    public static readonly Rune HalfBlock = new('▀');

    /// <summary>Follows a glyph that is two columns wide.</summary>
    public static readonly Rune Continuation = new(1);

    public static CanvasCell Empty { get; } = new(HalfBlock, Canvas.Empty, Canvas.Empty);

    public bool IsPixels => Glyph == HalfBlock;

    /// <summary>The colour of one of its pixels; where a glyph stands, that of its ground.</summary>
    public int PixelAt(bool lower) => IsPixels && !lower ? Foreground : Background;
}
