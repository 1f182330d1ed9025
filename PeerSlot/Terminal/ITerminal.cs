namespace PeerSlot.Terminal;

/// <summary>
/// The terminal that the screens own. <see cref="Enter"/> takes it (raw mode, alternate screen, mouse, bracketed paste), <see cref="Leave"/>
/// puts everything back and may be called any number of times, from any thread; disposing, an unhandled exception, SIGTERM,
/// SIGHUP, SIGINT and process exit call it too.
/// </summary>
public interface ITerminal : IDisposable
{
    /// <summary>The size as it is now.</summary>
    Size Size { get; }

    ColorDepth ColorDepth { get; }

    void Enter();

    void Leave();

    /// <summary>Leaves, stops the process as Ctrl-Z does, and enters again when it is continued.</summary>
    void Suspend();

    /// <summary>
    /// Shows <paramref name="frame"/>: the fewest escapes that turn what is on the screen into it, in one write. Nothing
    /// changed writes nothing. Returns when the write has returned, so that a slow line slows the caller and not its memory.
    /// </summary>
    /// <param name="frame">Of the terminal's size; where it is not, the visible part.</param>
    /// <param name="cursor">Where the real cursor stands; null hides it.</param>
    void Draw(CellBuffer frame, (int Column, int Row)? cursor);

    /// <summary>Takes other wishes of the person from now on; the next frame paints everything.</summary>
    void Apply(TerminalSettings settings);

    /// <summary>Forgets what is on the screen, so that the next frame paints everything (Ctrl-L).</summary>
    void Invalidate();

    /// <summary>Writes a control string that is not part of a frame: a bell, a title, OSC 52. Escapes must be complete.</summary>
    void WriteControl(ReadOnlySpan<byte> escapes);

    /// <summary>
    /// Waits for input up to <paramref name="timeout"/> (or until <see cref="Wake"/>) and adds all that is there to
    /// <paramref name="events"/>. A resize is an event. Returns false at the end of input: the terminal is gone.
    /// </summary>
    bool Read(List<InputEvent> events, TimeSpan timeout);

    /// <summary>Ends a waiting <see cref="Read"/> early; from any thread.</summary>
    void Wake();
}

public enum ColorDepth
{
    Monochrome, Colors16, Colors256, TrueColor,
}
