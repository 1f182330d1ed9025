using PeerSlot.Terminal.Frames;
using PeerSlot.Terminal.Input;

namespace PeerSlot.Terminal;

/// <summary>What is said to a terminal and learnt from it, whatever carries the bytes. Not thread-safe.</summary>
internal sealed class TerminalDialogue
{
    private readonly TerminalEnvironment _environment;
    private bool _mouse;
    private bool _depthIsSettled;
    private readonly bool _mayAsk;
    private bool _hasAsked;
    private int _fencesAsked;
    private bool _pixelMouse;
    private (double Width, double Height)? _windowCell;

    public TerminalDialogue(TerminalSettings settings, TerminalEnvironment environment)
    {
        _environment = environment;
        _mayAsk = environment.MayBeAsked;
        Parser = new InputParser(Replies);
        Take(settings);
    }

    public FrameRenderer Renderer { get; } = new();

    public InputParser Parser { get; }

    public TerminalReplies Replies { get; } = new();

    /// <summary>Something was asked and not answered yet; what is left unread would turn up in the shell.</summary>
    public bool AwaitsAnswers => Replies.DeviceAttributes < _fencesAsked;

    /// <summary>A title of its own and the alternate screen, no autowrap, no cursor, the mouse with drags, bracketed paste.</summary>
    public void WriteEnter(EscapeWriter output)
    {
        output.Write("\e[22;2t\e[?1049h\e[?7l\e[?25l"u8);
        if (_mouse)
            output.Write("\e[?1002h\e[?1006h"u8);
        if (_mouse && _pixelMouse)
            output.Write("\e[?1016h"u8);
        output.Write("\e[?2004h"u8);
        Renderer.Reset();
    }

    /// <summary>
    /// The same backwards. The screen is cleared before it is left: tmux, resized meanwhile, wraps what is on it and pulls a part back onto the
    /// main screen (tmux 3.3a, screen_alternate_off), and consoles without a second screen would keep the last frame.
    /// </summary>
    public void WriteLeave(EscapeWriter output)
    {
        if (Renderer.Synchronizes)
            output.Write("\e[?2026l"u8); // A frame may have been cut.
        output.Write("\e[m\e[H\e[2J\e[?2004l"u8);
        if (_mouse)
            WriteMouseOff(output);
        output.Write("\e[?25h\e[?7h\e[?1049l\e[23;2t"u8);
    }

    /// <summary>The questions, once, after the first frame; the last is DA1, which every terminal answers.</summary>
    public void WriteQuestions(EscapeWriter output)
    {
        if (_hasAsked || !_mayAsk)
            return;
        _hasAsked = true;
        if (!_depthIsSettled)
        {
            // DECRQSS: which SGR is set after asking for 24 bits? (VT420 RM; xterm ctlseqs)
            output.Write("\e[48;2;1;2;3m\eP$qm\e\\\e[m\e[>q"u8);
            Renderer.ForgetStyle();
        }

        if (_mouse)
            output.Write("\e[?1016$p\e[16t"u8);
        output.Write("\e[?2026$p\e]11;?\e\\\e[c"u8);
        _fencesAsked++;
        Parser.ExpectsReplies = true;
    }

    /// <summary>The window in pixels, as the system tells it; 0 where it does not.</summary>
    public void SetWindow(Size size, int pixelWidth, int pixelHeight)
    {
        _windowCell = pixelWidth >= size.Width && pixelHeight >= size.Height
            ? ((double)pixelWidth / size.Width, (double)pixelHeight / size.Height)
            : null;
        if (Parser.MouseCell is not null && _windowCell is { } cell)
            Parser.MouseCell = cell;
    }

    /// <summary>Acts on the answers that have come.</summary>
    /// <returns>True where everything has to be painted again.</returns>
    public bool Learn(EscapeWriter output)
    {
        if (_fencesAsked == 0)
            return false;
        if (!AwaitsAnswers)
            Parser.ExpectsReplies = false;
        Renderer.Synchronizes |= Replies.SynchronizedOutput == true;
        if (!AwaitsAnswers && !_pixelMouse && _mouse && Replies.PixelMouse == true && (_windowCell ?? Replies.CellPixels) is var (width, height))
        {
            _pixelMouse = true;
            Parser.MouseCellAfterAnswer = (width, height);
            output.Write("\e[?1016h\e[c"u8);
            _fencesAsked++;
        }

        var isTrueColor = Replies.TrueColor == true || Replies.Version?.StartsWith("tmux", StringComparison.Ordinal) == true;
        if (_depthIsSettled || !isTrueColor || Renderer.Depth == ColorDepth.TrueColor)
            return false;
        Renderer.Depth = ColorDepth.TrueColor;
        return true;
    }

    /// <summary>Other wishes while the terminal is entered.</summary>
    public void Apply(TerminalSettings settings, EscapeWriter output)
    {
        if (_mouse && !settings.Mouse)
            WriteMouseOff(output);
        else if (!_mouse && settings.Mouse)
            output.Write(_pixelMouse ? "\e[?1002h\e[?1006h\e[?1016h"u8 : "\e[?1002h\e[?1006h"u8);
        Take(settings);
        Learn(output);
    }

    private void Take(TerminalSettings settings)
    {
        _mouse = settings.Mouse;
        settings.TryReadColors(out var depth);
        Renderer.Depth = depth ?? _environment.ColorDepth;
        _depthIsSettled = depth is not null || _environment.NoColor || _environment.IsInsideScreen || Renderer.Depth == ColorDepth.TrueColor;
        Renderer.Glyphs = _environment.Glyphs == GlyphRange.AsciiOnly || !settings.Ascii ? _environment.Glyphs : GlyphRange.Ascii;
    }

    private void WriteMouseOff(EscapeWriter output)
    {
        if (_pixelMouse)
            output.Write("\e[?1016l"u8);
        output.Write("\e[?1006l\e[?1002l"u8);
    }
}
