using System.Text;

namespace PeerSlot.Terminal.Input;

/// <summary>
/// Bytes from a terminal to events, however the bytes are split. What it does not know it swallows, and it keeps no more than a
/// bounded part of anything. ESC alone is a key, but also how everything else begins: whoever reads waits a moment where
/// <see cref="AwaitsMore"/> says so, and then calls <see cref="Flush"/>. States after vt100.net/emu/dec_ansi_parser.
/// </summary>
internal sealed partial class InputParser(TerminalReplies replies)
{
    private const byte Esc = 0x1B;

    private readonly byte[] _utf8 = new byte[4];
    private int _utf8Length;
    private KeyModifiers _utf8Modifiers;
    private State _state;

    private enum State
    {
        Ground, Escape, Csi, CsiIgnore, LinuxFunctionKey, OldMouse, Ss3, String, StringEscape, Paste,
    }

    /// <summary>A cell's size in pixels while the mouse reports pixels; null while it reports cells.</summary>
    public (double Width, double Height)? MouseCell { get; set; }

    /// <summary>What <see cref="MouseCell"/> becomes at the next answer to DA1: the reports that come before it are still in cells.</summary>
    public (double Width, double Height)? MouseCellAfterAnswer { get; set; }

    /// <summary>What came may be a key, or the beginning of something longer.</summary>
    public bool AwaitsMore =>
        _state is State.Escape or State.Ss3 || (_state == State.Csi && _length == 0) || (_state == State.String && _stringLength == 0);

    public void Feed(ReadOnlySpan<byte> bytes, List<InputEvent> events)
    {
        foreach (var value in bytes)
            Take(value, events);
    }

    /// <summary>Time is up: what came so far is all of it, so ESC was the key Esc, and ESC [ was Alt-[.</summary>
    public void Flush(List<InputEvent> events)
    {
        if (!AwaitsMore)
            return;
        var state = _state;
        _state = State.Ground;
        if (state == State.Escape)
        {
            events.Add(new KeyInput(Key.Escape));
        }
        else
        {
            var introducer = state == State.Ss3 ? 'O' : state == State.Csi ? '[' : _string[0];
            events.Add(new KeyInput(Key.Character, new Rune(introducer), KeyModifiers.Alt));
        }
    }

    private void Take(byte value, List<InputEvent> events)
    {
        switch (_state)
        {
            case State.Ground:
                TakeGround(value, KeyModifiers.None, events);
                break;
            case State.Escape:
                TakeEscape(value, events);
                break;
            case State.Csi:
                TakeCsi(value, events);
                break;
            case State.CsiIgnore:
                if (value is >= 0x40 and <= 0x7E)
                    _state = State.Ground;
                else if (value == Esc)
                    _state = State.Escape;
                break;
            case State.LinuxFunctionKey:
                _state = State.Ground;
                if (value is >= (byte)'A' and <= (byte)'E')
                    events.Add(new KeyInput(Key.F1 + (value - 'A')));
                break;
            case State.OldMouse:
                // CSI M and three bytes: a report in the encoding before SGR.
                if (++_length == 3)
                    _state = State.Ground;
                break;
            case State.Ss3:
                TakeSs3(value, events);
                break;
            case State.String or State.StringEscape:
                TakeString(value, events);
                break;
            case State.Paste:
                TakePaste(value, events);
                break;
        }
    }

    private void TakeGround(byte value, KeyModifiers modifiers, List<InputEvent> events)
    {
        if (value == Esc)
        {
            _utf8Length = 0;
            _state = State.Escape;
            return;
        }

        if (value < 0x80)
        {
            _utf8Length = 0;
            events.Add(KeySequences.OfCharacter(new Rune(value), modifiers));
            return;
        }

        TakeUtf8(value, modifiers, events);
    }

    private void TakeUtf8(byte value, KeyModifiers modifiers, List<InputEvent> events)
    {
        // A new rune begins; what was left of the last one is lost.
        if (value >= 0xC0)
            (_utf8Length, _utf8Modifiers) = (0, modifiers);
        _utf8[_utf8Length++] = value;
        var status = Rune.DecodeFromUtf8(_utf8.AsSpan(0, _utf8Length), out var rune, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData)
            return;
        _utf8Length = 0;
        if (status == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune))
            events.Add(new KeyInput(Key.Character, rune, _utf8Modifiers));
    }

    private void TakeEscape(byte value, List<InputEvent> events)
    {
        switch (value)
        {
            case Esc:
                // Rxvt's Alt-arrows begin with two; here the first is Esc, which a person may type just before any other key.
                events.Add(new KeyInput(Key.Escape));
                break;
            case (byte)'[':
                _state = State.Csi;
                _length = 0;
                break;
            case (byte)'O':
                _state = State.Ss3;
                break;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X' when MayBeReply(value):
                BeginString(value);
                break;
            default:
                _state = State.Ground;
                TakeGround(value, KeyModifiers.Alt, events);
                break;
        }
    }

    private void TakeSs3(byte value, List<InputEvent> events)
    {
        _state = State.Ground;
        var final = (char)value;
        if (value == Esc)
            _state = State.Escape;
        else if (final == 'M')
            events.Add(new KeyInput(Key.Enter));
        else if (KeySequences.OfLetter(final) is { } key)
            events.Add(new KeyInput(key));
        else if (KeySequences.OfRxvtArrow(final) is { } arrow)
            events.Add(new KeyInput(arrow, default, KeyModifiers.Control));
        else if (KeySequences.OfKeypad(final) is { } character)
            events.Add(new KeyInput(Key.Character, new Rune(character)));
    }
}
