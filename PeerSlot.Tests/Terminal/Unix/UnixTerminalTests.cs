using System.Runtime.Versioning;
using System.Text;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Unix;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Terminal.Unix;

/// <summary>The terminal on one end of a pty, the emulator on the other.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixTerminalTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<InputEvent> _events = [];
    private readonly Dictionary<string, string> _environment = new() { ["TERM"] = "xterm-256color" };
    private TerminalSettings _settings = new();
    private PseudoTerminal? _pty;
    private UnixTerminal? _terminal;
    private int _slave = -1;

    private PseudoTerminal Pty => _pty!;

    private UnixTerminal Terminal => _terminal!;

    [SkippableFact]
    public void Leaving_puts_everything_back()
    {
        Open();
        var before = TerminalAttributes();
        Terminal.Enter();
        Show("hello");
        Pty.WaitForText("hello");
        Assert.NotEqual(before, TerminalAttributes());
        Assert.Equal([7, 25, 1002, 1006, 1049, 2004], Pty.Look(e => e.ChangedModes));
        Assert.Equal(1, Pty.Look(e => e.TitlesKept));

        Terminal.Leave();
        Terminal.Leave();
        Pty.WaitFor(e => !e.AlternateScreen, "the main screen");
        Pty.WaitFor(e => e.ChangedModes.Count == 0 && e.TitlesKept == 0, "every mode as it was");
        Assert.Equal(before, TerminalAttributes());
        Assert.Empty(Pty.Look(e => e.Unknown.ToArray()));
    }

    [SkippableFact]
    public void After_leaving_nothing_is_written_until_it_is_entered_again()
    {
        Open();
        Terminal.Enter();
        Show("one");
        Pty.WaitForText("one");
        Terminal.Leave();
        Pty.WaitFor(e => !e.AlternateScreen, "the main screen");
        Show("two");
        Terminal.WriteControl("\a"u8);
        Terminal.Enter();
        Show("three");
        Pty.WaitForText("three");
        Assert.Equal(0, Pty.Look(e => e.Bells));
    }

    [SkippableFact]
    public void Keys_mouse_and_pastes_arrive_in_order()
    {
        Open();
        Terminal.Enter();
        Pty.WaitFor(e => e.Modes.Contains(2004), "bracketed paste");
        Pty.Send("a\e[A\e[<0;3;4M\e[200~x\ry\e[201~\eOP");
        ReadUntil(e => e is KeyInput { Key: Key.F1 });
        Assert.Equal(
            [
                new KeyInput(Key.Character, new Rune('a')), new KeyInput(Key.Up), new MouseInput(MouseAction.Press, MouseButton.Left, 2, 3),
                new PasteInput("x\ny"), new KeyInput(Key.F1),
            ],
            _events);
    }

    [SkippableFact]
    public void Esc_alone_becomes_a_key_without_another_byte()
    {
        Open();
        Terminal.Enter();
        Pty.WaitFor(e => e.AlternateScreen, "the screen");
        Pty.Send("\e");
        Assert.True(Terminal.Read(_events, Timeout.InfiniteTimeSpan));
        Assert.Equal([new KeyInput(Key.Escape)], _events);
    }

    [SkippableFact]
    public void A_new_size_is_an_event_and_paints_anew()
    {
        Open();
        Terminal.Enter();
        Show("before");
        Pty.WaitForText("before");
        Pty.Resize(new Size(40, 10));
        Terminal.NoteResize();
        ReadUntil(e => e is ResizeInput);
        Assert.Equal([new ResizeInput(new Size(40, 10))], _events);
        Show("after");
        Pty.WaitForText("after");
        Assert.Null(Pty.Look(e => e.Find("before")));
    }

    [SkippableFact]
    public void Wake_ends_a_waiting_read()
    {
        Open();
        Terminal.Enter();
        Terminal.Wake();
        Assert.True(Terminal.Read(_events, Timeout.InfiniteTimeSpan));
        Assert.Empty(_events);
    }

    [SkippableFact]
    public void A_terminal_that_keeps_24_bits_gets_them_after_the_first_frame()
    {
        Open(Xterm);
        Terminal.Enter();
        Assert.Equal(ColorDepth.Colors256, Terminal.ColorDepth);
        Show("probe");
        ReadUntil(e => e is ResizeInput);
        Assert.Equal(ColorDepth.TrueColor, Terminal.ColorDepth);
        Show("probe");
        Pty.WaitFor(e => e[0, 0].Foreground == VtColor.Rgb(0x123456), "24-bit colour");
        Assert.Empty(Pty.Look(e => e.Unknown.ToArray()));
    }

    [SkippableFact]
    public void The_mouse_reports_pixels_where_the_terminal_can()
    {
        Open(Xterm);
        Pty.SetWindow(new Size(80, 24), 640, 384);
        Terminal.Enter();
        Show("probe");
        ReadUntil(_ => Pty.Look(e => e.Modes.Contains(1016)));
        ReadUntil(_ => _answers == 2);
        Pty.Send("\e[<0;17;29M");
        ReadUntil(e => e is MouseInput);
        Assert.Equal(new MouseInput(MouseAction.Press, MouseButton.Left, 2, 1, 0.75), _events[^1]);
        Terminal.Leave();
        Pty.WaitFor(e => !e.AlternateScreen && e.ChangedModes.Count == 0, "every mode as it was");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Large_frames_are_shown_at_once_only_where_the_terminal_said_that_it_can(bool can)
    {
        _synchronizes = can;
        Open(Xterm);
        Terminal.Enter();
        Show("probe");
        ReadUntil(_ => _answers > 0);
        Pty.Send("k"); // Behind the answers.
        ReadUntil(_ => _events.Exists(e => e is KeyInput));
        var frame = new CellBuffer(Terminal.Size);
        frame.Fill(new Rectangle(0, 0, 80, 24), new Cell(new Rune('x'), new Style(Color.FromRgb(0x123456), Color.Default)));
        Terminal.Draw(frame, null);
        Pty.WaitForText("xxxx");
        Terminal.Leave();
        Pty.WaitFor(e => !e.AlternateScreen && e.ChangedModes.Count == 0, "every mode as it was");
        Assert.Equal(can, Pty.Look(e => e.ModesSeen.Contains(2026)));
        Assert.Empty(Pty.Look(e => e.Unknown.ToArray()));
    }

    [SkippableFact]
    public void A_frame_far_larger_than_what_the_terminal_takes_at_once_arrives_whole()
    {
        _environment["COLORTERM"] = "truecolor";
        Open();
        Pty.Resize(new Size(300, 100));
        Terminal.Enter();
        var frame = new CellBuffer(Terminal.Size);
        for (var i = 0; i < 30_000; i++)
            frame[i % 300, i / 300] = new Cell(new Rune('a' + i % 26), new Style(Color.FromRgb(i * 211), Color.FromRgb(i * 89 + 1)));
        Terminal.Draw(frame, null); // Half a megabyte; a pty takes 4 KiB.
        Pty.WaitFor(e => e[299, 99].Background == VtColor.Rgb((29_999 * 89 + 1) & 0xFFFFFF), "the last cell");
        Assert.Equal([.. Enumerable.Range(0, 100).Select(frame.RowText)], Pty.Look(e => e.Rows));
        Assert.Equal(VtColor.Rgb(15_150 * 211), Pty.Look(e => e[150, 50].Foreground));
        Assert.Empty(Pty.Look(e => e.Unknown.ToArray()));
    }

    [SkippableFact]
    public void The_mouse_is_given_back_and_taken_while_the_screen_stays()
    {
        Open();
        Terminal.Enter();
        Pty.WaitFor(e => e.Modes.Contains(1006), "the mouse");
        Terminal.Apply(new TerminalSettings { Mouse = false, Colors = "16" });
        Pty.WaitFor(e => !e.Modes.Contains(1002) && !e.Modes.Contains(1006) && e.AlternateScreen, "no mouse");
        Assert.Equal(ColorDepth.Colors16, Terminal.ColorDepth);
        Terminal.Apply(new TerminalSettings());
        Pty.WaitFor(e => e.Modes.Contains(1002) && e.Modes.Contains(1006), "the mouse again");
        Terminal.Leave();
        Pty.WaitFor(e => !e.AlternateScreen && e.ChangedModes.Count == 0, "every mode as it was");
    }

    [SkippableTheory]
    [InlineData("NO_COLOR", "1", "auto", ColorDepth.Monochrome)]
    [InlineData("COLORTERM", "truecolor", "auto", ColorDepth.TrueColor)]
    [InlineData("COLORTERM", "truecolor", "16", ColorDepth.Colors16)]
    public void What_a_person_said_is_not_asked_for(string name, string value, string colors, ColorDepth depth)
    {
        _environment[name] = value;
        _settings = new TerminalSettings { Colors = colors, Mouse = false };
        Open(Xterm);
        Terminal.Enter();
        Show("probe");
        ReadUntil(_ => _answers == 1);
        Assert.Equal(depth, Terminal.ColorDepth);
        Assert.Equal([7, 25, 1049, 2004], Pty.Look(e => e.ChangedModes));
    }

    [SkippableFact]
    public void The_end_of_input_ends_the_reading()
    {
        Open();
        Terminal.Enter();
        Pty.WaitFor(e => e.AlternateScreen, "the screen");
        Pty.Dispose(); // Hangs up.
        Assert.False(Terminal.Read(_events, Limit));
        Terminal.Leave();
    }

    [SkippableTheory]
    [InlineData("xterm-256color", true)]
    [InlineData("screen-256color", false)]
    public void GNU_screen_is_not_asked_for_its_colours_since_it_hands_the_question_on(string term, bool isAsked)
    {
        _environment["TERM"] = term;
        var asked = new List<string>();
        Open(query =>
        {
            asked.Add(query);
            return Xterm(query);
        });
        Terminal.Enter();
        Show("hello");
        ReadUntil(_ => _answers > 0);
        Assert.Equal(isAsked, Pty.Look(_ => asked.Contains("\eP$qm\e\\")));
    }

    [SkippableFact]
    public void Being_told_to_end_puts_the_terminal_back_and_ends_the_reading()
    {
        Open();
        Terminal.Enter();
        Show("drawing");
        Pty.WaitForText("drawing");
        Terminal.End();
        Assert.False(Terminal.Read(_events, Limit));
        Pty.WaitFor(e => e.ChangedModes.Count == 0, "every mode as it was");
    }

    public void Dispose()
    {
        _terminal?.Dispose();
        _pty?.Dispose();
        if (_slave >= 0)
            _ = Libc.Close(_slave);
    }

    private int _answers;
    private bool _synchronizes;

    /// <summary>Answers as xterm 379 does.</summary>
    private string? Xterm(string query)
    {
        switch (query)
        {
            case "\eP$qm\e\\":
                return "\eP1$r0;48:2::1:2:3m\e\\";
            case "\e[?1016$p":
                return "\e[?1016;2$y";
            case "\e[?2026$p":
                return _synchronizes ? "\e[?2026;2$y" : "\e[?2026;0$y";
            case "\e[c":
                _answers++;
                return "\e[?64;1;2;6;9;15;16;17;18;21;22c";
            default:
                return null;
        }
    }

    private void Open(Func<string, string?>? answer = null)
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "needs Linux");
        const int ReadWriteNoTtyNonBlocking = 0x2 | 0x100 | 0x800;
        _pty = new PseudoTerminal(new Size(80, 24));
        _pty.Emulator.Answer = answer;
        _slave = Libc.Open(_pty.SlavePath, ReadWriteNoTtyNonBlocking);
        _pty.Start();
        var device = new TerminalDevice(_slave, _slave, ownsThem: false);
        _terminal = new UnixTerminal(device, _settings, new TerminalEnvironment(_environment.GetValueOrDefault), handlesSignals: false);
    }

    private void Show(string text)
    {
        var frame = new CellBuffer(Terminal.Size);
        frame.Write(0, 0, text, new Style(Color.FromRgb(0x123456), Color.Default));
        Terminal.Draw(frame, null);
    }

    /// <summary>Reads until the last event is as expected; what is expected of the screen is looked at after each read too.</summary>
    private void ReadUntil(Func<InputEvent?, bool> expected)
    {
        var until = DateTime.UtcNow + Limit;
        while (!expected(_events.LastOrDefault()))
        {
            Assert.True(DateTime.UtcNow < until, $"Only came: {string.Join(", ", _events)}");
            Assert.True(Terminal.Read(_events, TimeSpan.FromMilliseconds(20)));
        }
    }

    private unsafe byte[] TerminalAttributes()
    {
        var termios = new byte[Libc.TermiosSize];
        fixed (byte* start = termios)
            Assert.Equal(0, Libc.GetAttributes(_slave, start));
        return termios;
    }
}
