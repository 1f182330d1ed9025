using System.Runtime.InteropServices;
using System.Text;

namespace PeerSlot.Terminal.Frames;

/// <summary>
/// Turns what is on the screen into the next frame with few bytes. It relies on the terminal only for ECMA-48 moves, SGR, EL and ECH;
/// autowrap has to be off. The bytes it returns are one write; steady frames allocate nothing.
/// </summary>
internal sealed class FrameRenderer
{
    private readonly EscapeWriter _output = new();
    private readonly CellBuffer _empty = new(default);
    private ColorDepth _depth;
    private GlyphRange _glyphs;
    private Size _size;
    private Cell[] _shown = [];
    private Cell[] _row = [];

    /// <summary>False where anything may be on the screen.</summary>
    private bool _isKnown;
    private bool _cursorShown;
    private int _column = -1;
    private int _cursorRow = -1;
    private Look? _look;

    public ColorDepth Depth
    {
        get => _depth;
        set
        {
            _depth = value;
            Invalidate();
        }
    }

    public GlyphRange Glyphs
    {
        get => _glyphs;
        set
        {
            _glyphs = value;
            Invalidate();
        }
    }

    /// <summary>Whether large frames are shown at once (DEC private mode 2026), for terminals that said that they can.</summary>
    public bool Synchronizes { get; set; }

    /// <summary>Forgets the screen: the next frame clears and paints all of it.</summary>
    public void Invalidate() => (_isKnown, _column, _cursorRow, _look) = (false, -1, -1, null);

    /// <summary>Forgets which style is selected, after something else wrote SGR.</summary>
    public void ForgetStyle() => _look = null;

    /// <summary>The terminal was entered: its cursor is hidden and anything may be on it.</summary>
    public void Reset()
    {
        Invalidate();
        _cursorShown = false;
    }

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Render(CellBuffer? frame, Size size, (int Column, int Row)? cursor)
    {
        // Below this a frame arrives in one piece anyway.
        const int WorthSynchronizing = 1024;
        _output.Clear();
        var begin = Synchronizes ? BeginSynchronized : [];
        _output.Write(begin);
        if (size != _size)
        {
            _size = size;
            _shown = new Cell[size.Width * size.Height];
            _row = new Cell[size.Width];
            Invalidate();
        }

        if (!_isKnown)
            ClearScreen();
        for (var y = 0; y < size.Height; y++)
            RenderRow(frame ?? _empty, y);
        PlaceCursor(cursor);
        if (!Synchronizes || _output.Length < WorthSynchronizing)
            return _output.Written[begin.Length..];
        _output.Write("\e[?2026l"u8);
        return _output.Written;
    }

    private static ReadOnlySpan<byte> BeginSynchronized => "\e[?2026h"u8;

    private void ClearScreen()
    {
        _output.Write("\e[m\e[2J"u8);
        _look = Look.Plain;
        _shown.AsSpan().Fill(Cell.Blank);
        _isKnown = true;
    }

    private void PlaceCursor((int Column, int Row)? cursor)
    {
        if (cursor is var (column, row) && column >= 0 && row >= 0 && column < _size.Width && row < _size.Height)
        {
            MoveTo(column, row);
            if (!_cursorShown)
                _output.Write("\e[?25h"u8);
            _cursorShown = true;
        }
        else if (_cursorShown)
        {
            _output.Write("\e[?25l"u8);
            _cursorShown = false;
        }
    }

    private void RenderRow(CellBuffer frame, int y)
    {
        var shown = _shown.AsSpan(y * _size.Width, _size.Width);
        if (frame.Width == _size.Width && y < frame.Height
            && MemoryMarshal.AsBytes(frame.Cells.Slice(y * frame.Width, frame.Width)).SequenceEqual(MemoryMarshal.AsBytes(shown)))
            return;

        FrameRows.Copy(frame, y, _row);
        if (GlyphMapper.Changes(_glyphs, _depth))
            GlyphMapper.Map(_row, _glyphs, _depth);
        var last = _row.Length - 1;
        while (last >= 0 && Same(_row[last], shown[last]))
            last--;
        var blankFrom = _row.Length;
        while (blankFrom > 0 && IsErasable(_row[blankFrom - 1]))
            blankFrom--;
        for (var x = 0; x <= last;)
            x = Same(_row[x], shown[x]) || _row[x].IsContinuation ? x + 1 : RenderCells(shown, x, y, last, blankFrom);
        _row.CopyTo(shown);
    }

    /// <summary>Shows the cell at <paramref name="x"/>, or the blanks that begin there.</summary>
    /// <returns>The first column that is still to do.</returns>
    private int RenderCells(Span<Cell> shown, int x, int y, int last, int blankFrom)
    {
        // Erasing colours with the background on some terminals (bce) and not on others, so only the default one is erased.
        const int WorthEnding = 4;
        const int WorthErasing = 12;
        var cell = Visible(_row[x], out var look);
        if (x >= blankFrom && last - x + 1 >= WorthEnding)
        {
            MoveTo(x, y);
            Select(cell, look);
            _output.Write("\e[K"u8);
            return last + 1;
        }

        var blanks = x;
        while (blanks <= last && IsErasable(_row[blanks]) && !Same(_row[blanks], shown[blanks]))
            blanks++;
        if (blanks - x >= WorthErasing)
        {
            MoveTo(x, y);
            Select(cell, look);
            _output.WriteCsi(blanks - x, (byte)'X');
            return blanks;
        }

        if (!TryRewriteTo(x, y))
            MoveTo(x, y);
        Select(cell, look);
        Write(cell);
        var width = x + 1 < _row.Length && _row[x + 1].IsContinuation ? 2 : 1;

        // At the right edge terminals differ in where the cursor then is, and behind marks those that know none.
        _column = x + width >= _size.Width || RuneWidth.IsDisputed(cell.Rune) || !cell.Marks.IsEmpty ? -1 : x + width;
        return x + width;
    }

    private void Write(Cell cell)
    {
        _output.Write(cell.Rune);
        for (var i = 0; i < cell.Marks.Count; i++)
            _output.Write(cell.Marks[i]);
    }

    private void MoveTo(int column, int row)
    {
        CursorMotion.Write(_output, _column, _cursorRow, column, row);
        (_column, _cursorRow) = (column, row);
    }

    /// <summary>Goes over a few cells that are right already by writing them again, where that is shorter than moving.</summary>
    private bool TryRewriteTo(int x, int y)
    {
        if (y != _cursorRow || _column < 0 || _column >= x || x - _column > 4)
            return false;
        var bytes = 0;
        for (var i = _column; i < x; i++)
        {
            var cell = Visible(_row[i], out var look);
            bytes += cell.Rune.Utf8SequenceLength;
            if (cell.IsContinuation || (i + 1 < _row.Length && _row[i + 1].IsContinuation) || RuneWidth.IsDisputed(cell.Rune) || !cell.Marks.IsEmpty
                || _look is not { } selected || Needed(cell, look, selected) != selected)
                return false;
        }

        if (bytes > CursorMotion.Length(x - _column))
            return false;
        for (var i = _column; i < x; i++)
            _output.Write(Visible(_row[i], out _).Rune);
        _column = x;
        return true;
    }

    private void Select(Cell cell, Look look)
    {
        var needed = _look is { } selected ? Needed(cell, look, selected) : look;
        Sgr.Write(_output, _look, needed, _depth);
        _look = needed;
    }

    /// <summary>Of a blank only the background shows, so that the rest of the selected look may stay.</summary>
    private static Look Needed(Cell cell, Look look, Look selected)
    {
        const CellAttributes ShownOnBlanks = CellAttributes.Underline | CellAttributes.Reverse;
        if (cell.Rune.Value != ' ' || !cell.Marks.IsEmpty || (look.Attributes & ShownOnBlanks) != 0)
            return look;
        return selected with { Background = look.Background, Attributes = selected.Attributes & ~ShownOnBlanks };
    }

    /// <summary>Half a block in one colour is a blank, which costs less.</summary>
    private Cell Visible(Cell cell, out Look look)
    {
        look = LookMapper.Map(cell, _depth);
        if (cell.Rune.Value is 0x2580 or 0x2584 && cell.Marks.IsEmpty && look.Foreground == look.Background && look.Foreground != Look.Default
            && (look.Attributes & CellAttributes.Underline) == 0)
        {
            look = look with { Attributes = CellAttributes.None };
            return cell with { Rune = new Rune(' ') };
        }

        return cell;
    }

    private bool Same(Cell a, Cell b)
    {
        if (a == b)
            return true;
        if (a.IsContinuation != b.IsContinuation)
            return false;
        var (first, second) = (Visible(a, out var firstLook), Visible(b, out var secondLook));
        return first.Rune == second.Rune && first.Marks == second.Marks && Needed(first, firstLook, Look.Plain) == Needed(second, secondLook, Look.Plain);
    }

    private bool IsErasable(Cell cell)
    {
        if (cell.Rune.Value != ' ' || !cell.Marks.IsEmpty)
            return false;
        var look = LookMapper.Map(cell, _depth);
        return look.Background == Look.Default && (look.Attributes & (CellAttributes.Underline | CellAttributes.Reverse)) == 0;
    }
}
