using System.Text;

namespace PeerSlot.Drawing.Tools;

/// <summary>What a tool leaves behind where it touches the canvas.</summary>
public sealed record Ink
{
    /// <summary>Whole cells with a glyph, instead of pixels.</summary>
    public bool PaintsCells { get; init; }

    /// <summary>0xRRGGBB; <see cref="Canvas.Empty"/> erases.</summary>
    public int Color { get; init; }

    /// <summary>The ground of a glyph, 0xRRGGBB or <see cref="Canvas.Empty"/>.</summary>
    public int Ground { get; init; } = Canvas.Empty;

    public Rune Glyph { get; init; } = new('█');

    /// <summary>What of a cell is changed.</summary>
    public CellParts Parts { get; init; } = CellParts.All;

    /// <summary>Whether cells become empty, whatever the rest says.</summary>
    public bool Erases { get; init; }

    /// <summary>Units across the tip.</summary>
    public int Size { get; init; } = 1;

    public bool IsRound { get; init; }

    public Mirror Mirror { get; init; }

    /// <summary>
    /// Pixels of a unit: 1x1 paints pixels, 1x2 both halves of a cell, 4x4 the visible pixels of a drawing shown at a quarter. Tools count in
    /// units.
    /// </summary>
    public (int Width, int Height) Unit { get; init; } = (1, 1);

    public static Ink Of(int color) => new() { Color = color };

    /// <summary>The unit in which a pixel lies.</summary>
    public (int X, int Y) UnitAt(int x, int y) => (Floor(x, Unit.Width), Floor(y, Unit.Height));

    /// <summary>A cell after it was painted over.</summary>
    public CanvasCell Over(CanvasCell cell)
    {
        if (Erases)
            return new CanvasCell(CanvasCell.HalfBlock, Ground, Ground);
        return new CanvasCell(
            Parts.HasFlag(CellParts.Glyph) ? Glyph : cell.Glyph,
            Parts.HasFlag(CellParts.Foreground) ? Color : cell.Foreground,
            Parts.HasFlag(CellParts.Background) ? Ground : cell.Background);
    }

    private static int Floor(int value, int by) => (value >= 0 ? value : value - by + 1) / by;
}

/// <summary>Parts of a cell that a tool applies.</summary>
[Flags]
public enum CellParts
{
    None = 0,
    Glyph = 1,
    Foreground = 2,
    Background = 4,
    All = Glyph | Foreground | Background,
}

/// <summary>Which strokes are made a second time on the other side of the canvas.</summary>
[Flags]
public enum Mirror
{
    None = 0,
    LeftRight = 1,
    UpDown = 2,
}
