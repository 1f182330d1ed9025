using System.Text;

namespace PeerSlot.Terminal.Input;

/// <summary>
/// What terminals send for keys that are no characters: xterm (ctlseqs, "PC-Style Function Keys"), the Linux console
/// (console_codes(4)) and rxvt.
/// </summary>
internal static class KeySequences
{
    /// <summary>CSI with a letter, or SS3 with it.</summary>
    public static Key? OfLetter(char final) => final switch
    {
        'A' => Key.Up,
        'B' => Key.Down,
        'C' => Key.Right,
        'D' => Key.Left,
        'F' => Key.End,
        'H' => Key.Home,
        'P' => Key.F1,
        'Q' => Key.F2,
        'R' => Key.F3,
        'S' => Key.F4,
        'Z' => Key.Tab,
        _ => null,
    };

    /// <summary>CSI n ~, and rxvt's CSI n ^ $ @.</summary>
    public static Key? OfNumber(int number) => number switch
    {
        1 or 7 => Key.Home,
        2 => Key.Insert,
        3 => Key.Delete,
        4 or 8 => Key.End,
        5 => Key.PageUp,
        6 => Key.PageDown,
        >= 11 and <= 15 => Key.F1 + (number - 11),
        >= 17 and <= 21 => Key.F6 + (number - 17),
        23 or 24 => Key.F11 + (number - 23),
        _ => null,
    };

    /// <summary>Rxvt: arrows with Shift are CSI a-d, with Control SS3 a-d.</summary>
    public static Key? OfRxvtArrow(char final) => final switch
    {
        'a' => Key.Up,
        'b' => Key.Down,
        'c' => Key.Right,
        'd' => Key.Left,
        _ => null,
    };

    /// <summary>SS3 j to y and X: the keypad in application mode gives its characters.</summary>
    public static char? OfKeypad(char final) => final switch
    {
        >= 'j' and <= 'y' => "*+,-./0123456789"[final - 'j'],
        'X' => '=',
        _ => null,
    };

    /// <summary>Xterm's modifier parameter: 1 + Shift 1 + Alt 2 + Control 4 + Meta 8.</summary>
    public static KeyModifiers Modifiers(int parameter)
    {
        var bits = parameter is > 1 and <= 16 ? parameter - 1 : 0;
        return (KeyModifiers)(bits & 7) | ((bits & 8) != 0 ? KeyModifiers.Alt : KeyModifiers.None);
    }

    /// <summary>A byte below 0x20, 0x7F, or a character's code in CSI u.</summary>
    public static KeyInput OfCharacter(Rune rune, KeyModifiers modifiers) => rune.Value switch
    {
        0 => new KeyInput(Key.Character, new Rune(' '), modifiers | KeyModifiers.Control),
        '\b' or 0x7F => new KeyInput(Key.Backspace, default, modifiers),
        '\t' => new KeyInput(Key.Tab, default, modifiers),
        '\r' or '\n' => new KeyInput(Key.Enter, default, modifiers),
        0x1B => new KeyInput(Key.Escape, default, modifiers),
        < 0x1B => new KeyInput(Key.Character, new Rune('a' + rune.Value - 1), modifiers | KeyModifiers.Control),
        < 0x20 => new KeyInput(Key.Character, new Rune('@' + rune.Value), modifiers | KeyModifiers.Control),
        _ => new KeyInput(Key.Character, rune, modifiers),
    };
}
