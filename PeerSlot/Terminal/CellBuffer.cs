using System.Text;

namespace PeerSlot.Terminal;

/// <summary>
/// A screen of cells. Widgets draw into it, clipped to its edges; <see cref="ITerminal.Draw"/> shows it. Writing outside
/// is no error: it is cut off.
/// </summary>
public sealed partial class CellBuffer
{
    private Cell[] _cells;

    public CellBuffer(Size size)
    {
        Size = size;
        _cells = new Cell[size.Width * size.Height];
        Clear();
    }

    public Size Size { get; private set; }

    public int Width => Size.Width;

    public int Height => Size.Height;

    /// <summary>All cells, row by row.</summary>
    public ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>A cell; what lies outside reads as blank and is not written.</summary>
    public Cell this[int x, int y]
    {
        get => (uint)x < (uint)Width && (uint)y < (uint)Height ? _cells[y * Width + x] : Cell.Blank;
        set
        {
            if ((uint)x < (uint)Width && (uint)y < (uint)Height)
                _cells[y * Width + x] = value;
        }
    }

    public void Clear(Style style = default) => _cells.AsSpan().Fill(new Cell(new Rune(' '), style));

    public void Fill(Rectangle area, Cell cell)
    {
        for (var y = Math.Max(0, area.Y); y < Math.Min(Height, area.Bottom); y++)
            for (var x = Math.Max(0, area.X); x < Math.Min(Width, area.Right); x++)
                _cells[y * Width + x] = cell;
    }

    /// <summary>Changes the size; the content is cleared.</summary>
    public void Resize(Size size)
    {
        if (size != Size)
        {
            Size = size;
            _cells = new Cell[size.Width * size.Height];
        }

        Clear();
    }
}
