namespace PeerSlot.Terminal.Input;

/// <summary>
/// What the terminal answered to the questions of <see cref="TerminalDialogue"/>; null where it has not. Terminals answer in order, so that
/// after an answer to DA1, which all of them give, nothing that was asked before it will come any more.
/// </summary>
internal sealed class TerminalReplies
{
    /// <summary>Answers to DA1 (CSI c).</summary>
    public int DeviceAttributes { get; set; }

    /// <summary>DA1 names 4: sixel graphics.</summary>
    public bool Sixel { get; set; }

    /// <summary>The query of kitty's graphics protocol was answered with OK.</summary>
    public bool Kitty { get; set; }

    /// <summary>DECRQSS says that SGR 48;2;1;2;3 was understood.</summary>
    public bool? TrueColor { get; set; }

    /// <summary>XTVERSION, such as "tmux 3.3a"; at most 64 characters.</summary>
    public string? Version { get; set; }

    /// <summary>DECRQM for mode 1016: the mouse can be reported in pixels.</summary>
    public bool? PixelMouse { get; set; }

    /// <summary>DECRQM for mode 2026: a frame can be shown at once.</summary>
    public bool? SynchronizedOutput { get; set; }

    /// <summary>CSI 16 t: a cell in pixels.</summary>
    public (int Width, int Height)? CellPixels { get; set; }

    /// <summary>OSC 11: the default background.</summary>
    public Color? Background { get; set; }
}
