using System.Text;
using PeerSlot.Terminal.Input;

namespace PeerSlot.Terminal.Windows;

/// <summary>
/// INPUT_RECORDs as input events. Keys with Control or Alt go by their virtual-key code, so that a shortcut is the same key under every
/// layout; what is typed goes by its character.
/// </summary>
internal sealed class InputRecordTranslator
{
    private const uint RightAlt = 0x1, LeftAlt = 0x2, RightControl = 0x4, LeftControl = 0x8, Shift = 0x10;
    private const uint Moved = 0x1, DoubleClick = 0x2, Wheeled = 0x4;
    private const ushort Menu = 0x12;

    /// <summary>A key that is held while the program is busy comes as one record: no more of it than a person means.</summary>
    private const int MostRepeats = 64;

    /// <summary>FROM_LEFT_1ST_BUTTON_PRESSED, FROM_LEFT_2ND_BUTTON_PRESSED, RIGHTMOST_BUTTON_PRESSED.</summary>
    private static readonly (uint Bit, MouseButton Button)[] Buttons = [(0x1, MouseButton.Left), (0x4, MouseButton.Middle), (0x2, MouseButton.Right)];

    private char _highSurrogate;
    private uint _pressed;

    /// <param name="records">In the order in which the console gave them.</param>
    /// <param name="window">The window's first column and row in the console's buffer, which mouse positions count from.</param>
    /// <param name="events">What they mean is added here; sizes are asked for, not told.</param>
    /// <returns>Whether the window may have another size.</returns>
    public bool Translate(ReadOnlySpan<Kernel32.InputRecord> records, (int Column, int Row) window, List<InputEvent> events)
    {
        var resized = false;
        foreach (var record in records)
        {
            switch (record.Type)
            {
                case Kernel32.KeyEvent:
                    TranslateKey(record, events);
                    break;
                case Kernel32.MouseEvent:
                    TranslateMouse(record, window, events);
                    break;
                case Kernel32.WindowBufferSizeEvent:
                    resized = true;
                    break;
            }
        }

        return resized;
    }

    private static KeyModifiers ModifiersOf(uint state) =>
        ((state & Shift) != 0 ? KeyModifiers.Shift : 0)
        | ((state & (LeftAlt | RightAlt)) != 0 ? KeyModifiers.Alt : 0)
        | ((state & (LeftControl | RightControl)) != 0 ? KeyModifiers.Control : 0);

    /// <summary>Keys that are no characters ("Virtual-Key Codes", winuser.h).</summary>
    private static Key? KeyOf(ushort virtualKey) => virtualKey switch
    {
        0x08 => Key.Backspace,
        0x09 => Key.Tab,
        0x0D => Key.Enter,
        0x1B => Key.Escape,
        0x21 => Key.PageUp,
        0x22 => Key.PageDown,
        0x23 => Key.End,
        0x24 => Key.Home,
        0x25 => Key.Left,
        0x26 => Key.Up,
        0x27 => Key.Right,
        0x28 => Key.Down,
        0x2D => Key.Insert,
        0x2E => Key.Delete,
        >= 0x70 and <= 0x7B => Key.F1 + (virtualKey - 0x70),
        _ => null,
    };

    /// <summary>The character of the key in the US layout; 0 = none.</summary>
    private static char UsCharacterOf(ushort virtualKey) => virtualKey switch
    {
        >= 'A' and <= 'Z' => (char)(virtualKey + 'a' - 'A'),
        (>= '0' and <= '9') or ' ' => (char)virtualKey,
        >= 0xBA and <= 0xC0 => ";=,-./`"[virtualKey - 0xBA],
        >= 0xDB and <= 0xDE => "[\\]'"[virtualKey - 0xDB],
        _ => '\0',
    };

    private void TranslateKey(Kernel32.InputRecord record, List<InputEvent> events)
    {
        // A character typed by its number comes when Alt is let go.
        if (record.KeyDown == 0 && (record.VirtualKey != Menu || record.Character == 0))
            return;
        if (Read(record) is not { } input)
            return;
        for (var i = 0; i < Math.Clamp((int)record.Repeat, 1, MostRepeats); i++)
            events.Add(input);
    }

    private KeyInput? Read(Kernel32.InputRecord record)
    {
        var modifiers = ModifiersOf(record.KeyControls);
        if (KeyOf(record.VirtualKey) is { } key)
            return new KeyInput(key, default, modifiers);

        // AltGr is right Alt with left Control, and types.
        var isAltGr = (record.KeyControls & RightAlt) != 0 && (record.KeyControls & LeftControl) != 0 && record.Character >= ' ';
        var isShortcut = !isAltGr && record.KeyDown != 0 && (modifiers & (KeyModifiers.Alt | KeyModifiers.Control)) != 0;
        if (isShortcut && UsCharacterOf(record.VirtualKey) is var character and not '\0')
            return new KeyInput(Key.Character, new Rune(character), modifiers);
        return ReadCharacter(record.Character, isShortcut ? modifiers : KeyModifiers.None);
    }

    private KeyInput? ReadCharacter(char character, KeyModifiers modifiers)
    {
        if (character == 0)
            return null;
        var high = _highSurrogate;
        _highSurrogate = char.IsHighSurrogate(character) ? character : '\0';
        if (char.IsHighSurrogate(character))
            return null;
        if (char.IsLowSurrogate(character))
            return high == 0 ? null : new KeyInput(Key.Character, new Rune(high, character), modifiers);
        return KeySequences.OfCharacter(new Rune(character), modifiers);
    }

    private void TranslateMouse(Kernel32.InputRecord record, (int Column, int Row) window, List<InputEvent> events)
    {
        var (column, row) = (record.MouseColumn - window.Column, record.MouseRow - window.Row);
        var modifiers = ModifiersOf(record.MouseControls);
        if (column < 0 || row < 0)
            return;
        if (record.MouseFlags == Wheeled)
        {
            var up = (short)(record.MouseButtons >> 16) > 0;
            events.Add(new MouseInput(up ? MouseAction.WheelUp : MouseAction.WheelDown, MouseButton.None, column, row, null, modifiers));
            return;
        }

        if (record.MouseFlags is not (0 or Moved or DoubleClick))
            return;
        foreach (var (bit, button) in Buttons)
        {
            var (was, now) = ((_pressed & bit) != 0, (record.MouseButtons & bit) != 0);
            if (was != now || (now && record.MouseFlags == DoubleClick))
                events.Add(new MouseInput(now ? MouseAction.Press : MouseAction.Release, button, column, row, null, modifiers));
            else if (now && record.MouseFlags == Moved)
                events.Add(new MouseInput(MouseAction.Drag, button, column, row, null, modifiers));
        }

        _pressed = record.MouseButtons & 0x7;
    }
}
