using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Input;
using Xunit;

namespace PeerSlot.Tests.Terminal.Input;

public sealed class InputParserTests
{
    private const KeyModifiers Shift = KeyModifiers.Shift;
    private const KeyModifiers Alt = KeyModifiers.Alt;
    private const KeyModifiers Control = KeyModifiers.Control;

    public static TheoryData<string, KeyInput> Keys => new()
    {
        { "a", Character('a') },
        { "й", Character('й') },
        { "🙂", new KeyInput(Key.Character, new Rune(0x1F642)) },
        { "\r", new KeyInput(Key.Enter) },
        { "\t", new KeyInput(Key.Tab) },
        { "\x7f", new KeyInput(Key.Backspace) },
        { "\x03", Character('c', Control) },
        { "\0", Character(' ', Control) },
        { "\x1c", Character('\\', Control) },
        { "\e[A", new KeyInput(Key.Up) },
        { "\eOA", new KeyInput(Key.Up) },
        { "\e[1;5C", new KeyInput(Key.Right, default, Control) },
        { "\e[1;4D", new KeyInput(Key.Left, default, Shift | Alt) },
        { "\e[H", new KeyInput(Key.Home) },
        { "\e[4~", new KeyInput(Key.End) },
        { "\e[3;2~", new KeyInput(Key.Delete, default, Shift) },
        { "\e[6~", new KeyInput(Key.PageDown) },
        { "\eOP", new KeyInput(Key.F1) },
        { "\e[[E", new KeyInput(Key.F5) },
        { "\e[15~", new KeyInput(Key.F5) },
        { "\e[21;5~", new KeyInput(Key.F10, default, Control) },
        { "\e[24~", new KeyInput(Key.F12) },
        { "\e[Z", new KeyInput(Key.Tab, default, Shift) },
        { "\e[5^", new KeyInput(Key.PageUp, default, Control) },
        { "\e[2$", new KeyInput(Key.Insert, default, Shift) },
        { "\e[a", new KeyInput(Key.Up, default, Shift) },
        { "\eOd", new KeyInput(Key.Left, default, Control) },
        { "\eOM", new KeyInput(Key.Enter) },
        { "\eOs", Character('3') },
        { "\ea", Character('a', Alt) },
        { "\eй", Character('й', Alt) },
        { "\e5", Character('5', Alt) },
        { "\e\r", new KeyInput(Key.Enter, default, Alt) },
        { "\e[97;5u", Character('a', Control) },
        { "\e[27;6;13~", new KeyInput(Key.Enter, default, Shift | Control) },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_is_read_whole_and_in_pieces(string bytes, KeyInput key)
    {
        Assert.Equal([key], Parse(bytes));
        Assert.Equal([key], ParseByteByByte(bytes));
    }

    [Theory]
    [InlineData("\e[<0;10;5M", MouseAction.Press, MouseButton.Left, 9, 4, KeyModifiers.None)]
    [InlineData("\e[<0;10;5m", MouseAction.Release, MouseButton.Left, 9, 4, KeyModifiers.None)]
    [InlineData("\e[<34;1;1M", MouseAction.Drag, MouseButton.Right, 0, 0, KeyModifiers.None)]
    [InlineData("\e[<35;7;7M", MouseAction.Move, MouseButton.None, 6, 6, KeyModifiers.None)]
    [InlineData("\e[<64;3;3M", MouseAction.WheelUp, MouseButton.None, 2, 2, KeyModifiers.None)]
    [InlineData("\e[<81;3;3M", MouseAction.WheelDown, MouseButton.None, 2, 2, KeyModifiers.Control)]
    [InlineData("\e[<5;3;3M", MouseAction.Press, MouseButton.Middle, 2, 2, KeyModifiers.Shift)]
    public void The_mouse_is_reported_in_cells(string bytes, MouseAction action, MouseButton button, int column, int row, KeyModifiers modifiers) =>
        Assert.Equal([new MouseInput(action, button, column, row, null, modifiers)], ParseByteByByte(bytes));

    [Fact]
    public void In_pixels_the_mouse_knows_the_half_of_a_cell_from_the_answer_on_that_confirms_it()
    {
        var parser = new InputParser(new TerminalReplies()) { MouseCellAfterAnswer = (8, 16) };
        var events = new List<InputEvent>();
        parser.Feed("\e[<0;4;2M\e[?64c\e[<0;17;29M"u8, events);
        Assert.Equal(
            [
                new MouseInput(MouseAction.Press, MouseButton.Left, 3, 1),
                new MouseInput(MouseAction.Press, MouseButton.Left, 2, 1, 0.75),
            ],
            events);
    }

    [Theory]
    [InlineData("\e[200~a\r\nb\rc\nd\te\e[201~", "a\nb\nc\nd\te")]
    [InlineData("\e[200~x\e[31my\u0007\u009b\0z\e[201~", "x[31myz")]
    [InlineData("\e[200~\e[20\e[201~", "[20")]
    [InlineData("\e[200~Привет 🙂\e[201~", "Привет 🙂")]
    [InlineData("\e[200~\e[201~", "")]
    public void A_paste_is_text_however_it_is_split(string bytes, string text)
    {
        Assert.Equal([new PasteInput(text), Character('q')], Parse(bytes + "q"));
        Assert.Equal([new PasteInput(text), Character('q')], ParseByteByByte(bytes + "q"));
    }

    [Fact]
    public void Esc_alone_is_a_key_when_nothing_follows()
    {
        var parser = new InputParser(new TerminalReplies());
        var events = new List<InputEvent>();
        parser.Feed("\e"u8, events);
        Assert.Empty(events);
        Assert.True(parser.AwaitsMore);
        parser.Flush(events);
        Assert.Equal([new KeyInput(Key.Escape)], events);
        Assert.False(parser.AwaitsMore);
    }

    [Theory]
    [InlineData("\e\e", "Escape Escape")]
    [InlineData("\e[", "Alt [")]
    [InlineData("\eO", "Alt O")]
    [InlineData("\e\e[<0;1;1M", "Escape mouse")]
    [InlineData("\e\ea", "Escape Alt a")]
    public void What_began_a_sequence_is_keys_when_nothing_follows(string bytes, string expected)
    {
        var parser = new InputParser(new TerminalReplies());
        var events = new List<InputEvent>();
        parser.Feed(Encoding.UTF8.GetBytes(bytes), events);
        parser.Flush(events);
        Assert.Equal(expected, string.Join(' ', events.Select(Named)));

        static string Named(InputEvent input) =>
            input is not KeyInput key ? "mouse" : key.Key == Key.Escape ? "Escape" : $"{key.Modifiers} {key.Rune}";
    }

    [Theory]
    [InlineData("\e[?1;2;3x")]
    [InlineData("\e[99~")]
    [InlineData("\e[1;2;3;4;5;6W")]
    [InlineData("\e[<65;;M")]
    [InlineData("\e[<128;1;1M")]
    [InlineData("\e[M !!")]
    [InlineData("\eOz")]
    [InlineData("\e[12;3\x01H")]
    public void Unknown_sequences_are_swallowed(string bytes)
    {
        Assert.Equal([Character('q')], Parse(bytes + "q"));
        Assert.Equal([Character('q')], ParseByteByByte(bytes + "q"));
    }

    [Fact]
    public void Invalid_UTF_8_is_no_key()
    {
        var events = new List<InputEvent>();
        new InputParser(new TerminalReplies()).Feed([0xFF, 0xC3, (byte)'a', 0x80, 0xE2, 0x82, 0xD0, 0x96, 0xF5, 0xC2, 0x9B, (byte)'b'], events);
        Assert.Equal([Character('a'), Character('Ж'), Character('b')], events);
    }

    [Fact]
    public void Answers_to_questions_are_no_keys()
    {
        var replies = new TerminalReplies();
        var parser = new InputParser(replies) { ExpectsReplies = true };
        var events = new List<InputEvent>();
        parser.Feed("\eP1$r0;48:2::1:2:3m\e\\\eP>|tmux 3.3a\e\\\e[?1016;2$y\e[6;16;8t\e]11;rgb:ffff/8080/0000\a\e[?64;1;2c"u8, events);
        Assert.Empty(events);
        Assert.Equal((true, "tmux 3.3a", true, (8, 16), Color.FromRgb(255, 128, 0), 1),
            (replies.TrueColor, replies.Version, replies.PixelMouse, replies.CellPixels, replies.Background, replies.DeviceAttributes));
    }

    [Theory]
    [InlineData("\eP1$r48;2;1;2;3m\e\\", true)]
    [InlineData("\eP1$r48:2:1:2:3m\e\\", true)]
    [InlineData("\eP1$r0m\e\\", false)]
    [InlineData("\eP1$r48;5;16m\e\\", false)]
    [InlineData("\eP0$r\e\\", false)]
    public void Only_a_terminal_that_kept_the_24_bits_has_true_colour(string answer, bool expected)
    {
        var replies = new TerminalReplies();
        new InputParser(replies) { ExpectsReplies = true }.Feed(Encoding.UTF8.GetBytes(answer), []);
        Assert.Equal(expected, replies.TrueColor);
    }

    [Fact]
    public void Alt_P_is_a_key_where_no_answer_is_expected() => Assert.Equal([Character('P', Alt), Character('x')], Parse("\ePx"));

    [Fact]
    public void Hostile_input_is_kept_within_bounds()
    {
        var parser = new InputParser(new TerminalReplies()) { ExpectsReplies = true };
        var events = new List<InputEvent>();
        var flood = new byte[3 * InputParser.LongestPaste];
        Array.Fill(flood, (byte)'1');
        parser.Feed("\e["u8, events);
        parser.Feed(flood, events);
        parser.Feed("m\e[200~"u8, events);
        parser.Feed(flood, events);
        parser.Feed("\e[201~q"u8, events);
        Assert.Equal(InputParser.LongestPaste, Assert.IsType<PasteInput>(events[0]).Text.Length);
        Assert.Equal([Character('q')], events.Skip(1));
    }

    [Fact]
    public void Noise_breaks_nothing_and_a_key_after_it_is_read()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var parser = new InputParser(new TerminalReplies()) { ExpectsReplies = seed % 2 == 0 };
            var events = new List<InputEvent>();
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            for (var i = 0; i < noise.Length; i += 4)
                noise[i] = "\e[]P<;0M~"u8[random.Next(9)];
            parser.Feed(noise, events);
            parser.Feed("\e\\\e[201~\e\\"u8, []); // Ends whatever began.
            parser.Flush([]);
            events.Clear();
            parser.Feed("\e[A"u8, events);
            Assert.True(events.Contains(new KeyInput(Key.Up)), $"seed {seed}");
        }
    }

    private static KeyInput Character(char character, KeyModifiers modifiers = KeyModifiers.None) =>
        new(Key.Character, new Rune(character), modifiers);

    private static List<InputEvent> Parse(string text)
    {
        var events = new List<InputEvent>();
        new InputParser(new TerminalReplies()).Feed(Encoding.UTF8.GetBytes(text), events);
        return events;
    }

    private static List<InputEvent> ParseByteByByte(string text)
    {
        var parser = new InputParser(new TerminalReplies());
        var events = new List<InputEvent>();
        foreach (var value in Encoding.UTF8.GetBytes(text))
            parser.Feed([value], events);
        return events;
    }
}
