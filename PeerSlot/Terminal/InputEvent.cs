using System.Text;

namespace PeerSlot.Terminal;

/// <summary>What a person did at the terminal, or what happened to it.</summary>
public abstract record InputEvent;

/// <summary>A key. <see cref="Key.Character"/> comes with its rune; Ctrl-letter comes as Character with the lower-case letter and Control.</summary>
public sealed record KeyInput(Key Key, Rune Rune = default, KeyModifiers Modifiers = KeyModifiers.None) : InputEvent;

/// <summary>A mouse event.</summary>
/// <param name="Column">0-based cell.</param>
/// <param name="Row">0-based cell.</param>
/// <param name="SubRow">Where in the cell, top 0 to bottom 1 (excluded); null where the mouse reports cells only.</param>
public sealed record MouseInput(
    MouseAction Action, MouseButton Button, int Column, int Row, double? SubRow = null, KeyModifiers Modifiers = KeyModifiers.None) : InputEvent;

/// <summary>Bracketed paste: text with line ends as \n and without control characters.</summary>
public sealed record PasteInput(string Text) : InputEvent;

public sealed record ResizeInput(Size Size) : InputEvent;

public sealed record FocusInput(bool Focused) : InputEvent;

public enum Key
{
    Character, Enter, Escape, Tab, Backspace, Delete, Insert, Up, Down, Left, Right, Home, End, PageUp, PageDown,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
}

[Flags]
public enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}

public enum MouseAction
{
    Press, Release, Drag, Move, WheelUp, WheelDown,
}

public enum MouseButton
{
    None, Left, Middle, Right,
}
