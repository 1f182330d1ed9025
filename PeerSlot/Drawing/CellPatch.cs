using PeerSlot.Drawing.Tools;

namespace PeerSlot.Drawing;

/// <summary>A piece of a drawing: what was copied, is being moved, or is about to be stamped. Immutable.</summary>
/// <remarks>
/// Glyphs are kept where the piece begins at the upper half of a cell, and are pasted as glyphs where it does so again; else their ground is.
/// </remarks>
public sealed class CellPatch
{
    private readonly int[] _colors;
    private readonly int[] _glyphs;

    private CellPatch(int width, int height, int[] colors, int[] glyphs) => (Width, Height, _colors, _glyphs) = (width, height, colors, glyphs);

    /// <summary>Pixels; also cells.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    public bool HasGlyphs => _glyphs.AsSpan().ContainsAnyExcept(0);

    /// <param name="pixels">Row by row, 0xRRGGBB or <see cref="Canvas.Empty"/>; not copied.</param>
    public static CellPatch OfPixels(int width, int height, int[] pixels) => new(width, height, pixels, []);

    public static CellPatch Of(Canvas canvas, PixelArea area)
    {
        var (colors, glyphs) = (new int[area.Width * area.Height], new int[area.Width * ((area.Height + 1) / 2)]);
        for (var y = 0; y < area.Height; y++)
        {
            for (var x = 0; x < area.Width; x++)
                colors[y * area.Width + x] = canvas.InkAt(area.X + x, area.Y + y);
        }

        var patch = new CellPatch(area.Width, area.Height, colors, glyphs);
        for (var y = 0; area.Y % 2 == 0 && y + 1 < area.Height; y += 2)
        {
            for (var x = 0; x < area.Width; x++)
                patch.Set(x, y, canvas.CellAt(area.X + x, (area.Y + y) / 2));
        }

        return patch;
    }

    /// <summary>A pixel, 0xRRGGBB or <see cref="Canvas.Empty"/>; the ground where a glyph stands.</summary>
    public int InkAt(int x, int y) => _colors[(GlyphAt(x, y) == 0 ? y : y | 1) * Width + x];

    /// <summary>Draws it onto a canvas, within an edit.</summary>
    /// <param name="covers">Whether its empty places empty the canvas, too; else what is there stays.</param>
    public void Paste(Canvas canvas, int left, int top, bool covers)
    {
        var isAligned = top % 2 == 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var glyph = isAligned ? GlyphAt(x, y) : 0;
                if (glyph != 0)
                {
                    if (y % 2 == 0)
                        canvas.SetCell(
                            left + x, (top + y) / 2, new CanvasCell(new(glyph), _colors[y * Width + x], _colors[(y + 1) * Width + x]));
                }
                else if (InkAt(x, y) is var ink && (covers || ink != Canvas.Empty))
                {
                    canvas.SetPixel(left + x, top + y, ink);
                }
            }
        }
    }

    /// <summary>Left and right exchanged, glyphs turned where there are ones that look so.</summary>
    public CellPatch FlipHorizontally()
    {
        var flipped = new CellPatch(Width, Height, new int[_colors.Length], new int[_glyphs.Length]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                flipped._colors[y * Width + Width - 1 - x] = _colors[y * Width + x];
        }

        for (var i = 0; i < _glyphs.Length; i++)
            flipped._glyphs[i / Width * Width + Width - 1 - i % Width] = GlyphMirror.Horizontally(_glyphs[i]);
        return flipped;
    }

    /// <summary>Above and below exchanged.</summary>
    public CellPatch FlipVertically()
    {
        var flipped = new CellPatch(Width, Height, new int[_colors.Length], new int[_glyphs.Length]);
        for (var y = 0; y < Height; y++)
            _colors.AsSpan(y * Width, Width).CopyTo(flipped._colors.AsSpan((Height - 1 - y) * Width));
        if (!HasGlyphs || Height % 2 != 0)
            return flipped;
        for (var y = 0; y < Height; y += 2)
        {
            for (var x = 0; x < Width; x++)
            {
                if (GlyphAt(x, y) is not 0 and var glyph)
                    flipped.Set(x, Height - 2 - y, new CanvasCell(
                        new(GlyphMirror.Vertically(glyph)), _colors[y * Width + x], _colors[(y + 1) * Width + x]));
            }
        }

        return flipped;
    }

    private int GlyphAt(int x, int y) => _glyphs.Length == 0 ? 0 : _glyphs[y / 2 * Width + x];

    /// <param name="y">Even.</param>
    private void Set(int x, int y, CanvasCell cell)
    {
        _colors[y * Width + x] = cell.Foreground;
        _colors[(y + 1) * Width + x] = cell.Background;
        _glyphs[y / 2 * Width + x] = cell.IsPixels ? 0 : cell.Glyph.Value;
    }
}

/// <summary>A rectangle of the canvas in pixels.</summary>
public readonly record struct PixelArea(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;

    /// <summary>The area that has both points in it.</summary>
    public static PixelArea Between(int x1, int y1, int x2, int y2) =>
        new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Abs(x2 - x1) + 1, Math.Abs(y2 - y1) + 1);

    /// <summary>Whole cells.</summary>
    public PixelArea ToCells() => new(X, Y & ~1, Width, (Bottom + 1 & ~1) - (Y & ~1));

    /// <summary>What of it lies on a canvas; nothing has a width of 0.</summary>
    public PixelArea On(Canvas canvas)
    {
        var (left, top, right, bottom) = (Math.Max(0, X), Math.Max(0, Y), Math.Min(canvas.Width, Right), Math.Min(canvas.Height, Bottom));
        return right > left && bottom > top ? new PixelArea(left, top, right - left, bottom - top) : default;
    }
}
