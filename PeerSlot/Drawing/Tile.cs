namespace PeerSlot.Drawing;

/// <summary>
/// 64x64 pixels of a canvas, and the glyphs of the 64x32 cells that they make. Never changed once an edit has ended: an edit that touches a
/// tile works on a copy.
/// </summary>
internal sealed class Tile
{
    /// <summary>Pixels a side; even, so that a cell never lies in two tiles.</summary>
    public const int Side = 64;

    public const int Pixels = Side * Side;
    public const int Cells = Pixels / 2;

    public Tile()
    {
        Colors = new int[Pixels];
        Array.Fill(Colors, Canvas.Empty);
    }

    public Tile(int[] colors, int[]? glyphs) => (Colors, Glyphs) = (colors, glyphs);

    /// <summary>0xRRGGBB or <see cref="Canvas.Empty"/>, row by row. In a cell with a glyph: its two colours.</summary>
    public int[] Colors { get; }

    /// <summary>A scalar value a cell, 0 where its two pixels are a half block; null = no glyph at all.</summary>
    public int[]? Glyphs { get; private set; }

    /// <summary>Whether it is the copy that the open edit works on.</summary>
    public bool IsOpen { get; set; }

    public long Bytes => (Colors.Length + (Glyphs?.Length ?? 0)) * (long)sizeof(int);

    public bool IsBlank => !Colors.AsSpan().ContainsAnyExcept(Canvas.Empty) && !HasGlyphs;

    public bool HasGlyphs => Glyphs is not null && Glyphs.AsSpan().ContainsAnyExcept(0);

    public static int PixelAt(int x, int y) => y % Side * Side + x % Side;

    /// <param name="y">Of either of the cell's pixels.</param>
    public static int CellAt(int x, int y) => y % Side / 2 * Side + x % Side;

    public int GlyphAt(int x, int y) => Glyphs is { } glyphs ? glyphs[CellAt(x, y)] : 0;

    public void SetGlyph(int x, int y, int glyph)
    {
        if (glyph != 0)
            Glyphs ??= new int[Cells];
        if (Glyphs is { } glyphs)
            glyphs[CellAt(x, y)] = glyph;
    }

    public Tile Copy() => new((int[])Colors.Clone(), HasGlyphs ? (int[])Glyphs!.Clone() : null) { IsOpen = true };

    public bool Equals(Tile other)
    {
        if (!Colors.AsSpan().SequenceEqual(other.Colors))
            return false;
        return HasGlyphs ? other.HasGlyphs && Glyphs.AsSpan().SequenceEqual(other.Glyphs) : !other.HasGlyphs;
    }
}
