using System.Buffers;
using System.Text;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// Reads .ans: text with SGR colours and cursor moves (ECMA-48, ANSI.SYS), in UTF-8 or, where the bytes are none, in code page 437. Understands
/// colours of 16, 256 and 24 bits, those of PabloDraw (CSI 0 or 1; r; g; b t), and SAUCE's width.
/// </summary>
/// <remarks>
/// Limits: what lies beyond <see cref="Canvas.MaximumSide"/> columns or pixel rows is cut off; sequences of other kinds are skipped; blinking is a
/// bright ground.
/// </remarks>
internal sealed class AnsiReader
{
    private const int ClassicColumns = 80;
    private const int MaximumRows = Canvas.MaximumSide / 2;
    private const int MaximumParameters = 16;

    private readonly CellGrid _grid;
    private readonly Func<Rune, int> _widthOf;
    private readonly int _columns;
    private int _column;
    private int _row;
    private (int Column, int Row) _saved;
    private int _foreground = 7;
    private int _background;
    private int? _foregroundRgb;
    private int? _backgroundRgb;
    private bool _bold;
    private bool _bright;
    private bool _reverse;
    private bool _isDefaultForeground = true;
    private bool _isDefaultBackground = true;

    private AnsiReader(int columns, bool wraps, Func<Rune, int> widthOf) =>
        (_columns, _widthOf, _grid) = (wraps ? Math.Clamp(columns, 1, Canvas.MaximumSide) : int.MaxValue, widthOf, new CellGrid());

    /// <param name="widthOf">Columns of a rune, 0 to 2.</param>
    public static Canvas Read(ReadOnlySpan<byte> file, Func<Rune, int> widthOf)
    {
        var hasSauce = SauceRecord.TryRead(file, out var sauce);
        var text = hasSauce ? file[..^SauceRecord.Length] : file;
        var end = hasSauce ? text.LastIndexOf((byte)0x1A) : text.IndexOf((byte)0x1A);
        if (end >= 0)
            text = text[..end];
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(text);
        var columns = sauce.Columns > 0 ? sauce.Columns : ClassicColumns;
        var reader = new AnsiReader(columns, wraps: hasSauce || !isUtf8, widthOf);
        reader.Take(text, isUtf8);
        return reader._grid.ToCanvas(hasSauce ? Math.Min(columns, Canvas.MaximumSide) : 1);
    }

    private void Take(ReadOnlySpan<byte> text, bool isUtf8)
    {
        while (!text.IsEmpty)
        {
            if (text.StartsWith("\e["u8))
            {
                text = text[Control(text[2..])..];
                continue;
            }

            Rune rune;
            var length = 1;
            if (!isUtf8)
                rune = new Rune(text[0] < 0x20 ? text[0] : Cp437.ToUnicode(text[0]));
            else if (Rune.DecodeFromUtf8(text, out rune, out length) != OperationStatus.Done)
                rune = Rune.ReplacementChar;
            Put(rune);
            text = text[length..];
        }
    }

    private void Put(Rune rune)
    {
        switch (rune.Value)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                (_column, _row) = (0, Math.Min(_row + 1, MaximumRows));
                return;
            case '\t':
                _column = Math.Min(_column / 8 * 8 + 8, Canvas.MaximumSide);
                return;
        }

        var width = GlyphRule.IsAllowed(rune.Value) && rune.Value != 1 ? _widthOf(rune) : 0;
        if (width == 0)
            return;
        if (_column + width > _columns)
            (_column, _row) = (0, Math.Min(_row + 1, MaximumRows));
        var (foreground, background) = (Foreground(), Background());
        if (_reverse)
            (foreground, background) = (background == Canvas.Empty ? InkPalette.Paper : background, foreground);
        if (rune.Value == ' ')
            _grid.Set(_column, _row, new CanvasCell(CanvasCell.HalfBlock, background, background));
        else
            _grid.Set(_column, _row, new CanvasCell(rune, foreground, background));
        if (width == 2)
            _grid.Set(_column + 1, _row, new CanvasCell(CanvasCell.Continuation, foreground, background));
        _column = Math.Min(_column + width, Canvas.MaximumSide);
    }

    /// <summary>Our terminal is paper: the default colours are black on nothing.</summary>
    private int Foreground() =>
        _foregroundRgb ?? (_isDefaultForeground ? _bold ? 0x555555 : 0 : VgaColors.ColorOf(_foreground + (_bold && _foreground < 8 ? 8 : 0)));

    private int Background() =>
        _backgroundRgb ?? (_isDefaultBackground ? Canvas.Empty : VgaColors.ColorOf(_background + (_bright && _background < 8 ? 8 : 0)));

    /// <summary>A control sequence after its CSI.</summary>
    /// <returns>Bytes of the whole, CSI included.</returns>
    private int Control(ReadOnlySpan<byte> rest)
    {
        Span<int> parameters = stackalloc int[MaximumParameters];
        var (count, at) = (0, 0);
        parameters.Clear();
        for (; at < rest.Length && rest[at] < 0x40; at++)
        {
            if (rest[at] is >= (byte)'0' and <= (byte)'9')
                parameters[count] = Math.Min(parameters[count] * 10 + rest[at] - '0', 9999);
            else if (rest[at] == ';' && count < MaximumParameters - 1)
                count++;
        }

        if (at == rest.Length)
            return 2 + at;
        Execute((char)rest[at], parameters[..(count + 1)]);
        return 3 + at;
    }

    private void Execute(char final, ReadOnlySpan<int> parameters)
    {
        var n = Math.Max(1, parameters[0]);
        switch (final)
        {
            case 'm':
                Sgr(parameters);
                break;
            case 'A':
                _row = Math.Max(0, _row - n);
                break;
            case 'B':
                _row = Math.Min(MaximumRows, _row + n);
                break;
            case 'C':
                _column = Math.Min(Math.Min(_columns, Canvas.MaximumSide) - 1, _column + n);
                break;
            case 'D':
                _column = Math.Max(0, _column - n);
                break;
            case 'H' or 'f':
                _row = Math.Min(MaximumRows, n - 1);
                _column = Math.Min(Math.Min(_columns, Canvas.MaximumSide) - 1, Math.Max(1, parameters.Length > 1 ? parameters[1] : 1) - 1);
                break;
            case 'J' when parameters[0] == 2:
                _grid.Clear();
                (_column, _row) = (0, 0);
                break;
            case 's':
                _saved = (_column, _row);
                break;
            case 'u':
                (_column, _row) = _saved;
                break;
            case 't' when parameters.Length == 4:
                var color = (parameters[1] & 255) << 16 | (parameters[2] & 255) << 8 | parameters[3] & 255;
                if (parameters[0] == 0)
                    _backgroundRgb = color;
                else
                    _foregroundRgb = color;
                break;
        }
    }

    private void Sgr(ReadOnlySpan<int> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var p = parameters[i];
            switch (p)
            {
                case 0:
                    (_bold, _bright, _reverse, _isDefaultForeground, _isDefaultBackground) = (false, false, false, true, true);
                    (_foregroundRgb, _backgroundRgb) = (null, null);
                    break;
                case 1:
                    _bold = true;
                    break;
                case 5 or 6:
                    _bright = true;
                    break;
                case 7 or 27:
                    _reverse = p == 7;
                    break;
                case 22:
                    _bold = false;
                    break;
                case 25:
                    _bright = false;
                    break;
                case (>= 30 and <= 37) or (>= 90 and <= 97):
                    (_foreground, _isDefaultForeground, _foregroundRgb) = (p >= 90 ? p - 82 : p - 30, false, null);
                    break;
                case (>= 40 and <= 47) or (>= 100 and <= 107):
                    (_background, _isDefaultBackground, _backgroundRgb) = (p >= 100 ? p - 92 : p - 40, false, null);
                    break;
                case 39:
                    (_isDefaultForeground, _foregroundRgb) = (true, null);
                    break;
                case 49:
                    (_isDefaultBackground, _backgroundRgb) = (true, null);
                    break;
                case 38 or 48:
                    i += Extended(p == 38, parameters[(i + 1)..]);
                    break;
            }
        }
    }

    /// <returns>Parameters used.</returns>
    private int Extended(bool isForeground, ReadOnlySpan<int> rest)
    {
        int color, used;
        if (rest.Length >= 4 && rest[0] == 2)
            (color, used) = ((rest[1] & 255) << 16 | (rest[2] & 255) << 8 | rest[3] & 255, 4);
        else if (rest.Length >= 2 && rest[0] == 5)
            (color, used) = ((rest[1] & 255) is var index && index < 16 ? VgaColors.ColorOf(index) : XtermPalette.ColorOf(index), 2);
        else
            return rest.Length;
        if (isForeground)
            _foregroundRgb = color;
        else
            _backgroundRgb = color;
        return used;
    }
}
