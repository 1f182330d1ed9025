using System.Buffers.Text;
using System.Text;

namespace PeerSlot.Terminal.Input;

/// <summary>Control sequences: keys, mouse, focus, the beginning of a paste, and replies.</summary>
internal sealed partial class InputParser
{
    /// <summary>The longest that is known, a DA1 answer with many attributes, is well below it.</summary>
    private const int LongestCsi = 96;

    private readonly byte[] _csi = new byte[LongestCsi];

    /// <summary>Of <see cref="_csi"/>, and of an old mouse report.</summary>
    private int _length;

    private void TakeCsi(byte value, List<InputEvent> events)
    {
        if (value == Esc)
        {
            _state = State.Escape;
        }
        else if (value == '[' && _length == 0)
        {
            _state = State.LinuxFunctionKey;
        }
        else if (value == 'M' && _length == 0)
        {
            _state = State.OldMouse;
        }
        else if (value is >= 0x40 and <= 0x7E || (value is (byte)'$' && _length > 0 && !IsPrivate))
        {
            _state = State.Ground; // The dollar is final in rxvt's keys with Shift, and intermediate in the reply CSI ? m ; n $ y.
            Dispatch((char)value, events);
        }
        else if (value is < 0x20 or > 0x7E || _length == LongestCsi)
        {
            _state = State.CsiIgnore;
        }
        else
        {
            _csi[_length++] = value;
        }
    }

    private bool IsPrivate => _length > 0 && _csi[0] is >= 0x3C and <= 0x3F;

    private void Dispatch(char final, List<InputEvent> events)
    {
        if (IsPrivate)
        {
            DispatchPrivate((char)_csi[0], final, events);
            return;
        }

        Span<int> numbers = stackalloc int[3];
        ReadNumbers(_csi.AsSpan(0, _length), numbers);
        var modifiers = KeySequences.Modifiers(numbers[1]);
        switch (final)
        {
            case '~' when numbers[0] == 200:
                BeginPaste();
                break;
            case '~' when numbers[0] == 27: // xterm, modifyOtherKeys: CSI 27 ; modifiers ; code ~
                EmitCharacter(numbers[2], modifiers, events);
                break;
            case 'u': // kitty, and xterm's formatOtherKeys=1: CSI code ; modifiers u
                EmitCharacter(numbers[0], modifiers, events);
                break;
            case '~':
                EmitKey(KeySequences.OfNumber(numbers[0]), modifiers, events);
                break;
            case '^':
                EmitKey(KeySequences.OfNumber(numbers[0]), KeyModifiers.Control, events);
                break;
            case '$':
                EmitKey(KeySequences.OfNumber(numbers[0]), KeyModifiers.Shift, events);
                break;
            case '@':
                EmitKey(KeySequences.OfNumber(numbers[0]), KeyModifiers.Control | KeyModifiers.Shift, events);
                break;
            case 'Z':
                EmitKey(Key.Tab, modifiers | KeyModifiers.Shift, events);
                break;
            case 'I' or 'O' when _length == 0:
                events.Add(new FocusInput(final == 'I'));
                break;
            case 't' when numbers[0] == 6 && numbers[1] > 0 && numbers[2] > 0:
                replies.CellPixels = (numbers[2], numbers[1]);
                break;
            case >= 'a' and <= 'd':
                EmitKey(KeySequences.OfRxvtArrow(final), KeyModifiers.Shift, events);
                break;
            default:
                EmitKey(KeySequences.OfLetter(final), modifiers, events);
                break;
        }
    }

    private void DispatchPrivate(char marker, char final, List<InputEvent> events)
    {
        Span<int> numbers = stackalloc int[3];
        ReadNumbers(_csi.AsSpan(1, _length - 1), numbers);
        switch (marker, final)
        {
            case ('<', 'M' or 'm') when MouseReport.Read(numbers[0], numbers[1], numbers[2], final == 'M', MouseCell) is { } mouse:
                events.Add(mouse);
                break;
            case ('?', 'c'):
                replies.DeviceAttributes++;
                replies.Sixel |= HasAttribute(4);
                (MouseCell, MouseCellAfterAnswer) = (MouseCellAfterAnswer ?? MouseCell, null);
                break;
            case ('?', 'y') when numbers[0] == 1016: // DECRPM: 1 set, 2 reset; 0 unknown, 3 and 4 fixed.
                replies.PixelMouse = numbers[1] is 1 or 2;
                break;
            case ('?', 'y') when numbers[0] == 2026:
                replies.SynchronizedOutput = numbers[1] is 1 or 2;
                break;
        }
    }

    /// <summary>Whether an answer to DA1 names a feature: CSI ? class ; feature ; ... c, of which there are more than other sequences have numbers.</summary>
    private bool HasAttribute(int feature)
    {
        var text = _csi.AsSpan(1, _length - 1);
        foreach (var part in text.Split((byte)';'))
        {
            if (part.Start.Value > 0 && Utf8Parser.TryParse(text[part], out int number, out _) && number == feature)
                return true;
        }

        return false;
    }

    private static void EmitKey(Key? key, KeyModifiers modifiers, List<InputEvent> events)
    {
        if (key is { } known)
            events.Add(new KeyInput(known, default, modifiers));
    }

    private static void EmitCharacter(int code, KeyModifiers modifiers, List<InputEvent> events)
    {
        if (Rune.IsValid(code) && code is not (>= 0x80 and < 0xA0))
            events.Add(KeySequences.OfCharacter(new Rune(code), modifiers));
    }

    /// <summary>Decimal numbers between semicolons; a missing one is 0, and none grows beyond 9,999,999.</summary>
    private static void ReadNumbers(ReadOnlySpan<byte> parameters, Span<int> numbers)
    {
        numbers.Clear();
        var at = 0;
        var subparameter = false;
        foreach (var value in parameters)
        {
            if (value == ';')
            {
                if (++at == numbers.Length)
                    return;
                subparameter = false;
            }
            else if (value == ':')
            {
                subparameter = true; // kitty's details of a key, of no use here.
            }
            else if (value is >= (byte)'0' and <= (byte)'9' && !subparameter && numbers[at] < 1_000_000)
            {
                numbers[at] = 10 * numbers[at] + value - '0';
            }
        }
    }
}
