namespace PeerSlot.Drawing.Tools;

/// <summary>Puts ink onto a canvas, a unit at a time, with its tip and its mirror images. Drawing needs an open edit.</summary>
internal sealed class Pen
{
    private readonly Canvas _canvas;
    private readonly Ink _ink;
    private readonly Ink _mirrored;
    private readonly Ink _upturned;
    private readonly Ink _turned;
    private readonly (int X, int Y)[] _tip;

    public Pen(Canvas canvas, Ink ink)
    {
        (_canvas, _ink) = (canvas, ink);
        _mirrored = ink with { Glyph = new(GlyphMirror.Horizontally(ink.Glyph.Value)) };
        _upturned = ink with { Glyph = new(GlyphMirror.Vertically(ink.Glyph.Value)) };
        _turned = _mirrored with { Glyph = new(GlyphMirror.Vertically(_mirrored.Glyph.Value)) };
        _tip = Tip(ink.Size, ink.IsRound);
    }

    /// <summary>Touches the canvas with the whole tip.</summary>
    public void Touch(int x, int y)
    {
        foreach (var (dx, dy) in _tip)
            Put(x + dx, y + dy);
    }

    /// <summary>Paints a single unit, and its mirror images.</summary>
    public void Put(int x, int y)
    {
        var mirror = _ink.Mirror;
        Paint(x, y, false, false, _ink);
        if (mirror.HasFlag(Mirror.LeftRight))
            Paint(x, y, true, false, _mirrored);
        if (mirror.HasFlag(Mirror.UpDown))
            Paint(x, y, false, true, _upturned);
        if (mirror == (Mirror.LeftRight | Mirror.UpDown))
            Paint(x, y, true, true, _turned);
    }

    private void Paint(int x, int y, bool acrossX, bool acrossY, Ink ink)
    {
        if (ink.PaintsCells)
        {
            var (column, row) = (acrossX ? _canvas.Width - 1 - x : x, acrossY ? _canvas.CellRows - 1 - y : y);
            if ((uint)column < (uint)_canvas.Width && (uint)row < (uint)_canvas.CellRows)
                _canvas.SetCell(column, row, ink.Over(_canvas.CellAt(column, row)));
            return;
        }

        var (width, height) = ink.Unit;
        var (left, top) = (acrossX ? _canvas.Width - (x + 1) * width : x * width, acrossY ? _canvas.Height - (y + 1) * height : y * height);
        _canvas.FillRectangle(left, top, width, height, ink.Erases ? ink.Ground : ink.Color);
    }

    /// <summary>The units of a tip around its middle; an even size has one more to the right and below.</summary>
    private static (int X, int Y)[] Tip(int size, bool isRound)
    {
        var units = new List<(int, int)>();
        var (first, radius) = (-(size - 1) / 2, size / 2.0);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var (dx, dy) = (x + 0.5 - radius, y + 0.5 - radius);
                if (!isRound || dx * dx + dy * dy <= radius * radius)
                    units.Add((first + x, first + y));
            }
        }

        return [.. units];
    }
}
