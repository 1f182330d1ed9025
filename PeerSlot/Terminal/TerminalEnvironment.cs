namespace PeerSlot.Terminal;

/// <summary>What the environment variables say of the terminal. Much of it is missing over SSH, so that probes may still raise it.</summary>
internal sealed class TerminalEnvironment(Func<string, string?> variable)
{
    private readonly string _term = variable("TERM") ?? "";

    /// <summary>TERM is unset or dumb: nothing moves a cursor there.</summary>
    public bool IsDumb => _term is "" or "dumb";

    /// <summary>
    /// Whether the terminal swallows questions that it does not know. The consoles of kernels and old hardware show some of them as text.
    /// </summary>
    public bool MayBeAsked =>
        _term != "linux" && !_term.StartsWith("vt", StringComparison.Ordinal) && !_term.StartsWith("cons", StringComparison.Ordinal);

    /// <summary>NO_COLOR (no-color.org), set to anything: a person's wish, which no probe overrules.</summary>
    public bool NoColor => !string.IsNullOrEmpty(variable("NO_COLOR"));

    /// <summary>
    /// By the locale's character set (locale(7): LC_ALL before LC_CTYPE before LANG). Where it names none (C, POSIX, nothing, a bare language) the
    /// terminal is taken for one of today, which has UTF-8.
    /// </summary>
    public GlyphRange Glyphs
    {
        get
        {
            if (_term == "linux")
                return GlyphRange.Console;
            var locale = First("LC_ALL", "LC_CTYPE", "LANG");
            var dot = locale.IndexOf('.', StringComparison.Ordinal);
            var isOther = dot >= 0 && !locale.AsSpan(dot).Contains("utf", StringComparison.OrdinalIgnoreCase);
            return isOther || _term.StartsWith("vt", StringComparison.Ordinal) ? GlyphRange.AsciiOnly : GlyphRange.Unicode;
        }
    }

    /// <summary>GNU screen hands DCS strings to the terminal around it: a question in one would show there, and its answer be of the wrong terminal.</summary>
    public bool IsInsideScreen => !IsInsideTmux && _term.StartsWith("screen", StringComparison.Ordinal);

    private bool IsInsideTmux => _term.StartsWith("tmux", StringComparison.Ordinal) || !string.IsNullOrEmpty(variable("TMUX"));

    /// <summary>
    /// Tmux translates 24-bit colour for the terminal around it, so it may always be sent there. GNU screen 4 breaks on it, and
    /// inherits COLORTERM from outside.
    /// </summary>
    public ColorDepth ColorDepth
    {
        get
        {
            if (NoColor || IsDumb || _term.StartsWith("vt", StringComparison.Ordinal))
                return ColorDepth.Monochrome;
            var saysTrueColor = variable("COLORTERM") is "truecolor" or "24bit" || _term.EndsWith("-direct", StringComparison.Ordinal);
            if (IsInsideTmux || (saysTrueColor && !IsInsideScreen))
                return ColorDepth.TrueColor;
            return _term.Contains("256color", StringComparison.Ordinal) ? ColorDepth.Colors256 : ColorDepth.Colors16;
        }
    }

    private string First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (variable(name) is { Length: > 0 } value)
                return value;
        }

        return "";
    }
}
