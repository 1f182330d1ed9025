using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>Bytes to actions.</summary>
public sealed partial class VtEmulator
{
    private readonly StringBuilder _sequence = new();
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private char _highSurrogate;
    private State _state;

    private enum State
    {
        Ground, Escape, Csi, String, StringEscape, Charset,
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        BytesFed += bytes.Length;
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        foreach (var character in characters.AsSpan(0, count))
            Take(character);
    }

    private void Take(char c)
    {
        switch (_state)
        {
            case State.Ground when c < ' ' || c == '\x7f':
                Control(c);
                break;
            case State.Ground:
                Character(c);
                break;
            case State.Escape:
                Escape(c);
                break;
            case State.Csi:
                _sequence.Append(c);
                if (c is >= '@' and <= '~')
                {
                    _state = State.Ground;
                    Csi(_sequence.ToString());
                }

                break;
            case State.String when c == '\a':
                EndString();
                break;
            case State.String when c == '\e':
                _state = State.StringEscape;
                break;
            case State.String:
                _sequence.Append(c);
                break;
            case State.StringEscape:
                EndString();
                if (c != '\\')
                    _unknown.Add("a string that ends without ST");
                break;
            case State.Charset:
                _state = State.Ground;
                break;
        }
    }

    private void Character(char c)
    {
        if (char.IsHighSurrogate(c))
            _highSurrogate = c;
        else if (char.IsLowSurrogate(c))
            Print(new Rune(_highSurrogate, c));
        else
            Print(new Rune(c));
    }

    private void Control(char c)
    {
        switch (c)
        {
            case '\e':
                _state = State.Escape;
                break;
            case '\r':
                MoveTo(0, CursorRow);
                break;
            case '\n':
                LineFeed();
                break;
            case '\b':
                MoveTo(CursorColumn - 1, CursorRow);
                break;
            case '\t':
                MoveTo((CursorColumn / 8 + 1) * 8, CursorRow);
                break;
            case '\a':
                Bells++;
                break;
            default:
                _unknown.Add($"control 0x{(int)c:x2}");
                break;
        }
    }

    private void Escape(char c)
    {
        _sequence.Clear();
        _state = State.Ground;
        switch (c)
        {
            case '[':
                _state = State.Csi;
                break;
            case ']' or 'P' or '_' or '^' or 'X':
                _sequence.Append(c);
                _state = State.String;
                break;
            case '(' or ')':
                _state = State.Charset;
                break;
            case '7':
                _saved = (CursorColumn, CursorRow);
                break;
            case '8':
                MoveTo(_saved.Column, _saved.Row);
                break;
            case '=':
                _modes.Add(66); // DECNKM says the same as DECKPAM.
                break;
            case '>':
                _modes.Remove(66);
                break;
            default:
                _unknown.Add($"ESC {c}");
                break;
        }
    }

    private void EndString()
    {
        _state = State.Ground;
        var text = _sequence.ToString();
        if (text.StartsWith("]0;", StringComparison.Ordinal) || text.StartsWith("]2;", StringComparison.Ordinal))
            Title = text[3..];
        else if (text is "P$qm" or "]11;?")
            Ask($"\e{text}\e\\");
        else if (text.StartsWith(']'))
            OperatingSystemCommands.Add(text[1..]);
        else
            _unknown.Add(Readable($"\e{text}\e\\"));
    }

    private void Csi(string sequence)
    {
        var final = sequence[^1];
        var parameters = sequence[..^1];
        var numbers = parameters.TrimStart('?', '>').Split(';');
        var first = Number(numbers[0], 1);
        switch (final)
        {
            case 'm' when !parameters.StartsWith('?') && !parameters.StartsWith('>'):
                SelectGraphics(numbers, sequence);
                break;
            case 'h' or 'l' when parameters.StartsWith('?'):
                foreach (var mode in numbers)
                    SetMode(Number(mode, 0), final == 'h');
                break;
            case 'H' or 'f':
                MoveTo((numbers.Length > 1 ? Number(numbers[1], 1) : 1) - 1, first - 1);
                break;
            case 'A' or 'B':
                MoveTo(CursorColumn, CursorRow + (final == 'B' ? first : -first));
                break;
            case 'C' or 'D':
                MoveTo(CursorColumn + (final == 'C' ? first : -first), CursorRow);
                break;
            case 'G':
                MoveTo(first - 1, CursorRow);
                break;
            case 'd':
                MoveTo(CursorColumn, first - 1);
                break;
            case 'J' or 'K' or 'X':
                EraseBy(final, parameters, first);
                break;
            case 'c' or 'p' or 'q' when parameters is "" or "0" or ">0" or ">" || parameters.EndsWith('$'):
                Ask($"\e[{sequence}");
                break;
            case 't' when parameters is "14" or "16" or "18":
                Ask($"\e[{sequence}");
                break;
            case 't' when parameters.StartsWith("22", StringComparison.Ordinal) || parameters.StartsWith("23", StringComparison.Ordinal):
                TitlesKept += first == 22 ? 1 : -1;
                break;
            default:
                _unknown.Add(Readable($"\e[{sequence}"));
                break;
        }
    }

    /// <summary>Titles pushed (CSI 22 t) and not yet popped (CSI 23 t).</summary>
    public int TitlesKept { get; private set; }

    private void EraseBy(char final, string parameters, int count)
    {
        var at = CursorRow * Size.Width + CursorColumn;
        var (from, to) = (final, parameters) switch
        {
            ('J', "" or "0") => (at, _cells.Length),
            ('J', "1") => (0, at + 1),
            ('J', _) => (0, _cells.Length),
            ('K', "" or "0") => (at, (CursorRow + 1) * Size.Width),
            ('K', "1") => (CursorRow * Size.Width, at + 1),
            ('K', _) => (CursorRow * Size.Width, (CursorRow + 1) * Size.Width),
            _ => (at, Math.Min(at + count, (CursorRow + 1) * Size.Width)),
        };
        Erase(from, to);
    }

    private void SelectGraphics(string[] numbers, string sequence)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var n = Number(numbers[i], 0);
            if (n is 38 or 48)
            {
                if (ExtendedColor(numbers, ref i) is not { } color)
                {
                    _unknown.Add(Readable($"\e[{sequence}"));
                    return;
                }

                _pen = n == 38 ? _pen with { Foreground = color } : _pen with { Background = color };
                continue;
            }

            _pen = n switch
            {
                0 => VtCell.Blank,
                1 => With(CellAttributes.Bold),
                2 => With(CellAttributes.Dim),
                3 => With(CellAttributes.Italic),
                4 => With(CellAttributes.Underline),
                7 => With(CellAttributes.Reverse),
                22 => Without(CellAttributes.Bold | CellAttributes.Dim),
                23 => Without(CellAttributes.Italic),
                24 => Without(CellAttributes.Underline),
                27 => Without(CellAttributes.Reverse),
                >= 30 and < 38 => _pen with { Foreground = VtColor.Index(n - 30) },
                39 => _pen with { Foreground = default },
                >= 40 and < 48 => _pen with { Background = VtColor.Index(n - 40) },
                49 => _pen with { Background = default },
                >= 90 and < 98 => _pen with { Foreground = VtColor.Index(n - 82) },
                >= 100 and < 108 => _pen with { Background = VtColor.Index(n - 92) },
                _ => Unsupported(sequence),
            };
        }
    }

    private static VtColor? ExtendedColor(string[] numbers, ref int i)
    {
        if (i + 2 < numbers.Length && numbers[i + 1] == "5")
        {
            i += 2;
            return VtColor.Index(Number(numbers[i], 0));
        }

        if (i + 4 >= numbers.Length || numbers[i + 1] != "2")
            return null;
        i += 4;
        return VtColor.Rgb(Number(numbers[i - 2], 0) << 16 | Number(numbers[i - 1], 0) << 8 | Number(numbers[i], 0));
    }

    private VtCell With(CellAttributes attributes) => _pen with { Attributes = _pen.Attributes | attributes };

    private VtCell Without(CellAttributes attributes) => _pen with { Attributes = _pen.Attributes & ~attributes };

    private VtCell Unsupported(string sequence)
    {
        _unknown.Add(Readable($"\e[{sequence}"));
        return _pen;
    }
}
