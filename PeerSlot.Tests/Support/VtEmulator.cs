using System.Globalization;
using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>
/// A small terminal after ECMA-48 and xterm's ctlseqs: it knows what PeerSlot and a shell's line write and lists everything
/// else in <see cref="Unknown"/>, so that a test can assert that there was nothing. It behaves as xterm: erasing uses the background that
/// is selected, and the cursor waits at the right edge.
/// </summary>
public sealed partial class VtEmulator
{
    private static readonly int[] ModesAtStart = [7, 25];

    private readonly List<string> _unknown = [];
    private readonly HashSet<int> _modes = [.. ModesAtStart];
    private readonly HashSet<int> _modesSeen = [];
    private VtCell[] _cells = [];
    private VtCell[] _other = [];
    private VtCell _pen = VtCell.Blank;
    private (int Column, int Row) _saved;
    private bool _wrapPending;
    private (int X, int Y)? _printed;

    public VtEmulator(Size size)
    {
        Size = size;
        _cells = NewScreen(size);
        _other = NewScreen(size);
    }

    public Size Size { get; private set; }

    public int CursorColumn { get; private set; }

    public int CursorRow { get; private set; }

    public bool CursorVisible => _modes.Contains(25);

    public bool AlternateScreen => _modes.Contains(1049);

    public string Title { get; private set; } = "";

    /// <summary>OSC strings other than titles, such as 52 (the clipboard).</summary>
    public List<string> OperatingSystemCommands { get; } = [];

    public int Bells { get; private set; }

    public long BytesFed { get; private set; }

    /// <summary>The private modes that are set (25: the cursor shows, 1049: alternate screen, 1002: mouse drags, ...).</summary>
    public IReadOnlySet<int> Modes => _modes;

    /// <summary>The private modes that were ever set.</summary>
    public IReadOnlySet<int> ModesSeen => _modesSeen;

    /// <summary>The private modes that differ from a fresh terminal's; empty after a program that put everything back.</summary>
    public IReadOnlyList<int> ChangedModes => [.. _modes.Except(ModesAtStart).Concat(ModesAtStart.Except(_modes)).Order()];

    /// <summary>Sequences that the emulator does not know, readable.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>
    /// Asked with each query (<c>ESC [c</c>, <c>ESC P$qm ESC \</c>, ...); what it returns is typed in by <see cref="Reply"/>.
    /// Null: a mute terminal.
    /// </summary>
    public Func<string, string?>? Answer { get; set; }

    public Action<string>? Reply { get; set; }

    public VtCell this[int x, int y] => _cells[y * Size.Width + x];

    /// <summary>The rows as text, a wide rune once, blanks at the end kept.</summary>
    public IReadOnlyList<string> Rows => [.. Enumerable.Range(0, Size.Height).Select(Row)];

    /// <summary>The rows joined by line feeds, without the blanks at their ends.</summary>
    public string Text => string.Join('\n', Rows.Select(r => r.TrimEnd()));

    public string Row(int y)
    {
        var text = new StringBuilder();
        foreach (var cell in _cells.AsSpan(y * Size.Width, Size.Width))
        {
            if (cell.Rune.Value != 0)
                text.Append(cell.Rune).Append(cell.Marks);
        }

        return text.ToString();
    }

    /// <summary>Where <paramref name="text"/> begins; null where it does not stand on the screen. Columns are counted in cells.</summary>
    public (int Column, int Row)? Find(string text)
    {
        for (var y = 0; y < Size.Height; y++)
        {
            var at = Row(y).IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
                return (SafeText.Width(Row(y).AsSpan(0, at)), y);
        }

        return null;
    }

    /// <summary>Cuts or adds at the right and the bottom, as xterm does with its alternate screen.</summary>
    public void Resize(Size size)
    {
        _cells = Resized(_cells, size);
        _other = Resized(_other, size);
        Size = size;
        CursorColumn = Math.Min(CursorColumn, size.Width - 1);
        CursorRow = Math.Min(CursorRow, size.Height - 1);
        _wrapPending = false;
    }

    private static VtCell[] NewScreen(Size size)
    {
        var cells = new VtCell[size.Width * size.Height];
        Array.Fill(cells, VtCell.Blank);
        return cells;
    }

    private VtCell[] Resized(VtCell[] cells, Size size)
    {
        var resized = NewScreen(size);
        for (var y = 0; y < Math.Min(size.Height, Size.Height); y++)
            Array.Copy(cells, y * Size.Width, resized, y * size.Width, Math.Min(size.Width, Size.Width));
        return resized;
    }

    private void Print(Rune rune)
    {
        var width = RuneWidth.Of(rune);
        if (width == 0)
        {
            Combine(rune);
            return;
        }

        if (_modes.Contains(7) && (_wrapPending || CursorColumn + width > Size.Width))
        {
            CursorColumn = 0;
            LineFeed();
        }

        _wrapPending = false;
        CursorColumn = Math.Min(CursorColumn, Size.Width - width);
        for (var i = 0; i < width; i++)
            BreakWide(CursorColumn + i, CursorRow);
        Set(CursorColumn, CursorRow, _pen with { Rune = rune });
        _printed = (CursorColumn, CursorRow);
        if (width == 2)
            Set(CursorColumn + 1, CursorRow, _pen with { Rune = default });
        CursorColumn += width;
        if (CursorColumn >= Size.Width)
        {
            CursorColumn = Size.Width - 1;
            _wrapPending = true;
        }
    }

    /// <summary>A mark goes onto the rune that was printed just before; anywhere else nobody knows where it would show.</summary>
    private void Combine(Rune mark)
    {
        if (_printed is var (x, y) && CombiningMarks.IsMark(mark))
            Set(x, y, this[x, y] with { Marks = this[x, y].Marks + mark });
        else
            _unknown.Add($"a rune without width, U+{mark.Value:X4}");
    }

    /// <summary>Overwriting one half of a wide rune blanks the other.</summary>
    private void BreakWide(int x, int y)
    {
        if (this[x, y].Rune.Value == 0 && x > 0)
            Set(x - 1, y, this[x - 1, y] with { Rune = new Rune(' '), Marks = null });
        else if (x + 1 < Size.Width && this[x + 1, y].Rune.Value == 0)
            Set(x + 1, y, this[x + 1, y] with { Rune = new Rune(' ') });
    }

    private void Set(int x, int y, VtCell cell) => _cells[y * Size.Width + x] = cell;

    private void LineFeed()
    {
        if (CursorRow < Size.Height - 1)
        {
            CursorRow++;
            return;
        }

        Array.Copy(_cells, Size.Width, _cells, 0, _cells.Length - Size.Width);
        Erase((Size.Height - 1) * Size.Width, _cells.Length);
    }

    private void Erase(int from, int to)
    {
        var blank = VtCell.Blank with { Background = _pen.Background };
        if (from < to)
            BreakWide(from % Size.Width, from / Size.Width);
        if (to % Size.Width != 0 && _cells[to].Rune.Value == 0)
            BreakWide(to % Size.Width, to / Size.Width);
        _cells.AsSpan(from, Math.Max(0, to - from)).Fill(blank);
    }

    private void MoveTo(int column, int row)
    {
        CursorColumn = Math.Clamp(column, 0, Size.Width - 1);
        CursorRow = Math.Clamp(row, 0, Size.Height - 1);
        _printed = null;
        _wrapPending = false;
    }

    private void SetMode(int mode, bool on)
    {
        if (mode == 1049 && on != AlternateScreen)
        {
            (_cells, _other) = (_other, _cells);
            if (on)
            {
                _saved = (CursorColumn, CursorRow);
                Array.Fill(_cells, VtCell.Blank);
            }
            else
            {
                MoveTo(_saved.Column, _saved.Row);
            }
        }

        if (on)
            _modesSeen.Add(mode);
        _ = on ? _modes.Add(mode) : _modes.Remove(mode);
    }

    private void Ask(string query)
    {
        if (Answer?.Invoke(query) is { } answer)
            Reply?.Invoke(answer);
    }

    private static string Readable(string sequence) => sequence.Replace("\e", "ESC ", StringComparison.Ordinal);

    private static int Number(string text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
