using System.Text;

namespace PeerSlot.Pictures.Cells;

/// <summary>A picture as terminal cells: one rune and two colours a cell, rows from the top.</summary>
public sealed class CellPicture
{
    private readonly PictureCell[] _cells;

    public CellPicture(int columns, int rows)
    {
        Columns = columns;
        Rows = rows;
        _cells = new PictureCell[checked(columns * rows)];
    }

    public int Columns { get; }

    public int Rows { get; }

    public ref PictureCell this[int column, int row] => ref _cells[row * Columns + column];

    public ReadOnlySpan<PictureCell> Row(int row) => _cells.AsSpan(row * Columns, Columns);
}

/// <summary>One cell of a picture.</summary>
/// <param name="Rune">The glyph, one column wide.</param>
/// <param name="Foreground">0xRRGGBB, sRGB.</param>
/// <param name="Background">0xRRGGBB, sRGB.</param>
public readonly record struct PictureCell(Rune Rune, int Foreground, int Background);
