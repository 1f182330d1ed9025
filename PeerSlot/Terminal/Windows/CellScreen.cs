namespace PeerSlot.Terminal.Windows;

/// <summary>
/// The screen of a console that takes no escapes (before Windows 10 1607, the legacy mode, Wine 8): a screen buffer beside the one that the
/// console showed, written cell by cell.
/// </summary>
internal sealed unsafe class CellScreen(nint shownBefore)
{
    private readonly Cell[] _row = new Cell[Kernel32.MostColumns];
    private readonly Kernel32.CharInfo[] _cells = new Kernel32.CharInfo[Kernel32.MostColumns];
    private Kernel32.CharInfo[] _shown = [];
    private Size _size;
    private nint _buffer;

    /// <summary>What the console shows.</summary>
    public nint Handle => _buffer == 0 ? shownBefore : _buffer;

    public void Enter()
    {
        if (!TryCreate(out _buffer))
            return;
        _ = Kernel32.SetMode(_buffer, 0); // No wrapping at the last cell, and no character is a control.
        _ = Kernel32.SetCursor(_buffer, new Kernel32.CursorInfo(25, 0));
        _ = Kernel32.ShowScreenBuffer(_buffer);
        Invalidate();
    }

    public void Leave()
    {
        if (_buffer == 0)
            return;
        _ = Kernel32.ShowScreenBuffer(shownBefore);
        _ = Kernel32.Close(_buffer);
        _buffer = 0;
    }

    public void Invalidate() => _shown = [];

    /// <summary>Writes the rows that differ.</summary>
    public void Draw(CellBuffer frame, Size size, ColorDepth depth, (int Column, int Row)? cursor)
    {
        if (size != _size || _shown.Length == 0)
            (_size, _shown) = (size, new Kernel32.CharInfo[size.Width * size.Height]);
        var cells = _cells.AsSpan(0, size.Width);
        for (var y = 0; y < size.Height; y++)
        {
            CharInfoCells.Fill(frame, y, depth, _row.AsSpan(0, size.Width), cells);
            var shown = _shown.AsSpan(y * size.Width, size.Width);
            if (cells.SequenceEqual(shown))
                continue;
            cells.CopyTo(shown);
            WriteRow(cells, y);
        }

        if (cursor is var (column, row))
            _ = Kernel32.PlaceCursor(Handle, new Kernel32.Coordinates((short)column, (short)row));
        _ = Kernel32.SetCursor(Handle, new Kernel32.CursorInfo(25, cursor is null ? 0 : 1));
    }

    /// <summary>
    /// Whether a console that says so acts on escapes: on a screen buffer that nobody sees, an escape must not move the cursor. Wine 8 takes
    /// the mode and then counts the bytes of an escape as cells.
    /// </summary>
    public static bool TakesEscapes(uint mode)
    {
        if (!TryCreate(out var buffer))
            return true; // Then there is no other way to draw either.
        try
        {
            if (Kernel32.SetMode(buffer, mode) == 0)
                return false;
            var escape = "\e[m"u8;
            fixed (byte* start = escape)
                _ = Kernel32.Write(buffer, start, (uint)escape.Length, out _, 0);
            return Kernel32.GetScreenBuffer(buffer, out var info) == 0 || info is { CursorColumn: 0, CursorRow: 0 };
        }
        finally
        {
            _ = Kernel32.Close(buffer);
        }
    }

    private void WriteRow(ReadOnlySpan<Kernel32.CharInfo> cells, int y)
    {
        // The window may be a part of the buffer.
        _ = Kernel32.GetScreenBuffer(Handle, out var info);
        var (left, top) = (info.Left, (short)(info.Top + y));
        var to = new Kernel32.SmallRectangle(left, top, (short)(left + cells.Length - 1), top);
        fixed (Kernel32.CharInfo* start = cells)
            _ = Kernel32.WriteCells(Handle, start, new Kernel32.Coordinates((short)cells.Length, 1), default, ref to);
    }

    private static bool TryCreate(out nint buffer)
    {
        const uint ReadAndWrite = 0xC0000000, ShareBoth = 3, TextMode = 1;
        buffer = Kernel32.CreateScreenBuffer(ReadAndWrite, ShareBoth, 0, TextMode, 0);
        if (buffer == -1)
            buffer = 0;
        return buffer != 0;
    }
}
