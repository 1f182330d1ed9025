using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Windows;
using Xunit;
using Record = PeerSlot.Terminal.Windows.Kernel32.InputRecord;

namespace PeerSlot.Tests.Terminal.Windows;

public sealed class InputRecordTranslatorTests
{
    private const uint AltGr = 0x1 | 0x8;
    private const uint LeftControl = 0x8;
    private const uint LeftAlt = 0x2;
    private const uint Shift = 0x10;

    [Fact]
    public void A_shortcut_is_the_same_key_under_every_layout() => Assert.Equal(
        [Character('y', KeyModifiers.Control), Character('q', KeyModifiers.Alt), Character('[', KeyModifiers.Control)],
        Translate(KeyDown('Y', '\u0019', LeftControl), KeyDown('Q', 'й', LeftAlt), KeyDown(0xDB, '\u001b', LeftControl)));

    [Fact]
    public void What_is_typed_goes_by_its_character() => Assert.Equal(
        [Character('й'), Character('Q'), Character('@'), new KeyInput(Key.Character, new Rune(0x1F600)), Character('€')],
        Translate(
            KeyDown('Q', 'й'), KeyDown('Q', 'Q', Shift), KeyDown('Q', '@', AltGr), KeyDown(0xE7, '\ud83d'), KeyDown(0xE7, '\ude00'),
            KeyUp(0x12, '€')));

    [Fact]
    public void Keys_that_are_no_characters_go_by_their_code() => Assert.Equal(
        [
            new KeyInput(Key.Enter), new KeyInput(Key.Tab, default, KeyModifiers.Shift), new KeyInput(Key.F5), new KeyInput(Key.F12),
            new KeyInput(Key.Up, default, KeyModifiers.Control), new KeyInput(Key.Delete), new KeyInput(Key.Escape), new KeyInput(Key.Backspace),
        ],
        Translate(
            KeyDown(0x0D, '\r'), KeyDown(0x09, '\t', Shift), KeyDown(0x74), KeyDown(0x7B), KeyDown(0x26, '\0', LeftControl), KeyDown(0x2E),
            KeyDown(0x1B, '\u001b'), KeyDown(0x08, '\b')));

    [Fact]
    public void Modifiers_alone_and_keys_let_go_are_nothing() =>
        Assert.Empty(Translate(KeyDown(0x10, '\0', Shift), KeyDown(0x11, '\0', LeftControl), KeyUp('A', 'a'), KeyDown(0xE7, '\ude00')));

    [Fact]
    public void A_held_key_repeats() => Assert.Equal(
        Enumerable.Repeat(new KeyInput(Key.Right), 3), Translate(KeyDown(0x27) with { Repeat = 3 }));

    [Fact]
    public void A_press_a_drag_and_a_release_count_from_the_windows_corner() => Assert.Equal(
        [
            new MouseInput(MouseAction.Press, MouseButton.Left, 3, 1), new MouseInput(MouseAction.Drag, MouseButton.Left, 4, 1),
            new MouseInput(MouseAction.Release, MouseButton.Left, 4, 1),
        ],
        Translate((0, 100), Mouse(3, 101, 1, 0), Mouse(4, 101, 1, 1), Mouse(4, 101, 0, 0), Mouse(9, 101, 0, 1)));

    [Fact]
    public void The_wheel_turns_both_ways_and_a_double_click_is_a_press() => Assert.Equal(
        [
            new MouseInput(MouseAction.WheelUp, MouseButton.None, 0, 0), new MouseInput(MouseAction.WheelDown, MouseButton.None, 0, 0),
            new MouseInput(MouseAction.Press, MouseButton.Right, 2, 2),
        ],
        Translate((0, 0), Mouse(0, 0, 120u << 16, 4), Mouse(0, 0, unchecked((uint)-120) << 16, 4), Mouse(2, 2, 2, 2), Mouse(0, 0, 120u << 16, 8)));

    [Fact]
    public void A_new_size_is_told()
    {
        var events = new List<InputEvent>();
        Assert.True(new InputRecordTranslator().Translate([new Record { Type = Kernel32.WindowBufferSizeEvent }], (0, 0), events));
        Assert.Empty(events);
    }

    private static KeyInput Character(char character, KeyModifiers modifiers = KeyModifiers.None) => new(Key.Character, new Rune(character), modifiers);

    private static Record KeyDown(int virtualKey, char character = '\0', uint controls = 0) => new()
    {
        Type = Kernel32.KeyEvent, KeyDown = 1, Repeat = 1, VirtualKey = (ushort)virtualKey, Character = character, KeyControls = controls,
    };

    private static Record KeyUp(int virtualKey, char character) => KeyDown(virtualKey, character) with { KeyDown = 0 };

    private static Record Mouse(short column, short row, uint buttons, uint flags) => new()
    {
        Type = Kernel32.MouseEvent, MouseColumn = column, MouseRow = row, MouseButtons = buttons, MouseFlags = flags,
    };

    private static List<InputEvent> Translate(params Record[] records) => Translate((0, 0), records);

    private static List<InputEvent> Translate((int Column, int Row) window, params Record[] records)
    {
        var events = new List<InputEvent>();
        new InputRecordTranslator().Translate(records, window, events);
        return events;
    }
}
